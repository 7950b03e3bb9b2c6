#pragma once

/// One small job centre of equal citizens, for tests of single steps and of whole weeks.
///
///     SmallCentre small({.people = 3, .policy = full_rules(), .parameters = still()});
///     const WeekContext now = small.at(10);
///     wellbeing(small.wellbeing_changes(), now, small.noted);

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/denmark.hpp>
#include <afklar/observe/counters.hpp>
#include <afklar/observe/tally.hpp>
#include <afklar/simulation/centre_run.hpp>

namespace afklar::test {

using Changes = std::vector<std::pair<Provision, double>>;

/// Rules that ask for nothing but what is named.
inline Regime plain_rules(const Changes& changes = {}) {
    Regime regime;
    regime.name = "plain";
    for (const ProvisionDescriptor& d : provisions()) {
        double value = d.neutral;
        for (const auto& [provision, changed] : changes) {
            value = provision == d.provision ? changed : value;
        }
        regime.settings.push_back({d.provision, value, "assumption", {}});
    }
    return regime;
}

/// Full obligations, apart from what is named.
inline Regime full_rules(const Changes& changes = {}) {
    Regime regime = *find_regime("full_obligations");
    for (const auto& [provision, changed] : changes) {
        const Provision which = provision;
        std::erase_if(regime.settings, [which](const Setting& s) { return s.provision == which; });
        regime.settings.push_back({provision, changed, "assumption", {}});
    }
    return regime;
}

/// Central values.
inline const Parameters& central() {
    static const Parameters parameters = denmark().central();
    return parameters;
}

/// Central values of a world in which nothing happens by itself: nobody comes, leaves, falls ill, finds
/// work or quits.
inline Parameters still() {
    Parameters p = central();
    p.population.death = p.population.move = 0.0;
    p.population.regrade_up = p.population.regrade_down = 0.0;
    p.health.event = p.health.life_event = 0.0;
    p.barriers.ease = p.barriers.grow = 0.0;
    p.staff.quit_year = 0.0;
    p.contact.citizen_initiative = 0.0;
    p.contact.treatment_start = p.contact.home_support_start = p.contact.social_fill = 0.0;
    p.offer.start = p.offer.take_up = 0.0;
    p.file.open_chance = 0.0;
    p.exit.job_job_ready = p.exit.job_activity_ready = p.exit.education = 0.0;
    p.exit.leave_job_ready = p.exit.leave_activity_ready = 0.0;
    p.ordinary_hours.start = 0.0;
    p.sickness.exit = p.job_clarification.start = 0.0;
    return p;
}

/// An observer that keeps everything it is told.
struct Noted {
    struct Event {
        Count count{};
        CitizenIndex who = 0;
        Why why{};
    };
    struct Stopped {
        Target target{};
        CitizenIndex who = 0;
        Stop stop{};
        int weeks = 0;
    };
    std::vector<Event> events;
    std::vector<Stopped> stops;
    EnumArray<Count, std::int64_t> sums{};

    void event(Count count, CitizenIndex i, Why why = {}) {
        events.push_back({count, i, why});
        ++sums[count];
    }
    void add(Count count, CitizenIndex, std::int64_t amount) { sums[count] += amount; }
    void centre(Count count, std::int64_t amount) { sums[count] += amount; }
    void stopped(Target target, CitizenIndex i, Stop stop, int weeks) {
        stops.push_back({target, i, stop, weeks});
    }
    void everyone(Count count, const Mask& who) { sums[count] += count_in(who); }
    void thousandths(Count count, std::span<const float> column, const Mask& who) {
        add_thousandths(column, who, {&who, 1}, &sums[count]);
    }
    void cell(std::size_t, Count count, std::int64_t amount) { sums[count] += amount; }

