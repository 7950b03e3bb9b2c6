#pragma once
/// Step 4 of the week, staff: caseworkers quit and are recruited, cases find a caseworker or wait, a cap
/// and the cross-disciplinary unit hand cases over. A change costs trust and part of the preparation.

#include <algorithm>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>

namespace afklar {

/// What step 4 changes.
struct StaffChanges {
    Staff& staff;
    ContactColumns& contact;
    WellbeingColumns& wellbeing;
    FileColumns& file;
    Column<std::uint16_t>& flags;
    CentreQueues& queues;
    CentreCapacity& capacity;
    CentreBudget& budget;
    CrossDisciplinaryUnit& unit;
    int& recruited;
};

/// Whether a citizen belongs to the cross-disciplinary unit. Source: S31.
inline bool belongs_to_unit(const WeekContext& now, CitizenIndex i) noexcept {
    return now.people.who.target_group[i] == TargetGroup::activity_ready &&
           static_cast<int>(number_of(now.people.who.barriers[i])) >=
               now.rules(i).whole(Provision::unit_least_barriers);
}

/// Cap on cases in a week: none, or coming down from the largest caseload over the phase-in.
double cap_in_force(const WeekContext& now, const CentreBudget& budget, Week week) noexcept;

/// What decides how long a vacancy stays empty.
struct Hiring {
    double mean_caseload = 0.0;
    double degree_demand = 0.0; ///< share of new holders who must have a degree
};
/// A position that is empty for its k-th time.
struct Vacancy {
    std::size_t position = 0;
    std::uint32_t k = 0;
};
/// Weeks that a vacancy stays empty. Draws: recruitment.
double vacancy_weeks(const WeekContext& now, const Hiring& hiring, const Vacancy& vacancy) noexcept;

/// Positions, holders and cases of a centre.
struct StaffCount {
    int positions = 0; ///< not abolished
    int holders = 0;
    int cases = 0; ///< with a caseworker
    int largest = 0;

