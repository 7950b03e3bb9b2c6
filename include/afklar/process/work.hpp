#pragma once
/// Step 5 of the week, work of the week: each caseworker's hours go to process requirements up to their
/// limit, then along a list of priorities; what does not fit is carried over.
///
/// 1 guarantee deadlines  2 cases near a processing limit  3 statutory conversations and offers due
/// 4 citizens who ring    5 preparation of cases whose parts are in  6 contact past the interval of need
/// 7 other preparation    8 hours left: further contact and longer conversations
/// A floor of the hours is kept for preparation.

#include <algorithm>
#include <span>
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

/// Whether the rules allow to meet a citizen in person.
inline bool may_meet(const WeekContext& now, CitizenIndex i) noexcept {
    return ((now.row(i).modes >> index_of(Mode::in_person)) & 1U) != 0;
}

/// The form of a conversation under the regime's choice rule. Draws: mode_guess, by_video.
Mode choose_mode(const WeekContext& now, CitizenIndex i, const ConversationLuck& luck) noexcept;

/// Below this nothing fits: the shortest call, or a conversation that is missed for sure.
inline double shortest_conversation(const ContactParameters& p) noexcept {
    return std::min(p.hours_missed, p.hours_citizen_call);
}

/// Hours to reckon with for a conversation that takes place with a chance.
inline double expected_hours(const ContactParameters& p, double chance, double hours) noexcept {
    return chance * hours + (1.0 - chance) * std::min(hours, p.hours_missed);
}

/// Hours of the shortest conversation that the rules allow with a citizen, its letter apart.
inline double shortest_talk(const WeekContext& now, CitizenIndex i) noexcept {
    const unsigned modes = now.row(i).modes;
    double least = now.p.contact.hours_in_person; // where nothing is allowed
    bool any = false;
    for_each_value<Mode>([&](Mode mode) {
        if ((modes >> index_of(mode) & 1U) != 0) {
            const double hours = hours_of(now.p.contact, mode);
            least = any ? std::min(least, hours) : hours;
            any = true;
        }
    });
    return least;
}

