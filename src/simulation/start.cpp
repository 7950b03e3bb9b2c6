#include <afklar/simulation/start.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include <afklar/core/chance.hpp>
#include <afklar/core/error.hpp>
#include <afklar/core/interleave.hpp>
#include <afklar/core/math.hpp>
#include <afklar/core/units.hpp>
#include <afklar/process/contact_rules.hpp>
#include <afklar/process/newcomer.hpp>

namespace afklar {
namespace {

/// Draws of one citizen.
struct Luck {
    const Draws& draws;
    CitizenIndex i;

    [[nodiscard]] double uniform(Purpose purpose, std::uint32_t k = 0) const noexcept {
        return draws.uniform(purpose, Agent::citizen, i, k);
    }
    [[nodiscard]] bool happens(Purpose purpose, std::uint32_t k, double chance) const noexcept {
        return draws.happens(purpose, Agent::citizen, i, k, Chance{chance});
    }
};

/// An exponential length of time, of which parts are looked at.
struct Exponential {
    double mean = 1.0;

    [[nodiscard]] double beyond(int weeks) const noexcept { return det_exp(-weeks / mean); }
    /// Chance of a length in [from, to).
    [[nodiscard]] double within(int from, int to) const noexcept {
        return to > from ? beyond(from) - beyond(to) : 0.0;
    }
    /// Whole weeks at rank u of the part in [from, to).
    [[nodiscard]] int draw(int from, int to, double u) const noexcept {
        const double left = beyond(from) - u * within(from, to);
        return clamp_to(static_cast<int>(-mean * det_log(left)), from, std::max(from, to - 1));
    }
};

/// Beyond every spell.
constexpr int endless = never;

/// A spell under way.
struct Spell {
    int weeks = 0;
    bool long_support = false;
};

/// Spells between two borders of the facts, and how many are to be there.
struct Stretch {
    int from = 0;
    double share = 1.0;
};

/// The stretches of one target group at one age, from the shortest on.
std::vector<Stretch> stretches(const StockHistory& history, TargetGroup group, double age,
                               const Parameters& parameters) {
    struct Border {
        int from;
        double above;
    };
    std::vector<Border> borders = {{0, 1.0}};
    for (const SupportFact& fact : history.facts) {
        const int from = weeks_that_meet(fact, parameters);
        if (fact.group == group && age >= fact.age_from && from > 0) { // else everyone meets it
            borders.push_back({from, fact.share});
        }
    }
    std::stable_sort(borders.begin() + 1, borders.end(),
                     [](const Border& a, const Border& b) { return a.from < b.from; });
    std::vector<Stretch> result;
    for (std::size_t k = 0; k < borders.size(); ++k) {
        const double above = k + 1 < borders.size() ? borders[k + 1].above : 0.0;
        if (above > borders[k].above) {
            throw Error("facts on earlier support of " + std::string{name_of(group)} +
                        ": a longer support is more common than a shorter one");
        }
        result.push_back({borders[k].from, borders[k].above - above});
    }
    return result;
}

/// `longest` is what the person's age allows; a length beyond it is cut there.
Spell draw_spell(const std::vector<Stretch>& parts, double long_share, const Exponential& length,
                 int longest, const Luck& luck) {
    const double u = luck.uniform(Purpose::synthesis_history);
    const double v = luck.uniform(Purpose::synthesis_spell);
    double up_to = 0.0;
    double carried = 0.0; // from stretches that nobody of this age can be in
    int to = endless;
    for (std::size_t k = parts.size(); k-- > 0;) {
        const bool top = k + 1 == parts.size();
        const int from = parts[k].from;
        const bool possible = from <= longest;
        const int until = std::exchange(to, possible ? from : to);
        const double rest = possible ? (1.0 - long_share) * length.within(from, until) : 0.0;
        const double longs = top ? long_share : 0.0;
        carried += parts[k].share;
        if (!(rest + longs > 0.0)) {
            continue;
        }
        if (u < up_to + carried * longs / (rest + longs)) {
            return {std::min(longest, length.draw(0, endless, v)), true};
        }
        up_to += carried;
        carried = 0.0;
        if (u < up_to || k == 0) {
            return {std::min(longest, length.draw(from, until, v)), false};
        }
    }
    return {0, false};
}

void set_spell(Citizens& citizens, CitizenIndex i, const Spell& spell) {
    citizens.place.weeks_on_benefit[i] = column_of(spell.weeks);
    citizens.place.status_since[i] = column_of(-spell.weeks);
    citizens.place.observed_from[i] = 0;
    citizens.set(i, Flag::long_support, spell.long_support);
}

Spell draw_sickness_spell(const Parameters& p, const Luck& luck) {
    const int longest = static_cast<int>(p.sickness.longest);
    if (!(p.sickness.exit > 0.0)) {
        return {longest, false};
    }
    const Exponential length{1.0 / p.sickness.exit};
    const double u = luck.uniform(Purpose::synthesis_spell);
    return {std::min(longest, length.draw(0, endless, u)), false};
}

Spell draw_cash_spell(TargetGroup group, int weeks_of_age, const Parameters& p,
                      const StockHistory& history, const Luck& luck) {
    const Exponential length{group == TargetGroup::activity_ready
                                 ? p.population.mean_spell_activity_ready
                                 : p.population.mean_spell_job_ready};
    const int longest = std::max(0, weeks_of_age - age_weeks(p.population.benefit_age));
    return draw_spell(stretches(history, group, weeks_of_age / weeks_per_year, p),
                      p.population.prior_support_share, length, longest, luck);
}

/// Weeks between conversations by need.
int interval_of(const Citizens& citizens, CitizenIndex i, const Parameters& p) noexcept {
    if (citizens.who.target_group[i] == TargetGroup::sickness_benefit) {
        return std::max(1, rounded<int>(p.sickness.contact_interval));
    }
    const double weeks =
        p.contact.prof_interval_low +
        need_of(citizens, i) * (p.contact.prof_interval_high - p.contact.prof_interval_low);
    return std::max(1, rounded<int>(weeks));
}

void draw_contact(Citizens& citizens, CitizenIndex i, const Parameters& p, const Luck& luck) {
    constexpr int most = std::numeric_limits<std::uint8_t>::max();
    const int interval = interval_of(citizens, i, p);
    const double u = luck.uniform(Purpose::synthesis_contact);
    const int ago = 1 + static_cast<int>(u * interval);
    const int weeks = citizens.place.weeks_on_benefit[i];
    citizens.contact.next_due[i] = column_of(interval - ago);
    if (ago <= weeks) {
        citizens.contact.last_held[i] = column_of(-ago);
        citizens.contact.held_in_spell[i] =
            static_cast<std::uint8_t>(std::min(most, 1 + (weeks - ago) / interval));
    }
}

bool may_have_case(const Citizens& citizens, CitizenIndex i, const Parameters& p) noexcept {
    return citizens.who.target_group[i] == TargetGroup::activity_ready &&
           citizens.place.weeks_on_benefit[i] > p.file.open_min_weeks;
}

void draw_open_case(Citizens& citizens, CitizenIndex i, const Parameters& p, const Luck& luck) {
    FileColumns& file = citizens.file;
    const auto purpose = Purpose::synthesis_file;
    const double since_possible = citizens.place.weeks_on_benefit[i] - p.file.open_min_weeks;
    const double longest = std::min(since_possible, weeks_per_year);
    const int ago = 1 + static_cast<int>(luck.uniform(purpose, 1) * longest);
    file.stage[i] = CaseStage::open;
    file.opened[i] = column_of(-ago);
    file.cases[i] = 1;
    file.prep_hours[i] = static_cast<float>(luck.uniform(purpose, 2) * p.file.prep_hours);
    const double error =
        p.file.first_reading_error * luck.draws.normal(purpose, Agent::citizen, i, 3);
    const double reading = static_cast<double>(citizens.wellbeing.capacity[i]) + error;
    citizens.set(i, Flag::work_required, reading >= p.file.work_needed_from);

    std::uint32_t k = 4;
    const auto part = [&](Column<WeekColumn>& until, double valid) {
        const bool there = luck.happens(purpose, k, p.population.start_parts);
        const double left = luck.uniform(purpose, k + 1) * valid;
        until[i] = there ? column_of(static_cast<Week>(left)) : long_ago;
        k += 2;
    };
    part(file.social_until, p.file.social_valid);
    part(file.health_until, p.file.certificate_valid);
    part(file.work_until, p.file.work_valid);
}

/// Opens cases among those who may have one, so that the share holds among all activity-ready.
void draw_files(Citizens& citizens, const Parameters& p, const Draws& draws) {
    const auto size = static_cast<CitizenIndex>(citizens.size());
    int heads = 0;
    int possible = 0;
    for (CitizenIndex i = 0; i < size; ++i) {
        heads += citizens.who.target_group[i] == TargetGroup::activity_ready ? 1 : 0;
        possible += may_have_case(citizens, i, p) ? 1 : 0;
    }
    const double chance = possible == 0 ? 0.0 : p.population.start_open * heads / possible;
    for (CitizenIndex i = 0; i < size; ++i) {
        const Luck luck{draws, i};
        if (may_have_case(citizens, i, p) && luck.happens(Purpose::synthesis_file, 0, chance)) {
            draw_open_case(citizens, i, p, luck);
        }
    }
}

void take_wellbeing(Citizens& citizens, CitizenIndex i, const Person& person, const Parameters& p) {
    WellbeingColumns& column = citizens.wellbeing;
    if (person.health) {
        const double pressure = static_cast<double>(column.pressure[i]);
        column.health[i] = static_cast<float>(*person.health);
        column.health_mean[i] = static_cast<float>(
            clamp_to(*person.health + p.health.pressure_effect * pressure, 0.0, 1.0));
    }
    if (person.trust) {
        column.trust[i] = static_cast<float>(*person.trust);
        column.trust_floor[i] =
            static_cast<float>(clamp_to(*person.trust * p.trust.floor, 0.0, 1.0));
    }
    if (person.work_capacity) {
        column.capacity[i] = static_cast<float>(*person.work_capacity);
        column.capacity_mean[i] = column.capacity[i];
    }
}

void take_flags(Citizens& citizens, CitizenIndex i, const Person& person) {
    const auto take = [&](std::uint16_t flag, const std::optional<bool>& given) {
        if (given) {
            citizens.set(i, flag, *given);
        }
    };
    take(Flag::prefers_remote, person.prefers_remote);
    take(Flag::unreachable, person.unreachable);
    take(Flag::known_elsewhere, person.known_elsewhere);
}

void take_contact(Citizens& citizens, CitizenIndex i, const Person& person, const Parameters& p) {
    constexpr int most = std::numeric_limits<std::uint8_t>::max();
    if (person.weeks_since_conversation) {
        const int ago = *person.weeks_since_conversation;
        citizens.contact.last_held[i] = column_of(-ago);
        citizens.contact.next_due[i] = column_of(std::max(0, interval_of(citizens, i, p) - ago));
        citizens.contact.held_in_spell[i] =
            std::max<std::uint8_t>(1, citizens.contact.held_in_spell[i]);
    }
    if (person.absences) {
        const auto absences = static_cast<std::uint8_t>(clamp_to(*person.absences, 0, most));
        citizens.contact.unexcused[i] = absences;
        citizens.contact.misses[i] = absences;
    }
}

} // namespace

int weeks_that_meet(const SupportFact& fact, const Parameters& parameters) noexcept {
    const double rest = parameters.population.prior_support_rest;
    if (rest >= 1.0) {
        return 0;
    }
    const double years = (fact.at_least_years - rest * fact.window_years) / (1.0 - rest);
    const double weeks = clamp_to(years * weeks_per_year, 0.0, static_cast<double>(never));
    const int whole = static_cast<int>(weeks);
    return static_cast<double>(whole) < weeks ? whole + 1 : whole;
}

Citizens draw_stock(const CentrePlan& plan, const ArchetypeTable& archetypes,
                    const Parameters& parameters, const Draws& draws, const StockHistory& history) {
    Citizens citizens;
    for (const std::size_t kind : interleave(plan.people)) {
        const auto group = static_cast<TargetGroup>(kind);
        const CitizenIndex i = citizens.append();
        const Luck luck{draws, i};
        draw_person(citizens, i, group, {archetypes, parameters, draws, 0});
        set_spell(
            citizens, i,
            group == TargetGroup::sickness_benefit
                ? draw_sickness_spell(parameters, luck)
                : draw_cash_spell(group, -citizens.who.birth_week[i], parameters, history, luck));
        draw_contact(citizens, i, parameters, luck);
    }
    draw_files(citizens, parameters, draws);
    return citizens;
}

Citizens take_microdata(const CentrePlan& plan, std::span<const Person> people,
                        const Parameters& parameters, const Draws& draws) {
    Citizens citizens;
    for (const std::uint32_t place : plan.persons) {
        const Person& person = people[place];
        const CitizenIndex i = citizens.append();
        const Luck luck{draws, i};
        citizens.who.birth_week[i] =
            column_of(-age_weeks(person.age + luck.uniform(Purpose::synthesis_age)));
        citizens.who.sex[i] = person.sex;
        citizens.who.target_group[i] = person.target_group;
        citizens.who.barriers[i] = person.barriers;
        draw_traits(citizens, i, parameters, draws, 0);
        take_flags(citizens, i, person);
        take_wellbeing(citizens, i, person, parameters);
        set_spell(
            citizens, i,
            {person.weeks_on_benefit, person.target_group != TargetGroup::sickness_benefit &&
                                          luck.happens(Purpose::synthesis_history, 0,
                                                       parameters.population.prior_support_share)});
        draw_contact(citizens, i, parameters, luck);
        take_contact(citizens, i, person, parameters);
    }
    draw_files(citizens, parameters, draws);
    return citizens;
}

} // namespace afklar
