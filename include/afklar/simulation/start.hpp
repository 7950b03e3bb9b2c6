#pragma once
/// The people of one job centre in week 0, in mid-spell.

#include <span>
#include <vector>

#include <afklar/core/draws.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/people/archetypes.hpp>
#include <afklar/people/centre_plan.hpp>
#include <afklar/people/citizens.hpp>
#include <afklar/people/person.hpp>

namespace afklar {

/// A published share of the stock: of those from an age, how many had public support in at least so
/// many of the last years.
struct SupportFact {
    TargetGroup group{};
    double window_years = 0.0;
    double at_least_years = 0.0;
    double age_from = 0.0; ///< years, inclusive
    double share = 0.0;
};

/// What is known of support before the start; empty: only the parameters speak.
struct StockHistory {
    std::vector<SupportFact> facts;
};

/// Weeks of a running spell from which a person without long support meets a fact: a of the W years
/// of the window in the spell and the part f = `population.prior_support_rest` of the rest are at
/// least L years when a = (L − f·W) / (1 − f).
int weeks_that_meet(const SupportFact& fact, const Parameters& parameters) noexcept;

/// Draws the stock of one centre: target groups evenly mixed, spells under way, files part-filled.
///
/// *Spells.* The elapsed time of a running spell is sampled by length: a stock holds a spell in
/// proportion to its length, and in equilibrium an exponential spell has then been running for an
/// exponential time of the same mean, `population.mean_spell_…` (sickness benefit: 1 / `sickness.exit`,
/// cut at `sickness.longest`). It cannot have begun before `population.benefit_age` and is cut there:
/// whoever was supported before came over from the benefit of the young. A share
/// `population.prior_support_share` had other support all the time before it (`Flag::long_support`),
/// the rest a part `population.prior_support_rest` of the time.
///
/// *History.* These two parts say how many had support in, for example, 8 of 10 years: everyone with
/// long support, and the rest when the spell itself is long enough (`weeks_that_meet`). At the central
/// values that is 44 % (8 of 10 years) and 85 % (3 of 10) of the activity-ready, where D049 and D048
/// count 58 % and 66 %: more people are at both ends than an exponential puts there. The facts are
/// therefore imposed as everywhere in the synthesis: they decide how many are at or above each border
/// at every age they cover, and the parameters how those between two borders are spread. The mean
/// elapsed spell would stay near its parameter (335 against 320 weeks); the cut by age takes a sixth
/// off it. E059, which no fact imposes, is nearly met (61 against 63 % supported in 4 of 5 years). A
/// stretch between borders that nobody of an age can be in goes to the next lower one.
///
/// *Contact.* Last conversation and next due date as under contact by need (`need_of`): uniform within
/// the interval between `contact.prof_interval_low` and `_high`, for sickness benefit within
/// `sickness.contact_interval`; whoever is too new has had none.
///
/// *File.* `population.start_open` of the activity-ready have an open case, drawn among those past
/// `file.open_min_weeks` and opened within the last year; each part is valid with chance
/// `population.start_parts` and part of its validity is spent; some preparation is done. Nobody waits
/// for the team, nobody has a caseworker yet: staffing and the burn-in see to that.
///
/// Draws: as `draw_person`; `synthesis_history`, `synthesis_spell`; `synthesis_contact`;
/// `synthesis_file` (0 open, 1 opened when, 2 preparation, 3 first reading, then two for each part);
/// when: the number in brackets, else 0.
/// Errors: `Error` if facts of a group contradict each other (a longer support that is more common).
[[nodiscard]] Citizens draw_stock(const CentrePlan& plan, const ArchetypeTable& archetypes,
                                  const Parameters& parameters, const Draws& draws,
                                  const StockHistory& history);

/// Takes the people of microdata that belong to one centre, in the order of the plan. What is given is
/// taken as it is; what is left out is drawn as in `draw_stock` (age within the year, long support by
/// its share). Health given is present health, and the personal mean is set so that it lasts at the
/// pressure drawn.
[[nodiscard]] Citizens take_microdata(const CentrePlan& plan, std::span<const Person> people,
                                      const Parameters& parameters, const Draws& draws);

} // namespace afklar
