#include <support/catch.hpp>

int linkage_one();
int linkage_two();

TEST_CASE("two files that include everything link into one program") {
    CHECK(linkage_one() + linkage_two() == 3);
}
