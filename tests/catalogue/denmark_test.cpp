#include <afklar/catalogue/denmark.hpp>

#include <numeric>

#include "support/catch.hpp"

using namespace afklar;

TEST_CASE("every parameter ships with unit, sentence, grade and evidence") {
    const ParameterSet set = denmark();
    REQUIRE(set.parameters.size() == parameter_keys().size());
    for (std::size_t k = 0; k < set.parameters.size(); ++k) {
        const ParameterInfo& info = set.parameters[k];
        INFO(info.key);
        CHECK(info.key == parameter_keys()[k]);
        CHECK_FALSE(info.unit.empty());
        CHECK_FALSE(info.sentence.empty());
        CHECK_FALSE(info.evidence.empty());
        CHECK_NOTHROW(require_valid(info.prior));
    }
    CHECK(set.central().population.pension_age == 67.0);
}

TEST_CASE("the margins hold people, ages, pairs and job centres") {
    const Margins margins = denmark_2019();
    CHECK(margins.total == 69300.0);
    CHECK(margins.date == date(2020, 1, 1));
    CHECK(margins.job_centres == 94);
    CHECK(margins.pairs.size() == 21); // seven barriers taken two by two
    REQUIRE(margins.age_bands.size() == 5);
    CHECK(margins.age_bands.front().from == 25);
    CHECK(margins.age_bands.back().to == 66);
    for (const auto& margin : margins.margins) {
        double sum = 0.0;
        for (const auto& share : margin.shares) {
            sum += share.second;
        }
        CHECK(sum == Approx(1.0));
    }
    CHECK(margins.text.find("schema = 1") != std::string::npos);
}