    /// Cases of a holder; `otherwise` when there is no holder.
    [[nodiscard]] double mean_caseload(double otherwise) const noexcept {
        return holders > 0 ? static_cast<double>(cases) / holders : otherwise;
    }
};
StaffCount count_staff(const Staff& staff) noexcept;

/// Share of new holders who must have a degree in this week.
double degree_demand(const WeekContext& now, const CentreBudget& budget) noexcept;

/// A citizen gets a caseworker. Only a change, not a first one, costs trust and preparation.
template <Observer O>
void assign(const StaffChanges& change, const WeekContext& now, CitizenIndex i,
            std::size_t position, O& observe) {
    Caseworker& to = change.staff[position];
    const bool has_had_one = change.contact.last_change[i] != long_ago;
    const bool in_unit = to.unit == Unit::cross_disciplinary;
    change.contact.caseworker[i] = static_cast<std::int16_t>(position);
    change.flags[i] = static_cast<std::uint16_t>(in_unit ? (change.flags[i] | Flag::in_unit)
                                                         : (change.flags[i] & ~Flag::in_unit));
    ++to.caseload;
    if (!has_had_one) {
        change.contact.last_change[i] = unchanged;
        observe.event(Count::first_assigned, i);
        return;
    }
    change.contact.last_change[i] = column_of(now.week);
    to.owed += now.p.staff.handover_hours;
    change.wellbeing.trust[i] = std::max(
        0.0F, change.wellbeing.trust[i] - static_cast<float>(now.p.trust.caseworker_change));
    const float lost = change.file.prep_hours[i] * static_cast<float>(now.p.file.prep_lost);
    change.file.prep_hours[i] -= lost;
    observe.centre(Count::handover_hours_lost,
                   static_cast<std::int64_t>(static_cast<double>(lost) * 100.0));
    observe.event(Count::caseworker_changed, i);
}

/// A citizen loses the caseworker and waits for another.
inline void release(const StaffChanges& change, const WeekContext& now, CitizenIndex i) {
    --change.staff[static_cast<std::size_t>(change.contact.caseworker[i])].caseload;
    change.contact.caseworker[i] = no_caseworker;
    change.queues.caseworker.join(i, now.week);
}

/// Cases of one caseworker in the order in which they are handed over: unprepared first, then address.
/// The list lasts until the next is made.
inline const std::vector<CitizenIndex>& cases_to_hand_over(const WeekContext& now,
                                                           std::size_t position) {
    std::vector<CitizenIndex>& cases = now.scratch.cases;
    cases.clear();
    MaskMaker& m = new_masks(now);
    const Mask all =
        m.both(Mask{now.people.masks.clients},
               m.equal(now.people.contact.caseworker, static_cast<std::int16_t>(position)));
    const Column<float>& prepared = now.people.file.prep_hours;
    const auto take = [&](bool with_preparation) {
        all.for_each([&](CitizenIndex i) {
            if ((prepared[i] > 0.0F) == with_preparation) {
                cases.push_back(i);
            }
        });
    };
    take(false); // most, and in order as they are
    const auto unprepared = static_cast<std::ptrdiff_t>(cases.size());
    take(true);
    std::sort(cases.begin() + unprepared, cases.end(), [&](CitizenIndex a, CitizenIndex b) {
        return prepared[a] < prepared[b] || (prepared[a] == prepared[b] && a < b);
    });
    return cases;
}

/// The filled position with the lowest caseload in a unit; staff.size() when all are at the limit.
inline std::size_t lowest_caseload(const Staff& staff, Unit unit, double limit) noexcept {
    std::size_t best = staff.size();
    for (std::size_t k = 0; k < staff.size(); ++k) {
        if (staff[k].filled && staff[k].unit == unit && staff[k].caseload < limit &&
            (best == staff.size() || staff[k].caseload < staff[best].caseload)) {
            best = k;
        }
    }
    return best;
}

/// Quits, and vacancies that end. Draws: quit by week and holder; degree and quality by holder.
template <Observer O>
void turnover(const StaffChanges& change, const WeekContext& now, double demand, O& observe) {
    const Parameters& p = now.p;
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        Caseworker& w = change.staff[k];
        if (w.filled) {
            const double load = w.caseload / p.staff.caseload_start - 1.0;
            const double early =
                now.week - w.since < weeks_per_year ? p.staff.quit_first_year : 1.0;
            const double chance =
                p.staff.quit_year / weeks_per_year * early * det_exp(p.staff.quit_caseload * load);
            if (now.draws.happens(Purpose::quit, Agent::caseworker, staff_address(k, w.holder),
                                  static_cast<std::uint32_t>(now.week), Chance{chance})) {
                for (const CitizenIndex i : cases_to_hand_over(now, k)) {
                    release(change, now, i);
                }
                w.filled = false;
                w.filled_in = 0;
                w.owed = 0.0;
                observe.centre(Count::quits, 1);
            }
        } else if (!w.abolished && w.filled_in != 0 && w.filled_in <= now.week) {
            w.filled = true;
            w.filled_in = 0;
            ++w.holder;
            w.since = now.week;
            const double share = std::max(p.staff.degree_share, demand);
            w.degree = now.draws.happens(Purpose::degree, Agent::caseworker,
                                         staff_address(k, w.holder), 0, Chance{share});
            w.quality = now.draws.normal(Purpose::quality, Agent::caseworker,
                                         staff_address(k, w.holder), 0);
            ++change.recruited;
            observe.centre(Count::hires, 1);
        }
    }
}

/// How many positions the centre wants this week, and puts out the vacancies it may fill.
/// Positions follow the stock with a lag unless the regime says otherwise; at a cap they follow it.
void plan_positions(const StaffChanges& change, const WeekContext& now, double demand);

