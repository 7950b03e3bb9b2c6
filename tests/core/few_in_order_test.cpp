#include <afklar/core/few_in_order.hpp>

#include <algorithm>
#include <vector>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>

using namespace afklar;
using namespace afklar::test;

TEST_CASE("numbers are put in the order of std::sort, on every instruction set", "[few_in_order]") {
    for_each_instruction_set([] {
        holds("few and many, small and large", [] {
            const std::size_t size = *rc::gen::inRange<std::size_t>(0, few_numbers + 20);
            auto numbers = *rc::gen::unique<std::vector<std::uint64_t>>(
                size, rc::gen::oneOf(rc::gen::arbitrary<std::uint64_t>(),
                                     rc::gen::inRange<std::uint64_t>(0, 1'000'000),
                                     rc::gen::map(rc::gen::inRange<std::uint64_t>(0, 1'000'000),
                                                  [](std::uint64_t x) { return ~x; })));
            auto sorted = numbers;
            std::sort(sorted.begin(), sorted.end());
            put_in_order(numbers);
            RC_ASSERT(numbers == sorted);
        });
    });
}
