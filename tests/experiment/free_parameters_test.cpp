#include <afklar/experiment/free_parameters.hpp>

#include <algorithm>

#include <afklar/core/error.hpp>
#include <afklar/evidence/prior.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;

namespace {

ProjectionSpec projection() {
    return test::small_projection({{"full", regimes::full_obligations()}});
}

bool among(const ProjectionSpec& spec, std::string_view key) {
    return std::ranges::any_of(free_parameters(spec), [&](std::size_t place) {
        return spec.parameters.parameters[place].key == key;
    });
}

} // namespace

TEST_CASE("free is what draws move: neither fixed nor held", "[free_parameters]") {
    ProjectionSpec spec = projection();
    const auto free = free_parameters(spec);
    // exactly those that differ between two parameter draws somewhere
    spec.draws = 20;
    std::vector<std::size_t> moved;
    std::vector<Parameters> draws;
    for (int draw = 0; draw < spec.draws; ++draw) {
        draws.push_back(parameters_of(spec, {0, StreamKind::projection, draw, 0}));
    }
    for (std::size_t k = 0; k < parameter_keys().size(); ++k) {
        if (std::ranges::any_of(draws, [&](Parameters& draw) {
                return value_of(draw, k) != value_of(draws.front(), k);
            })) {
            moved.push_back(k);
        }
    }
    CHECK(free == moved);

    REQUIRE(among(spec, "contact.b_trust"));
    spec.set = {{"contact.b_trust", 1.0}};
    CHECK_FALSE(among(spec, "contact.b_trust"));
    CHECK(free_parameters(spec).size() == free.size() - 1);
    spec.set.clear();
    spec.prior = PriorSet::evidence_blind;
    CHECK(free_parameters(spec).size() < free.size());
}

TEST_CASE("ranks move what is named and leave the rest central", "[free_parameters]") {
    const ProjectionSpec spec = projection();
    const auto free = free_parameters(spec);
    const std::vector<std::size_t> two = {free[3], free[10]};
    Parameters central = spec.parameters.central(spec.prior);
    Parameters moved = parameters_at(spec, two, std::vector<double>{0.05, 0.9});
    for (std::size_t k = 0; k < parameter_keys().size(); ++k) {
        const Prior& prior = spec.parameters.parameters[k].prior;
        const double expected = k == two[0]   ? quantile(prior, 0.05)
                                : k == two[1] ? quantile(prior, 0.9)
                                              : value_of(central, k);
        CHECK(value_of(moved, k) == expected);
    }
    CHECK(value_of(moved, two[0]) < value_of(central, two[0]));
    CHECK_THROWS_AS(parameters_at(spec, two, std::vector<double>{0.5}), Error);
}