/// Whether a conversation of at least so many hours cannot fit into what is free, whatever its mode turns
/// out to be: then there is nothing to draw. A few that cannot fit may still pass.
inline bool cannot_fit(const WeekContext& now, CitizenIndex i, double hours, double free) noexcept {
    constexpr double rounding = 1e-9; // of hours
    return hours > free &&
           expected_hours(now.p.contact, least_attendance(now, i), hours) > free + rounding;
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

/// Puts tasks in order. Domain: no task is there twice.
void put_in_order(std::span<Task> tasks) noexcept;

/// Whether a due conversation may be left out because the regime's least share is still met.
inline bool may_drop(const WeekContext& now, CitizenIndex i) noexcept {
    const double least = now.rules(i).number(Provision::least_conversations_held);
    const double dropped = now.people.contact.dropped[i] + 1.0;
    const double due = now.people.contact.held_in_spell[i] + dropped;
    return least < 1.0 && dropped <= (1.0 - least) * due;
}

/// Who rings this week (S02): more with trust, less under pressure. Draws: rings.
const StatusMask& who_rings(const WeekContext& now);

/// What a list of work depends on besides the people.
struct WorkToList {
    const StatusMask& rings;
    std::size_t caseworkers = 0;
    bool outcome_target = false; ///< those nearest work first
};
/// Lists what there is to do for those who ring, whose conversation is due or whose case is open.
/// Shape: by caseworker; of each, first cases to prepare, in order of address.
void list_work(const WeekContext& now, const WorkToList& what, ByCaseworker<Task>& list);

/// Sorts by caseworker whom hours left may go to: those who answer, are not due and were not met lately.
void list_further_contact(const WeekContext& now, const StatusMask& rings, std::size_t caseworkers,
                          ByCaseworker<CitizenIndex>& list);

/// What the rules of the centre ask of every caseworker this week.
struct WorkRules {
    bool outcome_target = false;       ///< those nearest work first
    bool conversation_targets = false; ///< a hurried conversation rather than none
    bool may_leave_out = false;        ///< a least share of conversations is below 1
    double hours_per_case = 0.0;       ///< of process requirements
};
inline WorkRules work_rules(const WeekContext& now) noexcept {
    const ProcessParameters& p = now.p.process;
    const RuleSet& centre = now.centre();
    const bool targets = centre.on(Provision::conversation_targets);
    return {centre.choice<ManagementTarget>(Provision::management_target) ==
                ManagementTarget::outcome,
            targets, now.table.any(Provision::least_conversations_held),
            p.doc_hours * centre.number(Provision::documentation_factor) +
                (targets ? p.target_hours : 0.0)};
}

/// A caseworker's week while it is being shared out.
struct Hours {
    double left = 0.0;
    double floor = 0.0; ///< of these, kept for preparation
    double prepared = 0.0;
    double talked = 0.0;
    double requirements = 0.0;      ///< process requirements
    double requirements_done = 0.0; ///< of these
    int preparations = 0;           ///< still to come
    bool may_hurry = false;         ///< a hurried conversation rather than none
    bool may_leave_out = false;     ///< a conversation by statute that does not fit

    [[nodiscard]] double free() const noexcept { return left - floor; }
    /// Sets hours aside for a conversation.
    void talk(double hours) noexcept {
        left -= hours;
        talked += hours;
    }
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

/// Why a conversation that is a duty is held.
constexpr Reason reason_of(Duty duty) noexcept {
    return duty == Duty::statutory_conversation ? Reason::statute
           : duty == Duty::citizen_rings        ? Reason::citizen_rings
                                                : Reason::need;
}

/// A conversation as it would be planned. Draws: mode_guess.
inline Appointment propose(const WeekContext& now, const Task& task) noexcept {
    const ContactParameters& p = now.p.contact;
    const CitizenIndex i = task.citizen();
    Appointment a;
    a.citizen = i;
    a.reason = reason_of(task.duty());
    a.luck = luck_of(now, i);
    if (a.reason == Reason::citizen_rings) {
        a.mode = Mode::phone;
        a.hours = p.hours_citizen_call;
    } else {
        const bool letter = now.row(i).personal_letter;
        a.mode = choose_mode(now, i, a.luck);
        a.hours = hours_of(p, a.mode) + (letter ? p.hours_personal : 0.0);
        a.chance = attendance_chance(now, i, a.mode);
    }
    a.expected_hours = expected_hours(p, a.chance, a.hours);
    return a;
}

/// Shortens a conversation, with less trust, if that makes it fit.
inline void hurry(const ContactParameters& p, Appointment& a, double free) noexcept {
    const double hurried = a.hours * p.hurried_factor;
    const double expected = expected_hours(p, a.chance, hurried);
    if (expected <= free) {
        a.hours = hurried;
        a.expected_hours = expected;
        a.trust_factor = p.hurried_trust;
    }
}

/// Leaves out a conversation that was due.
template <Observer O>
void leave_out(const WorkChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    if (change.contact.dropped[i] < 255) {
        ++change.contact.dropped[i];
    }
    change.contact.next_due[i] = now.in(due_of(now, i).weeks);
    observe.event(Count::dropped_conversations, i,
                  {-1.0, Provision::least_conversations_held, 0.0});
}

/// Whether a conversation that is a duty cannot fit into what is free, even hurried.
inline bool cannot_fit(const WeekContext& now, const Task& task, const Hours& hours) noexcept {
    const ContactParameters& p = now.p.contact;
    const CitizenIndex i = task.citizen();
    if (task.duty() == Duty::citizen_rings || hours.free() >= p.hours_in_person) {
        return false;
    }
    const bool hurried = task.duty() == Duty::statutory_conversation && hours.may_hurry;
    const double letter = now.row(i).personal_letter ? p.hours_personal : 0.0;
    return cannot_fit(now, i,
                      (shortest_talk(now, i) + letter) *
                          (hurried ? std::min(1.0, p.hurried_factor) : 1.0),
                      hours.free());
}

/// Plans a conversation if the hours allow it, else leaves it out or carries it over.
template <Observer O>
void plan_conversation(const WorkChanges& change, const WeekContext& now, const Task& task,
                       Hours& hours, O& observe) {
    const ContactParameters& p = now.p.contact;
    const CitizenIndex i = task.citizen();
    const bool statutory = task.duty() == Duty::statutory_conversation;
    const bool droppable = hours.may_leave_out && statutory && may_drop(now, i);
    if (hours.free() < shortest_conversation(p) && !droppable) {
        return; // carried over
    }
    if (cannot_fit(now, task, hours)) {
        if (droppable) {
            leave_out(change, now, i, observe);
        }
        return;
    }
    Appointment a = propose(now, task);
    if (a.expected_hours > hours.free() && statutory && hours.may_hurry) {
        hurry(p, a, hours.free());
    }
    if (a.expected_hours <= hours.free()) {
        hours.talk(a.expected_hours);
        change.appointments.push_back(a);
    } else if (droppable) {
        leave_out(change, now, i, observe);
    } // else carried over
}

/// Makes the conversations that a caseworker has planned last longer, with more trust.
inline void lengthen(const WorkChanges& change, const ContactParameters& p, std::size_t position,
                     Hours& hours) noexcept {
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
            hours.talk(more);
        }
    }
}

