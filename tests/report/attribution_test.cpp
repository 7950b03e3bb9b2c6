#include <afklar/report/attribution.hpp>

#include <algorithm>

#include "support/catch.hpp"
#include "support/small_projection.hpp"

using namespace afklar;

namespace {

Estimate of(double mean, double half_width) {
    Estimate result;
    result.mean = mean;
    result.ci_low = mean - half_width;
    result.ci_high = mean + half_width;
    result.draws = 20;
    result.replicates = 1;
    return result;
}

/// A guarantee does most, a cap a little, and together less than apart.
Attribution made_up() {
    Attribution shared;
    shared.metric = metric::unassessed_on_benefit_at_52;
    shared.regime = "the_guarantee + the_cap";
    shared.baseline = "none of the reforms";
    shared.group = shared.window = "all";
    shared.level = of(0.9, 0.01);
    shared.total = of(-0.3, 0.02);
    shared.contributions = {{"the_cap", of(-0.05, 0.06), of(-0.1, 0.02), of(0.0, 0.01), {}},
                            {"the_guarantee", of(-0.25, 0.02), of(-0.3, 0.02), of(-0.2, 0.02), {}}};
    shared.interactions = {{"the_cap", "the_guarantee", of(0.1, 0.03)}};
    shared.packages = 4;
    return shared;
}

} // namespace

TEST_CASE("the table has the largest part first, and says what is about zero", "[report]") {
    const ProjectionSpec spec = test::small_projection({{"full", regimes::full_obligations()}});
    const std::string table = attribution_table(made_up(), spec, "A title", "results/x");
    CHECK(table.find("A title") == 0);
    const auto at = [&](const char* text) {
        CAPTURE(table, text);
        const auto found = table.find(text);
        CHECK(found != std::string::npos);
        return found;
    };
    CHECK(at("the guarantee") < at("the cap "));
    at("from 90.0 %: −30.0 pts (−32.0 … −28.0)");
    at("≈ 0 (−11.0 … +1.0)");
    at("Most of the effect is the work of the guarantee: −25.0 pts of −30.0 pts.");
    at("−30.0 pts (−32.0 … −28.0)   −20.0 pts (−22.0 … −18.0)"); // alone, and added to the other
    at("the cap with the guarantee: +10.0 pts (+7.0 … +13.0)");
    at("Files: results/x");
    Attribution unknown = made_up();
    unknown.total = {};
    CHECK(attribution_table(unknown, spec, "").find("not known in these runs") !=
          std::string::npos);
    Attribution apart = made_up();
    apart.interactions[0].beyond = of(0.01, 0.03);
    apart.contributions[1].share = apart.contributions[0].share;
    const std::string other = attribution_table(apart, spec, "");
    CHECK(other.find("Most of the effect") == std::string::npos);
    CHECK(other.find("No two of them do more or less together") != std::string::npos);
}

TEST_CASE("the file has every part, and the half-width of orders where they were drawn",
          "[report]") {
    Attribution shared = made_up();
    shared.contributions[0].half_width_of_orders = 0.004;
    shared.contributions[0].last = {};
    std::string csv;
    write_attribution_csv(shared, [&csv](std::string_view text) { csv += text; });
    CHECK(std::ranges::count(csv, '\n') == 1 + 1 + 2 + 2 + 1 + 1);
    const auto has = [&](const char* text) {
        CAPTURE(csv, text);
        CHECK(csv.find(text) != std::string::npos);
    };
    has("the_guarantee + the_cap,none of the "
        "reforms,all,all,unassessed_on_benefit_at_52,share,total,"
        ",,-0.3,-0.32,-0.28,,,,,,20,1\r\n");
    has(",share,share,the_cap,,-0.05,-0.11,0.01,,,,,0.004,20,1\r\n");
    has(",share,interaction,the_cap,the_guarantee,0.1,0.07,0.13,,,,,,20,1\r\n");
}
