#include <afklar/afklar.hpp>

// Half of a pair: a function in a header that lacks `inline` is defined twice at link time.
int linkage_one() { return 1; }
