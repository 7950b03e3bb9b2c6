// The year of one citizen in plain sentences: what happened, by which rule, with what chance.

#include <iostream>

#include <afklar/afklar.hpp>
#include <afklar/report/trace.hpp>

int main() {
    using namespace afklar;

    // One made-up person in a job centre of his own; what is left out is drawn.
    Person person;
    person.id = 1;
    person.age = 42;
    person.barriers =
        static_cast<BarrierSet>(bit_of(Barrier::mental_illness) | bit_of(Barrier::substance_use));
    person.weeks_on_benefit = 260;
    person.weeks_since_conversation = 39;
    person.trust = 0.25;

    ProjectionSpec spec;
    spec.population.source = Microdata{{person}, true, ""};
    spec.parameters = denmark();
    spec.regimes = {{"full obligations", regimes::full_obligations()},
                    {"suspension", regimes::covid_suspension()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{52};
    spec.burn_in = Weeks{0};
    spec.seed = 2020;

    const Story full = course_of(spec, {.regime = 0}, person.id);
    const Story suspended = course_of(spec, {.regime = 1}, person.id);
    std::cout << told_against(full, suspended, spec, 0, 1);

    // The same citizen meets the same luck: the same rules give the same story.
    const bool repeats = course_of(spec, {.regime = 0}, person.id).events == full.events;
    return repeats && parting_of(full, suspended) && !parting_of(full, full) ? 0 : 1;
}