/// Hours left go to longer conversations and further contact.
inline void use_hours_left(const WorkChanges& change, const WeekContext& now, std::size_t position,
                           const StatusMask& rings, Hours& hours) {
    const ContactParameters& p = now.p.contact;
    lengthen(change, p, position, hours);
    ByCaseworker<CitizenIndex>& further = now.scratch.further;
    if (further.start.empty()) {
        list_further_contact(now, rings, change.staff.size(), further);
    }
    for (const CitizenIndex i : further.of(position)) {
        if (p.hours_phone * p.long_factor > hours.free()) {
            break;
        }
        const double letter = now.row(i).personal_letter ? p.hours_personal : 0.0;
        if (cannot_fit(now, i, shortest_talk(now, i) * p.long_factor + letter, hours.free())) {
            continue;
        }
        const ConversationLuck luck = luck_of(now, i);
        const Mode mode = choose_mode(now, i, luck);
        const double needs = hours_of(p, mode) * p.long_factor + letter;
        const double chance = attendance_chance(now, i, mode);
        const double expected = expected_hours(p, chance, needs);
        if (expected <= hours.free()) {
            hours.talk(expected);
            change.appointments.push_back(
                {i, Reason::hours_left, mode, needs, expected, p.long_trust, chance, luck});
        }
    }
}

/// The hours of a week, after process requirements up to their limit and what is owed.
inline Hours begin_hours(const WorkChanges& change, const WeekContext& now, Caseworker& w,
                         const WorkRules& rules) noexcept {
    const Parameters& p = now.p;
    const bool setting_up = w.unit == Unit::cross_disciplinary && !change.unit.open(now.week);
    w.hours = p.staff.hours * (setting_up ? p.unit.setup_hours : 1.0);
    Hours hours;
    hours.may_hurry = rules.conversation_targets;
    hours.may_leave_out = rules.may_leave_out;
    hours.requirements = w.caseload * rules.hours_per_case;
    hours.requirements_done = std::min(hours.requirements, p.process.doc_limit * w.hours);
    w.documentation =
        w.caseload > 0 ? std::min(1.0, hours.requirements_done / (w.caseload * p.process.doc_hours))
                       : 1.0;
    hours.left = w.hours - hours.requirements_done;
    const double paid = std::min(w.owed, hours.left);
    w.owed -= paid;
    hours.left -= paid;
    return hours;
}

