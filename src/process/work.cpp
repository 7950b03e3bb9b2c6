#include <afklar/process/work.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <type_traits>

#include <afklar/core/few_in_order.hpp>

namespace afklar {

namespace {

bool allowed(unsigned modes, Mode mode) noexcept { return (modes >> index_of(mode) & 1U) != 0; }

/// Remote by phone, or by video for the share of people who talk that way.
Mode remote_mode(const WeekContext& now, CitizenIndex i, const ConversationLuck& luck,
                 unsigned modes) noexcept {
    const bool video =
        allowed(modes, Mode::video) &&
        (happens(now, luck, ConversationDraw::by_video, i, now.p.contact.video_share) ||
         !allowed(modes, Mode::phone));
    return video ? Mode::video : Mode::phone;
}

CitizenIndex citizen_of(CitizenIndex citizen) noexcept { return citizen; }
CitizenIndex citizen_of(const Task& task) noexcept { return task.citizen(); }

/// Sorts what concerns people with a caseworker by caseworker; what one of them gets stays in its order.
template <class T>
void sort_by_caseworker(const WeekContext& now, const std::vector<T>& found,
                        std::size_t caseworkers, ByCaseworker<T>& list) {
    const auto position = [&](const T& one) {
        return static_cast<std::size_t>(now.people.contact.caseworker[citizen_of(one)]);
    };
    list.start.assign(caseworkers + 2, 0); // one further, so that filling leaves the starts
    for (const T& one : found) {
        ++list.start[position(one) + 2];
    }
    for (std::size_t k = 1; k < list.start.size(); ++k) {
        list.start[k] += list.start[k - 1];
    }
    list.all.resize(found.size());
    for (const T& one : found) {
        list.all[list.start[position(one) + 1]++] = one;
    }
}

} // namespace

Mode choose_mode(const WeekContext& now, CitizenIndex i, const ConversationLuck& luck) noexcept {
    const RuleRow& row = now.row(i);
    const unsigned modes = row.modes;
    const bool can_meet = allowed(modes, Mode::in_person);
    const bool can_call = allowed(modes, Mode::phone) || allowed(modes, Mode::video);
    if (!can_call) {
        return Mode::in_person;
    }
    if (!can_meet) {
        return remote_mode(now, i, luck, modes);
    }
    const bool best_remote = now.people.is(i, Flag::prefers_remote);
    bool remote = best_remote;
    switch (row.mode_chosen_by) {
    case ModeChooser::authority:
        remote = happens(now, luck, ConversationDraw::mode_guess, i,
                         now.p.contact.remote_share_authority);
        break;
    case ModeChooser::caseworker:
        remote = happens(now, luck, ConversationDraw::mode_guess, i,
                         now.p.contact.guess_accuracy) == best_remote;
        break;
    case ModeChooser::citizen:
    case ModeChooser::count_:
        break;
    }
    return remote ? remote_mode(now, i, luck, modes) : Mode::in_person;
}

const StatusMask& who_rings(const WeekContext& now) {
    const ContactParameters& p = now.p.contact;
    const WellbeingColumns& w = now.people.wellbeing;
    StatusMask& rings = now.scratch.rings;
    rings.assign(words_for(now.people.length()), 0);
    const double most =
        std::min(1.0, p.citizen_initiative * 2.0 * std::max(1.0, p.initiative_voluntary));
    Sweep(now, now.people.masks.clients).each(Purpose::rings, most, [&](const Candidate& c) {
        const double chance =
            p.citizen_initiative * 2.0 * static_cast<double>(w.trust[c.i]) *
            (now.row(c.i).compulsory ? 1.0 : p.initiative_voluntary) *
            det_exp(-p.initiative_pressure * static_cast<double>(w.pressure[c.i]));
        if (!now.people.is(c.i, Flag::unreachable) && c.happens(std::min(most, chance))) {
            rings[c.i / word_size] |= std::uint64_t{1} << (c.i % word_size);
        }
    });
    return rings;
}

namespace {

/// Preparation of an open case: deadlines first, then limits, then cases whose parts are in.
Task preparation_of(const WeekContext& now, CitizenIndex i) noexcept {
    const Parameters& p = now.p;
    const FileColumns& file = now.people.file;
    const bool deadline_near =
        file.deadline[i] != never && file.deadline[i] - now.week <= p.guarantee.lead_weeks;
    const bool limit_near =
        now.rules(i).on(Provision::processing_limits) &&
        now.week - file.opened[i] >= p.file.processing_limit - p.process.limit_near_weeks;
    if (deadline_near) {
        return {Duty::deadline_near, static_cast<float>(file.deadline[i]), i};
    }
    const Duty duty = limit_near                          ? Duty::limit_near
                      : parts_in(now.people, i, now.week) ? Duty::parts_in
                                                          : Duty::preparation;
    return {duty, static_cast<float>(file.opened[i]), i};
}

/// A conversation that is due: the longest overdue first; under an outcome target those nearest work.
Task due_conversation(const WeekContext& now, CitizenIndex i, bool outcome_target) noexcept {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    const bool statutory = statutory_interval(now, i) > 0.0;
    double order = people.contact.next_due[i];
    if (outcome_target && !statutory) {
        const bool job_ready = people.who.target_group[i] == TargetGroup::job_ready;
        const double sd = job_ready ? p.capacity.sd_job_ready : p.capacity.sd_activity_ready;
        order = -p.process.creaming * static_cast<double>(people.wellbeing.capacity[i]) / sd +
                (people.contact.next_due[i] - now.week) / p.contact.prof_interval_high;
    }
    return {statutory ? Duty::statutory_conversation : Duty::conversation_by_need,
            static_cast<float>(order), i};
}

} // namespace

void list_work(const WeekContext& now, const WorkToList& what, ByCaseworker<Task>& list) {
    const ContactColumns& contact = now.people.contact;
    const FileColumns& file = now.people.file;
    const Mask clients = look_at(now, now.people.masks.clients);
    MaskMaker& m = now.scratch.masks;
    const Mask with_caseworker = m.both(clients, m.above(contact.caseworker, no_caseworker));
    const Mask open = m.both(with_caseworker, m.equal(file.stage, CaseStage::open));
    const Mask due = m.both(with_caseworker, m.at_most(contact.next_due, now.week));
    const Mask ringing{what.rings};

    std::vector<Task>& tasks = now.scratch.tasks;
    tasks.clear();
    open.for_each([&](CitizenIndex i) {
        if (static_cast<double>(file.prep_hours[i]) < preparation_needed(now, i)) {
            tasks.push_back(preparation_of(now, i));
        }
    });
    m.both(with_caseworker, ringing).for_each([&](CitizenIndex i) {
        tasks.emplace_back(Duty::citizen_rings, 0.0F, i);
    });
    m.without(due, ringing).for_each([&](CitizenIndex i) {
        tasks.push_back(due_conversation(now, i, what.outcome_target));
    });
    sort_by_caseworker(now, tasks, what.caseworkers, list);
}

void list_further_contact(const WeekContext& now, const StatusMask& rings, std::size_t caseworkers,
                          ByCaseworker<CitizenIndex>& list) {
    const ContactColumns& contact = now.people.contact;
    const Mask clients = look_at(now, now.people.masks.clients);
    MaskMaker& m = now.scratch.masks;
    const auto gap = static_cast<int>(std::ceil(now.p.contact.min_gap));
    const Mask quiet = m.without(m.equal(contact.misses, 0), Mask{rings});
    const Mask not_lately =
        m.both(m.at_most(contact.last_held, now.week - gap), m.above(contact.next_due, now.week));
    const Mask with_caseworker = m.both(clients, m.above(contact.caseworker, no_caseworker));
    std::vector<CitizenIndex>& found = now.scratch.citizens;
    found.clear();
    m.both(with_caseworker, m.both(quiet, not_lately)).for_each([&](CitizenIndex i) {
        found.push_back(i);
    });
    sort_by_caseworker(now, found, caseworkers, list);
}

void put_in_order(std::span<Task> tasks) noexcept {
    static_assert(sizeof(Task) == sizeof(std::uint64_t) && std::is_standard_layout_v<Task>);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): a task is its number
    put_in_order(std::span(reinterpret_cast<std::uint64_t*>(tasks.data()), tasks.size()));
}

} // namespace afklar