    [[nodiscard]] std::int64_t operator[](Count count) const { return sums[count]; }
};
static_assert(Observer<Noted>);

/// What a small centre is made of.
struct SmallSetup {
    int people = 1;
    int staff = 1;
    Policy policy = plain_rules();
    Parameters parameters = still();
    Week weeks = 60; ///< that can be lived
    Week burn_in = 0;
    std::uint64_t seed = 1;
    TargetGroup group = TargetGroup::activity_ready;
    BarrierSet barriers = 0;
    bool closed = true; ///< no arrivals
    SelectorIndex groups{{Selector{}}};
    double highest_inflow = 1.0;
};

/// Newcomers of one kind: women aged 30 to 39, all with the same barriers.
inline ArchetypeTable one_kind(BarrierSet barriers = 0) {
    ArchetypeTable table;
    const std::vector<double> weight = {1.0};
    for_each_value<TargetGroup>([&](TargetGroup group) {
        table.set(group, {{Sex::woman, 30, 39, barriers}}, weight);
    });
    return table;
}

/// Women of 40, in middling health, in their 30th week on benefit, spoken to four weeks ago and due.
inline Citizens equal_people(int number, TargetGroup group = TargetGroup::activity_ready,
                             BarrierSet barriers = 0) {
    Citizens people;
    for (int k = 0; k < number; ++k) {
        const CitizenIndex i = people.append();
        people.who.birth_week[i] = column_of(-static_cast<Week>(40.5 * weeks_per_year_of_age));
        people.who.target_group[i] = group;
        people.who.barriers[i] = barriers;
        people.place.status[i] = Status::on_benefit;
        people.place.weeks_on_benefit[i] = 30;
        people.place.status_since[i] = -30;
        people.place.observed_from[i] = 0;
        people.wellbeing.health[i] = people.wellbeing.health_mean[i] = 0.5F;
        people.wellbeing.trust[i] = 0.5F;
        people.wellbeing.trust_floor[i] = 0.25F;
        people.wellbeing.pressure[i] = 0.25F;
        people.wellbeing.capacity[i] = people.wellbeing.capacity_mean[i] = 12.0F;
        people.contact.last_held[i] = -4;
        people.contact.next_due[i] = 0;
    }
    return people;
}

class SmallCentre {
public:
    explicit SmallCentre(const SmallSetup& setup)
        : world_(world_of(setup)),
          book_(setup.policy, std::chrono::sys_days{std::chrono::year{2020} / 1 / 6},
                setup.burn_in + setup.weeks),
          tally(setup.weeks, setup.groups.size()),
          run_(world_, centre_of(setup), book_, 0),
          counters_(run_.centre().citizens, run_.world().cells, tally) {}
    SmallCentre(const SmallCentre&) = delete;
    SmallCentre& operator=(const SmallCentre&) = delete;

    // One step: set columns, then ask for the week.

    /// The context of a week, after its rules have been renewed.
    [[nodiscard]] WeekContext at(Week week) {
        JobCentre& c = centre();
        CentreWorld& w = world();
        rules(
            {c.citizens.rules, c.borders, c.stale, w.table, w.cells, w.groups, c.region, c.number},
            c.citizens, week);
        for (CitizenIndex i = 0; i < c.citizens.size(); ++i) {
            c.citizens.mark(i);
        }
        weigh_caseworkers(w.parameters, c.staff, w.scratch.load_factors);
        return context_of(c, w, week);
    }

    // Whole weeks.

    /// Lives so many weeks with counters.
    void live(Week weeks) {
        for (Week k = 0; k < weeks; ++k) {
            const Week week = run_.week();
            if (week < world_.burn_in) {
                Blind blind;
                run_.step(blind);
            } else {
                run_.step(counters_);
                counters_.end_week(week - world_.burn_in);
            }
        }
    }
    /// Closes balances and clocks.
    const Audit& finish() {
        run_.finish(counters_);
        return world().audit;
    }
    /// Sum of a count over all weeks, of the first group.
    [[nodiscard]] std::int64_t total(Count count) const {
        return tally.sum(0, count, 0, tally.weeks());
    }

