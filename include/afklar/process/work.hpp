#pragma once
/// Step 5 of the week, work of the week: each caseworker's hours go to process requirements up to their
/// limit, then along a list of priorities; what does not fit is carried over.
///
/// 1 guarantee deadlines  2 cases near a processing limit  3 statutory conversations and offers due
/// 4 citizens who ring    5 preparation of cases whose parts are in  6 contact past the interval of need
/// 7 other preparation    8 hours left: further contact and longer conversations
/// A floor of the hours is kept for preparation.

#include <algorithm>
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

/// Whole hundredths of an hour, as hours are counted.
inline std::int64_t hundredths(double hours) noexcept {
    return rounded<std::int64_t>(hours * 100.0);
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

/// Below this nothing fits: the shortest call, or a conversation that is missed for sure.
inline double shortest_conversation(const ContactParameters& p) noexcept {
    return std::min(p.hours_missed, p.hours_citizen_call);
}

/// Hours to reckon with for a conversation that takes place with a chance.
inline double expected_hours(const ContactParameters& p, double chance, double hours) noexcept {
    return chance * hours + (1.0 - chance) * std::min(hours, p.hours_missed);
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

/// Puts the next few tasks in order of priority, of `order` within it, and of address; the rest come
/// after them. Returns the end of those in order.
std::size_t order_next(std::vector<Task>& tasks, std::size_t from);

/// Whether a due conversation may be left out because the regime's least share is still met.
inline bool may_drop(const WeekContext& now, CitizenIndex i) noexcept {
    const double least = now.rules(i).number(Provision::least_conversations_held);
    const double dropped = now.people.contact.dropped[i] + 1.0;
    const double due = now.people.contact.held_in_spell[i] + dropped;
    return least < 1.0 && dropped <= (1.0 - least) * due;
}

/// Who rings this week (S02): more with trust, less under pressure. One flag for each citizen.
/// Draws: rings.
std::vector<std::uint8_t>& who_rings(const WeekContext& now);

/// Sorts those who ring, whose conversation is due or whose case is open by caseworker.
void list_work(const WeekContext& now, const std::vector<std::uint8_t>& rings,
               std::size_t caseworkers, WorkList& list);

/// Sorts by caseworker whom hours left may go to: those who answer, are not due and were not met lately.
void list_further_contact(const WeekContext& now, const std::vector<std::uint8_t>& rings,
                          std::size_t caseworkers, WorkList& list);

/// A caseworker's week while it is being shared out.
struct Hours {
    double left = 0.0;
    double floor = 0.0; ///< of these, kept for preparation
    double prepared = 0.0;
    double talked = 0.0;
    [[nodiscard]] double free() const noexcept { return left - floor; }
};

/// Prepares a case as far as the hours go.
inline void prepare(const WorkChanges& change, const WeekContext& now, CitizenIndex i,
                    Hours& hours) noexcept {
    const double needed = preparation_needed(now, i) - static_cast<double>(change.prep_hours[i]);
    const double spent = std::min({needed, now.p.file.prep_week_max, hours.left});
    if (spent > 0.0) {
        change.prep_hours[i] += static_cast<float>(spent);
        hours.left -= spent;
        hours.floor = std::max(0.0, hours.floor - spent);
        hours.prepared += spent;
    }
}

/// Plans a conversation if the hours allow it, else leaves it out or carries it over.
template <Observer O>
void plan_conversation(const WorkChanges& change, const WeekContext& now, const Task& task,
                       bool targets, Hours& hours, O& observe) {
    const Parameters& p = now.p;
    const CitizenIndex i = task.citizen;
    const bool droppable = task.reason == Reason::statute && may_drop(now, i);
    if (hours.free() < shortest_conversation(p.contact) && !droppable) {
        return; // carried over
    }
    const bool rings = task.reason == Reason::citizen_rings;
    const Mode mode = rings ? Mode::phone : choose_mode(now, i);
    const double chance = rings ? 1.0 : attendance_chance(now, i, mode);
    double needs = rings ? p.contact.hours_citizen_call : hours_of(p.contact, mode);
    if (!rings && now.rules(i).choice<Invitation>(Provision::invitation) == Invitation::personal) {
        needs += p.contact.hours_personal;
    }
    double trust_factor = 1.0;
    double expected = expected_hours(p.contact, chance, needs);
    if (expected > hours.free() && task.hurried_allowed && targets) {
        const double hurried = needs * p.contact.hurried_factor;
        if (expected_hours(p.contact, chance, hurried) <= hours.free()) {
            needs = hurried;
            expected = expected_hours(p.contact, chance, hurried);
            trust_factor = p.contact.hurried_trust;
        }
    }
    if (expected > hours.free()) {
        if (droppable) {
            if (change.contact.dropped[i] < 255) {
                ++change.contact.dropped[i];
            }
            change.contact.next_due[i] = now.in(due_of(now, i).weeks);
            observe.event(Count::dropped_conversations, i,
                          {-1.0, Provision::least_conversations_held, 0.0});
        }
        return; // carried over
    }
    hours.left -= expected;
    hours.talked += expected;
    change.appointments.push_back(
        {i, task.reason, mode, needs, expected, trust_factor, chance, luck_of(now, i)});
}

/// Hours left go to longer conversations and further contact.
inline void use_hours_left(const WorkChanges& change, const WeekContext& now, std::size_t position,
                           const std::vector<std::uint8_t>& rings, Hours& hours) {
    const ContactParameters& p = now.p.contact;
    const auto number = static_cast<std::int16_t>(position);
    for (std::size_t a = change.appointments.size(); a-- > 0;) {
        Appointment& appointment = change.appointments[a];
        if (change.contact.caseworker[appointment.citizen] != number) {
            break;
        }
        const double more = appointment.hours * (p.long_factor - 1.0);
        if (appointment.trust_factor == 1.0 && more <= hours.free()) {
            appointment.hours += more;
            appointment.expected_hours += more;
            appointment.trust_factor = p.long_trust;
            hours.left -= more;
            hours.talked += more;
        }
    }
    WorkList& cases = now.scratch.further;
    if (cases.start.empty()) {
        list_further_contact(now, rings, change.staff.size(), cases);
    }
    for (std::uint32_t c = cases.start[position]; c < cases.start[position + 1]; ++c) {
        const CitizenIndex i = cases.who[c];
        if (p.hours_phone * p.long_factor > hours.free()) {
            break;
        }
        const Mode mode = choose_mode(now, i);
        const bool letter =
            now.rules(i).choice<Invitation>(Provision::invitation) == Invitation::personal;
        const double needs = hours_of(p, mode) * p.long_factor + (letter ? p.hours_personal : 0.0);
        const double chance = attendance_chance(now, i, mode);
        const double expected = expected_hours(p, chance, needs);
        if (expected <= hours.free()) {
            hours.left -= expected;
            hours.talked += expected;
            change.appointments.push_back({i, Reason::hours_left, mode, needs, expected,
                                           p.long_trust, chance, luck_of(now, i)});
        }
    }
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

    const double shortest = shortest_conversation(p.contact);
    const bool may_leave_out = now.table.any(Provision::least_conversations_held);

    const std::vector<std::uint8_t>& rings = who_rings(now);
    WorkList& list = now.scratch.work;
    list_work(now, rings, change.staff.size(), list);
    now.scratch.further.start.clear(); // listed when somebody has hours left
    std::vector<Task>& tasks = now.scratch.tasks;
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
        w.hours = p.staff.hours * (setting_up ? p.unit.setup_hours : 1.0);
        const double doc_wanted = w.caseload * doc_per_case;
        const double doc_done = std::min(doc_wanted, p.process.doc_limit * w.hours);
        w.documentation =
            w.caseload > 0 ? std::min(1.0, doc_done / (w.caseload * p.process.doc_hours)) : 1.0;
        Hours hours;
        hours.left = w.hours - doc_done;
        const double paid = std::min(w.owed, hours.left);
        w.owed -= paid;
        hours.left -= paid;

        tasks.clear();
        for (std::uint32_t c = list.start[k]; c < list.start[k + 1]; ++c) {
            collect_tasks(now, list.who[c], rings[list.who[c]] != 0, outcome, tasks);
        }
        // The floor is kept for the preparation there is to do.
        int preparations = 0;
        double to_prepare = 0.0;
        for (const Task& task : tasks) {
            if (task.preparation) {
                ++preparations;
                to_prepare += std::min(p.file.prep_week_max,
                                       preparation_needed(now, task.citizen) -
                                           static_cast<double>(change.prep_hours[task.citizen]));
            }
        }
        hours.floor = std::min({p.process.prep_floor * w.hours, to_prepare, hours.left});

        // The first few are put in order at a time: hours often end before the tasks do.
        std::size_t ordered = 0;
        for (std::size_t t = 0; t < tasks.size(); ++t) {
            if (t == ordered) {
                const bool over = preparations == 0 ? hours.free() < shortest : hours.left <= 0.0;
                if (over && !may_leave_out) {
                    break;
                }
                ordered = order_next(tasks, t);
            }
            if (tasks[t].preparation) {
                --preparations;
                prepare(change, now, tasks[t].citizen, hours);
            } else {
                plan_conversation(change, now, tasks[t], targets, hours, observe);
            }
        }
        if (hours.free() > p.contact.hours_in_person) {
            use_hours_left(change, now, k, rings, hours);
        }
        w.hours_left = hours.left;

        observe.centre(Count::positions_filled, 1);
        observe.centre(Count::caseload_sum, w.caseload);
        observe.centre(Count::hours_available, hundredths(w.hours));
        observe.centre(Count::hours_documentation, hundredths(doc_done));
        observe.centre(Count::documentation_undone, hundredths(doc_wanted - doc_done));
        observe.centre(Count::hours_preparation, hundredths(hours.prepared));
        observe.centre(Count::hours_contact, hundredths(hours.talked));
        constexpr double half_an_hour = 0.5; // what "no hour left" means for the count
        if (hours.left < half_an_hour + hours.floor) {
            observe.centre(Count::weeks_without_hour_left, 1);
        }
    }
}

} // namespace afklar