/// Keeps the floor for the preparation there is to do. Domain: tasks as they are listed.
inline void keep_floor(const WorkChanges& change, const WeekContext& now, double week_hours,
                       std::span<const Task> tasks, Hours& hours) noexcept {
    double to_prepare = 0.0;
    for (const Task& task : tasks) {
        if (!is_preparation(task.duty())) {
            break;
        }
        const CitizenIndex i = task.citizen();
        ++hours.preparations;
        to_prepare +=
            std::min(now.p.file.prep_week_max,
                     preparation_needed(now, i) - static_cast<double>(change.prep_hours[i]));
    }
    hours.floor = std::min({now.p.process.prep_floor * week_hours, to_prepare, hours.left});
}

/// Does the tasks in their order until nothing more can be done.
template <Observer O>
void do_tasks(const WorkChanges& change, const WeekContext& now, std::span<const Task> tasks,
              Hours& hours, O& observe) {
    const double shortest = shortest_conversation(now.p.contact);
    for (const Task& task : tasks) {
        const bool over = hours.preparations == 0 ? hours.free() < shortest : hours.left <= 0.0;
        if (over && !hours.may_leave_out) {
            break;
        }
        if (is_preparation(task.duty())) {
            --hours.preparations;
            prepare(change, now, task.citizen(), hours);
        } else {
            plan_conversation(change, now, task, hours, observe);
        }
    }
}

/// Counts what a caseworker's hours went to.
template <Observer O>
void count_hours(const Caseworker& w, const Hours& hours, O& observe) {
    observe.centre(Count::positions_filled, 1);
    observe.centre(Count::caseload_sum, w.caseload);
    observe.centre(Count::hours_available, hundredths(w.hours));
    observe.centre(Count::hours_documentation, hundredths(hours.requirements_done));
    observe.centre(Count::documentation_undone,
                   hundredths(hours.requirements - hours.requirements_done));
    observe.centre(Count::hours_preparation, hundredths(hours.prepared));
    observe.centre(Count::hours_contact, hundredths(hours.talked));
    constexpr double half_an_hour = 0.5; // what "no hour left" means for the count
    if (hours.left < half_an_hour + hours.floor) {
        observe.centre(Count::weeks_without_hour_left, 1);
    }
}

/// Shares out the week of one caseworker. Domain: the lists of `work_of_the_week` are made.
template <Observer O>
void share_out_week(const WorkChanges& change, const WeekContext& now, std::size_t position,
                    const WorkRules& rules, O& observe) {
    Caseworker& w = change.staff[position];
    const std::span<Task> tasks = now.scratch.work.of(position);
    Hours hours = begin_hours(change, now, w, rules);
    keep_floor(change, now, w.hours, tasks, hours);
    put_in_order(tasks);
    do_tasks(change, now, tasks, hours, observe);
    if (hours.free() > now.p.contact.hours_in_person) {
        use_hours_left(change, now, position, now.scratch.rings, hours);
    }
    w.hours_left = hours.left;
    count_hours(w, hours, observe);
}

/// Step 5. Draws: rings, mode_guess.
template <Observer O>
void work_of_the_week(const WorkChanges& change, const WeekContext& now, O& observe) {
    const WorkRules rules = work_rules(now);
    list_work(now, {who_rings(now), change.staff.size(), rules.outcome_target}, now.scratch.work);
    now.scratch.further.start.clear(); // listed when somebody has hours left
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        Caseworker& w = change.staff[k];
        if (w.filled) {
            share_out_week(change, now, k, rules, observe);
            continue;
        }
        w.hours_left = 0.0;
        if (!w.abolished) {
            observe.centre(Count::positions_vacant, 1);
        }
    }
}

} // namespace afklar
