#include <afklar/experiment/journal.hpp>

#include <utility>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

namespace {

/// A store that outlives the journals that use it.
struct Shared {
    std::string bytes;
};
class View final : public RecordStore {
public:
    explicit View(Shared& shared) : shared_(&shared) {}
    void append(std::string_view bytes) override { shared_->bytes += bytes; }
    [[nodiscard]] std::string read(ByteRange range) const override {
        if (range.from + range.size > shared_->bytes.size()) {
            throw RunError("read beyond the end");
        }
        return shared_->bytes.substr(range.from, range.size);
    }
    [[nodiscard]] std::uint64_t size() const override { return shared_->bytes.size(); }
    void truncate(std::uint64_t size) override { shared_->bytes.resize(size); }

private:
    Shared* shared_;
};

Finished with_odd_numbers(const ProjectionSpec& spec, int draw, std::size_t regime) {
    const StreamPlan plan = plan_streams(spec)[static_cast<std::size_t>(draw)];
    Finished run = made_up::finished(spec, regime, plan, 3);
    run.tally.at(7, 0, Count::permanent_present_value) = -1'234'567'890'123;
    run.tally.at(59, 0, Count::waiting_list_length) = 9;
    run.audit.team_person_weeks = -5;
    return run;
}

} // namespace

TEST_CASE("a record comes back as it was") {
    const auto spec = made_up::spec({2, 1});
    Journal journal(shape_of(spec));
    const Finished run = with_odd_numbers(spec, 1, 1);
    journal.append(run);
    REQUIRE(journal.runs().size() == 1);
    const JournalRun& back = journal.runs()[0];
    CHECK(back.plan.stream == run.plan.stream);
    CHECK(back.plan.draw == 1);
    CHECK(back.regime == 1);
    CHECK(back.citizen_weeks == 6000);
    CHECK(back.audit == run.audit);
    CHECK(std::ranges::equal(back.sums[0], sums_of(run.tally, 0, 0, 60)));
    CHECK(std::ranges::equal(back.sums[1], sums_of(run.tally, 0, 30, 60)));
    CHECK(journal.durations(back, 0).raw() == run.tally.durations(0).raw());
    const auto weekly = journal.weekly(back, 0);
    for (std::size_t k = 0; k < weekly_counts().size(); ++k) {
        for (Week week = 0; week < 60; ++week) {
            REQUIRE(weekly[k][static_cast<std::size_t>(week)] ==
                    run.tally.at(week, 0, weekly_counts()[k]));
        }
    }
    CHECK(journal.find(run.plan, 1) == &back);
    CHECK(journal.find(run.plan, 0) == nullptr);
    CHECK_THROWS_AS(journal.append(run), Error);
}

TEST_CASE("a torn or damaged last record is cut off, the others stay") {
    const auto spec = made_up::spec({2, 1});
    Shared file;
    std::size_t after_first = 0;
    {
        Journal journal(shape_of(spec), std::make_unique<View>(file));
        journal.append(with_odd_numbers(spec, 0, 0));
        after_first = file.bytes.size();
        journal.append(with_odd_numbers(spec, 1, 0));
    }
    const Shared whole = file;
    const auto reopened = [&] {
        return Journal(shape_of(spec), std::make_unique<View>(file)).runs().size();
    };
    CHECK(reopened() == 2);
    for (const std::size_t lost :
         {std::size_t{1}, std::size_t{20}, whole.bytes.size() - after_first - 3}) {
        file = whole;
        file.bytes.resize(whole.bytes.size() - lost);
        CHECK(reopened() == 1);
        CHECK(file.bytes.size() == after_first);
    }
    file = whole;
    file.bytes.back() = static_cast<char>(file.bytes.back() ^ 1);
    CHECK(reopened() == 1);
    for (const std::size_t zeros : {std::size_t{7}, std::size_t{8}, std::size_t{4096}}) {
        file = whole; // room that was made and never written
        file.bytes.append(zeros, '\0');
        CHECK(reopened() == 2);
        CHECK(file.bytes == whole.bytes);
    }
    file.bytes.resize(30); // not even the header was finished
    CHECK(reopened() == 0);
    CHECK(reopened() == 0);
}

TEST_CASE("a journal of something else is refused") {
    const auto spec = made_up::spec({2, 1});
    Shared file;
    { Journal journal(shape_of(spec), std::make_unique<View>(file)); }
    auto other = spec;
    other.seed = 2021;
    CHECK_THROWS_AS(Journal(shape_of(other), std::make_unique<View>(file)), RunError);
    other = spec;
    other.parameters.parameters[3].prior.high = 1.5;
    CHECK_THROWS_AS(Journal(shape_of(other), std::make_unique<View>(file)), RunError);
    other = spec;
    other.threads = 7; // never moves a result
    CHECK_NOTHROW(Journal(shape_of(other), std::make_unique<View>(file)));
    file.bytes = "a letter to a friend\n";
    CHECK_THROWS_AS(Journal(shape_of(spec), std::make_unique<View>(file)), RunError);
}

TEST_CASE("merging gives the same in any order and refuses contradictions") {
    const auto spec = made_up::spec({2, 1});
    Journal a(shape_of(spec));
    Journal b(shape_of(spec));
    a.append(with_odd_numbers(spec, 0, 0));
    b.append(with_odd_numbers(spec, 0, 0));
    b.append(with_odd_numbers(spec, 1, 1));
    a.merge(b);
    REQUIRE(a.runs().size() == 2);
    CHECK(a.durations(a.runs()[1], 0).raw() == b.durations(b.runs()[1], 0).raw());
    Journal c(shape_of(spec));
    Finished odd = with_odd_numbers(spec, 0, 0);
    ++odd.tally.at(3, 0, Count::held);
    c.append(odd);
    CHECK_THROWS_AS(a.merge(c), RunError);
    auto other = spec;
    other.seed = 1;
    CHECK_THROWS_AS(a.merge(Journal(shape_of(other))), RunError);
}

TEST_CASE("records are small") {
    const auto spec = made_up::spec({1, 1});
    Shared file;
    Journal journal(shape_of(spec), std::make_unique<View>(file));
    journal.append(with_odd_numbers(spec, 0, 0));
    CHECK(file.bytes.size() < 1500); // 60 weeks × 125 counts × 8 bytes are 60,000
}
