#include <afklar/people/citizens.hpp>

#include <cstddef>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("columns hold weeks within their range", "[citizens]") {
    static_assert(column_of(5) == 5 && column_of(-400) == -400);
    static_assert(column_of(never) == never && column_of(1'000'000) == never);
    static_assert(column_of(long_ago) == long_ago && column_of(-1'000'000) == long_ago);
    CHECK(never > long_ago);
}

TEST_CASE("a new place is empty and neutral", "[citizens]") {
    Citizens c;
    CHECK(c.append() == 0);
    CHECK(c.append() == 1);
    REQUIRE(c.size() == 2);
    CHECK(c.length() == word_size); // whole words of the masks
    Citizens::for_each_column(c, [](const auto& column) { CHECK(column.size() == 64); });
    CHECK(c.who.address[1] == 1);
    CHECK(c.find(1) == 1);
    CHECK(c.find(2) == nowhere);

    CHECK(c.place.status[1] == Status::left);
    CHECK(c.place.left_cause[1] == LeftCause::none);
    CHECK_FALSE(c.present(1));
    CHECK(c.who.flags[1] == 0);
    CHECK_FALSE(c.ever_present(1));
    CHECK(c.contact.caseworker[1] == no_caseworker);
    // What has not happened lies before every start, what is not due beyond every horizon.
    CHECK(c.contact.last_held[1] == long_ago);
    CHECK(c.contact.last_change[1] == long_ago);
    CHECK(c.contact.sanction_until[1] == long_ago);
    CHECK(c.contact.stopped_until[1] == long_ago);
    CHECK(c.effort.treatment_until[1] == long_ago);
    CHECK(c.effort.offer_until[1] == long_ago);
    CHECK(c.file.social_until[1] == long_ago);
    CHECK(c.file.health_until[1] == long_ago);
    CHECK(c.file.work_until[1] == long_ago);
    CHECK(c.contact.next_due[1] == never);
    CHECK(c.place.observed_from[1] == never);
    CHECK(c.effort.treatment_from[1] == never);
    CHECK(c.effort.place_end[1] == long_ago);
    CHECK(c.effort.offer_due[1] == never);
    CHECK_FALSE(c.is(1, Flag::assessed));
    CHECK(c.file.health_ready[1] == never);
    CHECK(c.file.decision_due[1] == never);
    CHECK(c.file.review_due[1] == never);
    CHECK(c.file.deadline[1] == never);
    CHECK(c.file.stage[1] == CaseStage::closed);
    CHECK(c.file.plan[1] == Plan::none);
}

TEST_CASE("flags are set and cleared one by one", "[citizens]") {
    Citizens c;
    c.append();
    c.set(0, Flag::willing, true);
    c.set(0, Flag::prefers_remote, true);
    c.set(0, Flag::willing, true);
    CHECK((c.is(0, Flag::willing) && c.is(0, Flag::prefers_remote)));
    c.set(0, Flag::willing, false);
    CHECK_FALSE(c.is(0, Flag::willing));
    CHECK(c.is(0, Flag::prefers_remote));
}

TEST_CASE("who left has been there, unlike a place kept for an arrival", "[citizens]") {
    Citizens c;
    c.append();
    CHECK_FALSE(c.ever_present(0));
    c.place.status[0] = Status::job;
    CHECK(c.ever_present(0));
    c.place.status[0] = Status::left;
    c.place.left_cause[0] = LeftCause::moved;
    CHECK(c.ever_present(0));
}

TEST_CASE("the list of columns is complete and small", "[citizens]") {
    std::size_t columns = 0;
    Citizens c;
    Citizens::for_each_column(c, [&](const auto&) { ++columns; });
    // Every column is a vector; beside them Citizens holds the masks, each group's next address, the
    // number of places and where each address is. A column that is not listed shows here.
    // NOLINTBEGIN(bugprone-sizeof-container): the containers themselves are meant
    CHECK(sizeof(Citizens) == columns * sizeof(Column<float>) + sizeof(StatusMasks) +
                                  (sizeof(c.open_address) + sizeof(c.places) + 7) / 8 * 8 +
                                  sizeof(c.place_at) + sizeof(c.moved_to));
    // NOLINTEND(bugprone-sizeof-container)
    // 2,000 citizens of a centre fit a cache of 512 KB twice over.
    CHECK(Citizens::bytes_per_citizen() >= 64);
    CHECK(Citizens::bytes_per_citizen() <= 118);
}
