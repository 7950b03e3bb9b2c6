#include <afklar/people/staff.hpp>

#include <set>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("every holder of every position has an address of his own", "[staff]") {
    std::set<std::uint32_t> addresses;
    for (std::size_t position = 0; position < 50; ++position) {
        for (int holder = 0; holder < 256; ++holder) {
            addresses.insert(staff_address(position, static_cast<std::uint8_t>(holder)));
        }
    }
    CHECK(addresses.size() == 50U * 256U);
}

TEST_CASE("a new caseworker has nothing to do and owes nothing", "[staff]") {
    const Caseworker worker;
    CHECK(worker.filled);
    CHECK_FALSE(worker.abolished);
    CHECK(worker.unit == Unit::ordinary);
    CHECK(worker.caseload == 0);
    CHECK(worker.owed == 0.0);
    CHECK(worker.load_factor == 1.0);
    CHECK(worker.documentation == 1.0);
}