/// Founds the unit with staff taken from the ordinary one.
inline void found_unit(const StaffChanges& change, const WeekContext& now) noexcept {
    const int weeks = now.centre().whole(Provision::unit_setup_weeks);
    change.unit.founded = now.week;
    change.unit.opens = weeks > 0 ? now.week + weeks : now.in(now.p.unit.setup_weeks);
    const int positions = count_staff(change.staff).positions;
    auto taken = static_cast<std::size_t>(now.p.unit.staff_share * positions);
    for (std::size_t k = change.staff.size(); k-- > 0 && taken > 0;) {
        if (!change.staff[k].abolished) {
            change.staff[k].unit = Unit::cross_disciplinary;
            --taken;
        }
    }
}

/// Closes the unit: its staff and cases are ordinary again.
inline void close_unit(const StaffChanges& change, const WeekContext& now) {
    change.unit = {};
    for (Caseworker& w : change.staff) {
        w.unit = Unit::ordinary;
    }
    for_each_citizen(now.people.masks.clients, [&](CitizenIndex i) {
        change.flags[i] = static_cast<std::uint16_t>(change.flags[i] & ~Flag::in_unit);
    });
}

/// Opens the unit: its staff hand over whoever does not belong there.
inline void open_unit(const StaffChanges& change, const WeekContext& now) {
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        if (change.staff[k].unit != Unit::cross_disciplinary || !change.staff[k].filled) {
            continue;
        }
        for (const CitizenIndex i : cases_to_hand_over(now, k)) {
            if (belongs_to_unit(now, i)) {
                change.flags[i] = static_cast<std::uint16_t>(change.flags[i] | Flag::in_unit);
            } else {
                release(change, now, i);
            }
        }
    }
}

/// Founds the unit, opens it after its set-up weeks, and closes it when the rules no longer want it.
inline void set_up_unit(const StaffChanges& change, const WeekContext& now) {
    const bool wanted = now.centre().on(Provision::cross_disciplinary_unit);
    if (wanted && !change.unit.exists()) {
        found_unit(change, now);
    } else if (!wanted && change.unit.exists()) {
        close_unit(change, now);
    }
    if (change.unit.exists() && now.week == change.unit.opens) {
        open_unit(change, now);
    }
}

/// The most cases of a caseworker in this week.
struct CaseLimits {
    double cap = 0.0; ///< that of the rules
    double in_unit = 0.0;
    bool unit_open = false;

    [[nodiscard]] double of(Unit unit) const noexcept {
        return unit_open && unit == Unit::cross_disciplinary ? in_unit : cap;
    }
};
inline CaseLimits case_limits(const StaffChanges& change, const WeekContext& now) noexcept {
    const double cap = cap_in_force(now, change.budget, now.week);
    return {cap, std::min(cap, now.p.unit.cap), change.unit.open(now.week)};
}

/// Whoever is above the cap hands over.
inline void hand_over_above_cap(const StaffChanges& change, const WeekContext& now,
                                const CaseLimits& limits) {
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        const Caseworker& w = change.staff[k];
        const double limit = limits.of(w.unit);
        if (!w.filled || w.caseload <= limit) {
            continue;
        }
        for (const CitizenIndex i : cases_to_hand_over(now, k)) {
            if (w.caseload <= limit) {
                break;
            }
            release(change, now, i);
        }
    }
}

/// The most loaded of the others in the same unit; staff.size() when there is none.
inline std::size_t most_loaded_beside(const Staff& staff, std::size_t k) noexcept {
    std::size_t most = staff.size();
    for (std::size_t j = 0; j < staff.size(); ++j) {
        if (j != k && staff[j].filled && staff[j].unit == staff[k].unit &&
            (most == staff.size() || staff[j].caseload > staff[most].caseload)) {
            most = j;
        }
    }
    return most;
}

