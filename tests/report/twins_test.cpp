#include <afklar/report/twins.hpp>

#include <algorithm>

#include <support/catch.hpp>

using namespace afklar;

namespace {

TwinCounts counts(std::int64_t better, std::int64_t worse, std::vector<std::int64_t> parted) {
    TwinCounts result;
    result.people = 10;
    for (BetterWorse& of : result.outcomes) {
        of = {better, worse, 10 - better - worse};
    }
    result.parted = std::move(parted);
    return result;
}

Twins by_hand() {
    Twins twins;
    twins.baseline = "full";
    twins.weeks = 3;
    twins.draws = 1;
    twins.replicates = 2;
    twins.streams = {{1, StreamKind::projection, 0, 0}, {2, StreamKind::projection, 0, 1}};
    twins.arms = {{"reform", {counts(5, 1, {4, 2, 2}), counts(3, 3, {0, 4, 4})}},
                  {"", {counts(2, 1, {1, 0, 0}), counts(2, 3, {0, 0, 1})}}};
    return twins;
}

} // namespace

TEST_CASE("shares of twins, those of the null change, and what is left", "[twins]") {
    std::string text;
    write_twins_csv(by_hand(), [&](std::string_view piece) { text += piece; });
    CHECK(text.starts_with("arm,regime,baseline,outcome,better,measure,unit,mean,ci_low,ci_high,"));
    CHECK_THAT(text, Catch::Contains("regime,reform,full,longest_silence,lower,share_better,"
                                     "share,0.4,"));
    CHECK_THAT(text, Catch::Contains("regime,reform,full,longest_silence,lower,"
                                     "share_better_less_null_change,share,0.2,"));
    CHECK_THAT(text, Catch::Contains("null change,,full,weeks_in_job_or_education,higher,"
                                     "share_worse,share,0.2,"));
    CHECK_THAT(text, Catch::Contains("regime,reform,full,,,share_parted,share,0.8,"));
    CHECK_THAT(text, Catch::Contains("regime,reform,full,,,first_week_parted.q50,week,1,"));
    CHECK_THAT(text, Catch::Contains("regime,reform,full,,,people,per run,10,"));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        CHECK(std::ranges::count(std::string_view(text).substr(at, end - at), ',') == 11);
        at = end + 2;
    }
}

TEST_CASE("the printed table never shows twins without the null change and the coupling",
          "[twins]") {
    const std::string text = twins_text(by_hand());
    CHECK_THAT(text, Catch::Contains("under the model's coupling"));
    CHECK_THAT(text, Catch::Contains("40.0 / 20.0"));
    CHECK_THAT(text, Catch::Contains("+20.0 / 0.0"));
    CHECK_THAT(text, Catch::Contains("null change: one person fewer"));
    CHECK_THAT(text, Catch::Contains("noise floor"));
}
