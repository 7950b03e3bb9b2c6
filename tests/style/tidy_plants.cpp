// One fault for each check that matters; tidy_plants.sh asserts that clang-tidy names the check on the
// line that says so. Never built.
// clang-format off

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#define PLANT_MACRO 1 // plant: readability-identifier-naming

int global_counter = 0; // plant: cppcoreguidelines-avoid-non-const-global-variables

struct badly_named {}; // plant: readability-identifier-naming

void BadlyNamed() {} // plant: readability-identifier-naming

class Members {
public:
    [[nodiscard]] int value() const { return counter; }

private:
    int counter = 0; // plant: readability-identifier-naming
};

int narrowed(double value) {
    int whole = 0;
    whole += value; // plant: bugprone-narrowing-conversions
    return whole;
}

double swapped(double weeks, double share) { // plant: bugprone-easily-swappable-parameters
    const double root = std::sqrt(weeks);
    return root + std::exp(share);
}

int crowded(char a, short b, int* c, long d, std::string e, bool f) { // plant: readability-function-size
    return a + b + *c + static_cast<int>(d) + static_cast<int>(e.size()) + static_cast<int>(f);
}

int tangled(const std::vector<int>& v) { // plant: readability-function-cognitive-complexity
    int n = 0;
    for (const int x : v) {
        if (x > 1) {
            for (const int y : v) {
                if (y > 2) {
                    while (n < x) {
                        if (n % 2 == 0) {
                            ++n;
                        } else if (n % 3 == 0) {
                            n += 2;
                        }
                    }
                }
            }
        }
    }
    return n;
}

std::size_t moved(std::string text) {
    const std::string other = std::move(text);
    return text.size() + other.size(); // plant: bugprone-use-after-move
}

std::size_t copied(const std::vector<std::string>& all) {
    std::size_t n = 0;
    for (const auto text : all) { // plant: performance-for-range-copy
        n += text.size();
    }
    return n;
}

std::size_t by_value(std::string text) { return text.size(); } // plant: performance-unnecessary-value-param

int uninitialised() {
    int value; // plant: cppcoreguidelines-init-variables
    value = 3;
    return value;
}

const char* unsafe() { return std::asctime(nullptr); } // plant: concurrency-mt-unsafe

int redundant(bool flag) {
    if (flag == true) { // plant: readability-simplify-boolean-expr
        return 1;
    }
    return 0;
}

int same(int x) { return x - x; } // plant: misc-redundant-expression

int cast(const int* p) { return *const_cast<int*>(p); } // plant: cppcoreguidelines-pro-type-const-cast