    [[nodiscard]] JobCentre& centre() { return run_.centre(); }
    [[nodiscard]] Citizens& people() { return run_.centre().citizens; }
    [[nodiscard]] CentreWorld& world() { return run_.world(); }
    [[nodiscard]] Caseworker& worker(std::size_t k = 0) { return run_.centre().staff[k]; }
    /// Moves the caseload and every case to one caseworker or to none.
    void without_caseworkers() {
        for (Caseworker& w : centre().staff) {
            w.caseload = 0;
        }
        for (auto& position : people().contact.caseworker) {
            position = no_caseworker;
        }
    }

private:
    static StreamWorld world_of(const SmallSetup& setup) {
        StreamWorld world;
        world.parameters = setup.parameters;
        world.stock = world.newcomers = one_kind(setup.barriers);
        world.groups = setup.groups;
        world.key = {setup.seed, 1, 0};
        world.burn_in = setup.burn_in;
        world.horizon = setup.weeks;
        world.highest_inflow = setup.highest_inflow;
        return world;
    }
    static JobCentre centre_of(const SmallSetup& setup) {
        JobCentre centre;
        centre.citizens = equal_people(setup.people, setup.group, setup.barriers);
        centre.closed = setup.closed;
        centre.has_sickness_benefit = setup.group == TargetGroup::sickness_benefit;
        centre.start_stock[setup.group] = setup.people;
        centre.staff.resize(static_cast<std::size_t>(setup.staff));
        for (Caseworker& w : centre.staff) {
            w.since = -200;
        }
        for (CitizenIndex i = 0; i < centre.citizens.size(); ++i) {
            centre.citizens.mark(i);
            const std::size_t k = i % centre.staff.size();
            centre.citizens.contact.caseworker[i] = static_cast<std::int16_t>(k);
            centre.citizens.contact.last_change[i] = static_cast<WeekColumn>(long_ago + 1);
            ++centre.staff[k].caseload;
            centre.pension.put(centre.citizens.who.birth_week[i] +
                                   static_cast<Week>(setup.parameters.population.pension_age *
                                                     weeks_per_year_of_age),
                               i);
        }
        // As many positions as there are, for ever.
        centre.budget.smoothed_cases = setup.staff * setup.parameters.staff.caseload_start;
        centre.budget.positions = setup.staff;
        return centre;
    }

    StreamWorld world_;
    RuleBook book_;

public:
    Tally tally;
    Noted noted;

private:
    CentreRun run_;
    Counters counters_;
};

/// Names of the columns in the order of `Citizens::for_each_column`.
inline constexpr std::array column_names{"address",
                                         "birth_week",
                                         "sex",
                                         "target_group",
                                         "barriers",
                                         "flags",
                                         "status",
                                         "left_cause",
                                         "status_since",
                                         "weeks_on_benefit",
                                         "observed_from",
                                         "jobs",
                                         "health",
                                         "health_mean",
                                         "trust",
                                         "trust_floor",
                                         "pressure",
                                         "capacity",
                                         "capacity_mean",
                                         "capacity_gained",
                                         "ordinary_hours",
                                         "caseworker",
                                         "last_change",
                                         "last_held",
                                         "next_due",
                                         "misses",
                                         "unexcused",
                                         "excused",
                                         "held_in_spell",
                                         "held_quarter",
                                         "appointments",
                                         "dropped",
                                         "sanction_until",
                                         "stopped_until",
                                         "treatment_from",
                                         "treatment_until",
                                         "home_support_until",
                                         "offer_until",
                                         "offer_due",
                                         "place",
                                         "place_end",
                                         "trials",
                                         "stage",
                                         "opened",
                                         "prep_hours",
                                         "social_until",
                                         "health_until",
                                         "work_until",
                                         "health_ready",
                                         "certificates",
                                         "cases",
                                         "plan",
                                         "decision_due",
                                         "review_due",
                                         "deadline",
                                         "row",
                                         "cell",
                                         "clock_cell",
                                         "clocks"};

/// Bytes of every column, to be compared.
inline std::vector<std::string> columns_of(const Citizens& people) {
    std::vector<std::string> bytes;
    Citizens::for_each_column(people, [&](const auto& column) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes of a column
        const auto* data = reinterpret_cast<const char*>(column.data());
        bytes.emplace_back(data, column.size() * sizeof(column[0]));
    });
    return bytes;
}

/// Names of the columns that differ.
inline std::set<std::string> changed(const std::vector<std::string>& before,
                                     const Citizens& after) {
    const std::vector<std::string> now = columns_of(after);
    std::set<std::string> names;
    for (std::size_t k = 0; k < now.size(); ++k) {
        if (now[k] != before[k]) {
            names.insert(column_names.at(k));
        }
    }
    return names;
}

} // namespace afklar::test