/// A newcomer takes over cases of the most loaded, unprepared ones first, up to `caseload`.
template <Observer O>
void take_over_cases(const StaffChanges& change, const WeekContext& now, std::size_t newcomer,
                     int caseload, O& observe) {
    Staff& staff = change.staff;
    int wanted = caseload - staff[newcomer].caseload;
    while (wanted > 0) {
        const std::size_t from = most_loaded_beside(staff, newcomer);
        if (from == staff.size() || staff[from].caseload <= staff[newcomer].caseload + 1) {
            return;
        }
        // A part of the gap to the most loaded, so that the search stays short.
        const int gap = staff[from].caseload - staff[newcomer].caseload;
        int batch = std::max(1, std::min(wanted, gap / 4));
        for (const CitizenIndex i : cases_to_hand_over(now, from)) {
            if (batch-- <= 0) {
                break;
            }
            --staff[from].caseload;
            assign(change, now, i, newcomer, observe);
            --wanted;
        }
    }
}

/// Caseworkers who begin this week take over a share of a mean caseload.
template <Observer O>
void newcomers_take_over(const StaffChanges& change, const WeekContext& now, O& observe) {
    if (now.week == 0) {
        return; // everyone began
    }
    const double mean = count_staff(change.staff).mean_caseload(0.0);
    const auto caseload = static_cast<int>(now.p.staff.newcomer_takes * mean);
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        if (change.staff[k].filled && change.staff[k].since == now.week) {
            take_over_cases(change, now, k, caseload, observe);
        }
    }
}

/// The eligible are routed to the unit while it has room.
template <Observer O>
void route_to_unit(const StaffChanges& change, const WeekContext& now, const CaseLimits& limits,
                   O& observe) {
    constexpr Unit unit = Unit::cross_disciplinary;
    const Staff& staff = change.staff;
    std::size_t to = lowest_caseload(staff, unit, limits.in_unit);
    if (!limits.unit_open || to == staff.size()) {
        return;
    }
    for_each_citizen(now.people.masks.clients, [&](CitizenIndex i) {
        const std::int16_t position = change.contact.caseworker[i];
        if (to == staff.size() || position == no_caseworker ||
            staff[static_cast<std::size_t>(position)].unit == unit || !belongs_to_unit(now, i)) {
            return;
        }
        --change.staff[static_cast<std::size_t>(position)].caseload;
        assign(change, now, i, to, observe);
        to = lowest_caseload(staff, unit, limits.in_unit);
    });
}

/// Orphaned and new cases go to the lowest caseload under the cap, else they wait.
template <Observer O>
void serve_waiting_list(const StaffChanges& change, const WeekContext& now,
                        const CaseLimits& limits, O& observe) {
    const Staff& staff = change.staff;
    // What is full stays so: nobody's caseload falls here.
    bool unit_full = !limits.unit_open;
    bool full = lowest_caseload(staff, Unit::ordinary, limits.cap) == staff.size();
    if (unit_full && full) {
        return; // the order in which they wait is settled when there is somebody to go to
    }
    change.queues.caseworker.serve(now.week, [&](const Waiting& waiting) {
        std::size_t to = staff.size();
        if (!unit_full && belongs_to_unit(now, waiting.who)) {
            to = lowest_caseload(staff, Unit::cross_disciplinary, limits.in_unit);
            unit_full = to == staff.size();
        }
        if (to == staff.size() && !full) {
            to = lowest_caseload(staff, Unit::ordinary, limits.cap);
            full = to == staff.size();
        }
        if (to == staff.size()) {
            return false;
        }
        assign(change, now, waiting.who, to, observe);
        return true;
    });
}

/// Step 4. Draws: quit, recruitment, degree, quality.
template <Observer O>
void staff(const StaffChanges& change, const WeekContext& now, O& observe) {
    const double demand = degree_demand(now, change.budget);
    turnover(change, now, demand, observe);
    set_up_unit(change, now);
    plan_positions(change, now, demand);

    const CaseLimits limits = case_limits(change, now);
    hand_over_above_cap(change, now, limits);
    newcomers_take_over(change, now, observe);
    route_to_unit(change, now, limits, observe);
    serve_waiting_list(change, now, limits, observe);
}

} // namespace afklar
