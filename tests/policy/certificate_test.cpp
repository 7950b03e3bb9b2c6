#include <afklar/policy/certificate.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {
const PolicyWeeks year{date(2020, 1, 6), 52, 0};

Regime neutral() {
    Regime regime;
    regime.name = "neutral";
    for (const auto& d : provisions()) {
        regime.settings.push_back({d.provision, d.neutral, "test", {}});
    }
    return regime;
}

Reform guarantee(double weeks) {
    Reform r;
    r.name = "guarantee";
    r.settings.push_back({Provision::guarantee, weeks, "test", {}});
    return r;
}
} // namespace

TEST_CASE(
    "equal rules have equal certificates, whatever they are called and however they are made") {
    const Policy base{neutral()};
    TimelineEntry again;
    again.from = date(2020, 5, 1);
    again.regime = neutral();
    const Certificate all = certify(
        {{"a", base}, {"b", base + again}, {"c", base + guarantee(0)}, {"d", base + guarantee(52)}},
        "a", year);
    const auto& arms = all.arms;
    REQUIRE(arms.size() == 4);
    CHECK(arms[0].sha256.size() == 64);
    CHECK(arms[0].sha256 == arms[1].sha256);
    CHECK(arms[0].sha256 == arms[2].sha256);
    CHECK(arms[0].sha256 != arms[3].sha256);
    REQUIRE(all.pairs.size() == 6); // a b, a c, a d, b c, b d, c d
    CHECK(all.pairs[0].differences.empty());
    CHECK(all.pairs[0].sha256 == all.pairs[1].sha256);
    CHECK(all.pairs[2].b == "d");
    CHECK(all.pairs[2].differences.size() == count_of<Region>);
    CHECK(all.pairs[5].a == "c");
    CHECK(all.pairs[5].sha256 == all.pairs[2].sha256);
    const auto together = by_regions(all.pairs[2].differences);
    REQUIRE(together.size() == 1);
    CHECK(regions_in_words(together[0].regions) == "all regions");
    CHECK_THROWS_AS(certify({{"a", base}}, "b", year), Error);
}

TEST_CASE("a group that lives under everyone's rules is no part of what an arm is") {
    const Policy base{neutral()};
    const auto of_the_old = [](double weeks) {
        Reform r = guarantee(weeks);
        r.where = Selector{};
        r.where->age_from = 50;
        return r;
    };
    const Certificate all = certify(
        {{"a", base}, {"b", base + of_the_old(0)}, {"c", base + of_the_old(52)}}, "a", year);
    CHECK(all.arms[0].sha256 == all.arms[1].sha256);
    CHECK(all.arms[0].sha256 != all.arms[2].sha256);
}

TEST_CASE("selectors and regions are told in words") {
    CHECK(in_words(std::nullopt) == "everyone");
    CHECK(in_words(Selector{}) == "everyone");
    Selector s;
    s.age_from = 50;
    s.weeks_from = 52;
    s.weeks_to = 104;
    s.barriers = bit_of(Barrier::anxiety);
    s.regions = 0x3;
    s.job_centres = {4, 7};
    CHECK(in_words(s) ==
          "age 50 and over; weeks on benefit 52 to 103; barriers anxiety; east; job centres 4, 7");
    CHECK(regions_in_words(0x1C) == "west");
    CHECK(regions_in_words(0x11) == "capital, north");
}
