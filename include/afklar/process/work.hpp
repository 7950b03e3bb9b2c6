#pragma once
/// Step 5 of the week, work of the week: each caseworker's hours go to process requirements up to their
/// limit, then along a list of priorities; what does not fit is carried over.
///
/// 1 guarantee deadlines  2 cases near a processing limit  3 statutory conversations and offers due
/// 4 citizens who ring    5 preparation of cases whose parts are in  6 contact past the interval of need
/// 7 other preparation    8 hours left: further contact and longer conversations
/// A floor of the hours is kept for preparation.

#include <algorithm>
#include <tuple>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/attendance.hpp>
#include <afklar/process/contact_rules.hpp>
#include <afklar/process/context.hpp>

namespace afklar {

/// What step 5 changes.
struct WorkChanges {
    Staff& staff;
    ContactColumns& contact;
    Column<float>& prep_hours;
    std::vector<Appointment>& appointments;
    const CrossDisciplinaryUnit& unit;
};

/// One thing a caseworker could do this week.
struct Task {
    int priority = 0;
    double order = 0.0; ///< within a priority, lower first
    CitizenIndex citizen = 0;
    bool preparation = false;
    bool hurried_allowed = false;
    Reason reason = Reason::need;
};

/// Whole hundredths of an hour, as hours are counted.
inline std::int64_t hundredths(double hours) noexcept {
    return static_cast<std::int64_t>(hours * 100.0 + 0.5);
}

/// Hours that a conversation in a mode takes.
inline double hours_of(const ContactParameters& p, Mode mode) noexcept {
    switch (mode) {
    case Mode::in_person:
        return p.hours_in_person;
    case Mode::phone:
        return p.hours_phone;
    case Mode::video:
        return p.hours_video;
    case Mode::count_:
        break;
    }
    return p.hours_in_person;
}

/// The form of a conversation under the regime's choice rule. Draws: mode_guess by week.
Mode choose_mode(const WeekContext& now, CitizenIndex i) noexcept;

/// Hours to reckon with for a conversation that may be missed.
inline double expected_hours(const WeekContext& now, CitizenIndex i, Mode mode,
                             double hours) noexcept {
    const double comes = attendance_chance(now, i, mode);
    return comes * hours + (1.0 - comes) * std::min(hours, now.p.contact.hours_missed);
}

/// Hours of preparation that a case needs.
inline double preparation_needed(const WeekContext& now, CitizenIndex i) noexcept {
    return now.p.file.prep_hours * (now.people.is(i, Flag::in_unit) ? now.p.unit.prep_factor : 1.0);
}

/// Whether all parts that the case needs are valid.
inline bool parts_in(const Citizens& people, CitizenIndex i, Week week) noexcept {
    return people.file.social_until[i] > week && people.file.health_until[i] > week &&
           (!people.is(i, Flag::work_required) || people.file.work_until[i] > week);
}

/// Collects what there is to do for one citizen.
void collect_tasks(const WeekContext& now, CitizenIndex i, bool rings, bool outcome_target,
                   std::vector<Task>& tasks);

/// Whether a due conversation may be left out because the regime's least share is still met.
inline bool may_drop(const WeekContext& now, CitizenIndex i) noexcept {
    const double least = now.rules(i).number(Provision::least_conversations_held);
    const double dropped = now.people.contact.dropped[i] + 1.0;
    const double due = now.people.contact.held_in_spell[i] + dropped;
    return least < 1.0 && dropped <= (1.0 - least) * due;
}

/// Step 5. Draws: rings, mode_guess.
template <Observer O>
void work_of_the_week(const WorkChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    const RuleSet& centre = now.centre();
    const bool outcome =
        centre.choice<ManagementTarget>(Provision::management_target) == ManagementTarget::outcome;
    const bool targets = centre.on(Provision::conversation_targets);
    const double doc_per_case =
        p.process.doc_hours * centre.number(Provision::documentation_factor) +
        (targets ? p.process.target_hours : 0.0);

    // Who rings this week (S02): more with trust, less under pressure.
    std::vector<std::uint8_t> rings(now.people.size(), 0);
    const double most = std::min(1.0, p.contact.citizen_initiative * 2.0 *
                                          std::max(1.0, p.contact.initiative_voluntary));
    for_each_candidate(
        now, now.people.masks.clients, Purpose::rings, most, [&](const Candidate& c) {
            const auto& w = now.people.wellbeing;
            const double chance =
                p.contact.citizen_initiative * 2.0 * static_cast<double>(w.trust[c.i]) *
                (now.row(c.i).compulsory ? 1.0 : p.contact.initiative_voluntary) *
                det_exp(-p.contact.initiative_pressure * static_cast<double>(w.pressure[c.i]));
            if (!now.people.is(c.i, Flag::unreachable) && c.happens(std::min(most, chance))) {
                rings[c.i] = 1;
            }
        });

    // Clients by caseworker.
    std::vector<std::uint32_t> start(change.staff.size() + 1, 0);
    for_each_citizen(now, now.people.masks.clients, [&](CitizenIndex i) {
        if (change.contact.caseworker[i] != no_caseworker) {
            ++start[static_cast<std::size_t>(change.contact.caseworker[i]) + 1];
        }
    });
    for (std::size_t k = 1; k < start.size(); ++k) {
        start[k] += start[k - 1];
    }
    std::vector<CitizenIndex> cases(start.back());
    auto fill = start;
    for_each_citizen(now, now.people.masks.clients, [&](CitizenIndex i) {
        if (change.contact.caseworker[i] != no_caseworker) {
            cases[fill[static_cast<std::size_t>(change.contact.caseworker[i])]++] = i;
        }
    });

    std::vector<Task> tasks;
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        Caseworker& w = change.staff[k];
        if (!w.filled) {
            w.hours_left = 0.0;
            if (!w.abolished) {
                observe.centre(Count::positions_vacant, 1);
            }
            continue;
        }
        const bool setting_up = w.unit == Unit::cross_disciplinary && !change.unit.open(now.week);
        const double hours = p.staff.hours * (setting_up ? p.unit.setup_hours : 1.0);
        const double doc_wanted = w.caseload * doc_per_case;
        const double doc_done = std::min(doc_wanted, p.process.doc_limit * hours);
        w.documentation =
            w.caseload > 0 ? std::min(1.0, doc_done / (w.caseload * p.process.doc_hours)) : 1.0;
        w.hours = hours;
        double left = hours - doc_done;
        const double paid = std::min(w.owed, left);
        w.owed -= paid;
        left -= paid;
        double prepared = 0.0;
        double talked = 0.0;

        tasks.clear();
        for (std::uint32_t c = start[k]; c < start[k + 1]; ++c) {
            const CitizenIndex i = cases[c];
            if (rings[i] != 0 || change.contact.next_due[i] <= now.week ||
                now.people.file.stage[i] == CaseStage::open) {
                collect_tasks(now, i, rings[i] != 0, outcome, tasks);
            }
        }
        std::sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) {
            return std::tie(a.priority, a.order, a.citizen) <
                   std::tie(b.priority, b.order, b.citizen);
        });
        // The floor is kept for the preparation there is to do.
        double to_prepare = 0.0;
        for (const Task& task : tasks) {
            if (task.preparation) {
                to_prepare += std::min(p.file.prep_week_max,
                                       preparation_needed(now, task.citizen) -
                                           static_cast<double>(change.prep_hours[task.citizen]));
            }
        }
        double floor_left = std::min({p.process.prep_floor * hours, to_prepare, left});

        for (const Task& task : tasks) {
            const CitizenIndex i = task.citizen;
            if (task.preparation) {
                const double needed =
                    preparation_needed(now, i) - static_cast<double>(change.prep_hours[i]);
                const double spent = std::min({needed, p.file.prep_week_max, left});
                if (spent > 0.0) {
                    change.prep_hours[i] += static_cast<float>(spent);
                    left -= spent;
                    floor_left = std::max(0.0, floor_left - spent);
                    prepared += spent;
                }
                continue;
            }
            const double free = left - floor_left;
            const bool no_time =
                free < std::min(p.contact.hours_missed, p.contact.hours_citizen_call);
            if (no_time && !(task.reason == Reason::statute && may_drop(now, i))) {
                continue; // carried over
            }
            const Mode mode = choose_mode(now, i);
            double needs = task.reason == Reason::citizen_rings ? p.contact.hours_citizen_call
                                                                : hours_of(p.contact, mode);
            const bool personal =
                now.rules(i).choice<Invitation>(Provision::invitation) == Invitation::personal &&
                task.reason != Reason::citizen_rings;
            if (personal) {
                needs += p.contact.hours_personal;
            }
            double trust_factor = 1.0;
            if (expected_hours(now, i, mode, needs) > free && task.hurried_allowed && targets &&
                expected_hours(now, i, mode, needs * p.contact.hurried_factor) <= free) {
                needs *= p.contact.hurried_factor;
                trust_factor = p.contact.hurried_trust;
            }
            const double expected =
                task.reason == Reason::citizen_rings ? needs : expected_hours(now, i, mode, needs);
            if (expected > free) {
                if (task.reason == Reason::statute && may_drop(now, i)) {
                    if (change.contact.dropped[i] < 255) {
                        ++change.contact.dropped[i];
                    }
                    change.contact.next_due[i] = now.in(due_of(now, i).weeks);
                    observe.event(Count::dropped_conversations, i,
                                  {-1.0, Provision::least_conversations_held, 0.0});
                }
                continue; // carried over
            }
            left -= expected;
            talked += expected;
            change.appointments.push_back(
                {i, task.reason, task.reason == Reason::citizen_rings ? Mode::phone : mode, needs,
                 expected, trust_factor});
        }

        // Hours left go to longer conversations and further contact.
        if (left - floor_left > p.contact.hours_in_person) {
            for (std::size_t a = change.appointments.size(); a-- > 0;) {
                Appointment& appointment = change.appointments[a];
                if (change.contact.caseworker[appointment.citizen] !=
                    static_cast<std::int16_t>(k)) {
                    break;
                }
                const double more = appointment.hours * (p.contact.long_factor - 1.0);
                if (appointment.trust_factor == 1.0 && more <= left - floor_left) {
                    appointment.hours += more;
                    appointment.expected_hours += more;
                    appointment.trust_factor = p.contact.long_trust;
                    left -= more;
                    talked += more;
                }
            }
            for (std::uint32_t c = start[k]; c < start[k + 1]; ++c) {
                const CitizenIndex i = cases[c];
                if (p.contact.hours_phone * p.contact.long_factor > left - floor_left) {
                    break;
                }
                if (now.people.contact.last_held[i] + p.contact.min_gap > now.week ||
                    now.people.contact.next_due[i] <= now.week || rings[i] != 0 ||
                    now.people.contact.misses[i] > 0) {
                    continue;
                }
                const Mode mode = choose_mode(now, i);
                const bool letter =
                    now.rules(i).choice<Invitation>(Provision::invitation) == Invitation::personal;
                const double needs = hours_of(p.contact, mode) * p.contact.long_factor +
                                     (letter ? p.contact.hours_personal : 0.0);
                const double expected = expected_hours(now, i, mode, needs);
                if (expected > left - floor_left) {
                    continue;
                }
                left -= expected;
                talked += expected;
                change.appointments.push_back(
                    {i, Reason::hours_left, mode, needs, expected, p.contact.long_trust});
            }
        }
        w.hours_left = left;

        observe.centre(Count::positions_filled, 1);
        observe.centre(Count::caseload_sum, w.caseload);
        observe.centre(Count::hours_available, hundredths(hours));
        observe.centre(Count::hours_documentation, hundredths(doc_done));
        observe.centre(Count::documentation_undone, hundredths(doc_wanted - doc_done));
        observe.centre(Count::hours_preparation, hundredths(prepared));
        observe.centre(Count::hours_contact, hundredths(talked));
        constexpr double half_an_hour = 0.5; // what "no hour left" means for the count
        if (left < half_an_hour + floor_left) {
            observe.centre(Count::weeks_without_hour_left, 1);
        }
    }
}

} // namespace afklar
