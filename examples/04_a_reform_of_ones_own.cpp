// A reform written as C++ values: whom it is for, what it sets, and by what authority.

#include <iostream>

#include <afklar/afklar.hpp>

using namespace afklar;

namespace {

/// Those over 50 with a mental illness, after two years on benefit, in eastern Denmark.
Selector long_ill_east() {
    Selector who;
    who.age_from = 50;
    who.barriers = bit_of(Barrier::mental_illness);
    who.weeks_from = 104;
    who.regions = 0x03; // capital and zealand, one bit each
    return who;
}

Reform calm() {
    Reform reform;
    reform.name = "calm";
    reform.title = "No sanctions, and nothing compulsory, for the long-term ill in the east";
    reform.source = "assumption: our own";
    reform.where = long_ill_east();
    reform.where_name = "long_ill_east";
    reform.settings = {
        {Provision::sanctions, 0.0, "assumption: our own"},
        {Provision::participation, static_cast<double>(Participation::voluntary),
         "assumption: our own"},
    };
    return reform;
}

} // namespace

int main() {
    const Policy full = regimes::full_obligations();
    ProjectionSpec spec;
    spec.population = synthesise(denmark_2019(), 1'500);
    spec.parameters = denmark();
    spec.regimes = {{"full", full}, {"calm", full + calm()}};
    spec.groups = {{"all", {}}, {"long ill in the east", long_ill_east()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{52};
    spec.burn_in = Weeks{26};
    spec.replicates = 2;
    spec.seed = 2020;

    const Result result = run(spec);
    const Where they{.group = "long ill in the east"};
    const auto sanctions = metric::sanctions_per_1000_citizen_months;
    print(result.summary("full", sanctions, they));
    print(result.summary("calm", sanctions, they));
    print(result.paired("calm", "full", metric::attendance_rate, they));

    // Nobody of the group is sanctioned, and others still are.
    const bool none = *result.summary("calm", sanctions, they).estimate.mean == 0.0;
    return none && *result.summary("calm", sanctions).estimate.mean > 0.0 ? 0 : 1;
}
