#pragma once
/// Selectors and citizens for tests: one by hand, and any.

#include <rapidcheck.h>

#include <afklar/policy/selector.hpp>

namespace afklar::test {

inline CitizenView someone() {
    CitizenView c;
    c.age_weeks = 2609; // 50 years and no day
    c.weeks_on_benefit = 103;
    c.sex = Sex::woman;
    c.barriers = bit_of(Barrier::mental_illness) | bit_of(Barrier::language);
    c.region = Region::zealand;
    c.job_centre = 7;
    return c;
}

inline Selector some_selector() {
    Selector s;
    s.age_from = *rc::gen::inRange(0, 4) * 20;
    s.age_to = *rc::gen::element(Selector::no_limit, 50, 60);
    s.weeks_from = *rc::gen::inRange(0, 3) * 52;
    s.weeks_to = *rc::gen::element(Selector::no_limit, 104, 520);
    s.sexes = *rc::gen::element<std::uint8_t>(1, 2, 3);
    s.regions = *rc::gen::inRange<std::uint8_t>(1, 32);
    s.barriers = *rc::gen::element<BarrierSet>(0, 1, 2, 3);
    if (*rc::gen::arbitrary<bool>()) {
        s.job_centres = {*rc::gen::inRange(0, 3), 3};
    }
    return s;
}

inline CitizenView some_citizen() {
    CitizenView c;
    c.age_weeks = *rc::gen::inRange(0, 4000);
    c.weeks_on_benefit = *rc::gen::inRange(0, 600);
    c.sex = static_cast<Sex>(*rc::gen::inRange(0, 2));
    c.region = static_cast<Region>(*rc::gen::inRange(0, 5));
    c.barriers = *rc::gen::inRange<BarrierSet>(0, 4);
    c.job_centre = *rc::gen::inRange(0, 5);
    return c;
}

} // namespace afklar::test
