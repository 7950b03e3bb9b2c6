#include <afklar/core/column.hpp>

#include <bit>
#include <cstdint>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("a column is filled up to whole words and begins where a vector may") {
    for (const std::size_t agents : {0U, 1U, 63U, 64U, 65U, 3200U}) {
        CAPTURE(agents);
        Column<std::uint16_t> column(agents, 7);
        CHECK(column.size() == whole_words(agents));
        CHECK(column.size() % word_size == 0);
        CHECK(column.size() >= agents);
        CHECK(column.size() < agents + word_size);
        if (agents != 0) {
            CHECK(std::bit_cast<std::uintptr_t>(column.all().data()) % 64 == 0);
            CHECK(column[column.size() - 1] == 7);
        }
    }
}

TEST_CASE("values are kept, copied and overwritten") {
    Column<std::int16_t> column(100);
    CHECK(column[99] == 0);
    column[99] = -5;
    Column<std::int16_t> copy = column;
    column.fill(3);
    CHECK(column[99] == 3);
    CHECK(copy[99] == -5);
    CHECK(copy.all().size() == 128);
}
