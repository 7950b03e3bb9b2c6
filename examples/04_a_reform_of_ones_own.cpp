// A reform written as C++ values: whom it is for, what it sets, and by what authority.

#include <iostream>

#include <afklar/afklar.hpp>

int main() {
    using namespace afklar;

    // Those over 50 with a mental illness, after two years on benefit, in eastern Denmark.
    Selector long_ill_east;
    long_ill_east.age_from = 50;
    long_ill_east.barriers = bit_of(Barrier::mental_illness);
    long_ill_east.weeks_from = 104;
    long_ill_east.regions = 0x03; // capital and zealand, one bit each

    Reform calm;
    calm.name = "calm";
    calm.title = "No sanctions, and nothing compulsory, for the long-term ill in the east";
    calm.source = "assumption: our own";
    calm.where = long_ill_east;
    calm.where_name = "long_ill_east";
    calm.settings = {
        {Provision::sanctions, 0.0, "assumption: our own"},
        {Provision::participation, static_cast<double>(Participation::voluntary),
         "assumption: our own"},
    };

    const Policy full = regimes::full_obligations();
    ProjectionSpec spec;
    spec.population = synthesise(denmark_2019(), 1'500);
    spec.parameters = denmark();
    spec.regimes = {{"full", full}, {"calm", full + calm}};
    spec.groups = {{"all", {}}, {"long ill in the east", long_ill_east}};
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
