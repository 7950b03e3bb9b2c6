#include <afklar/experiment/twins.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/process/moves.hpp>

#include "experiment/live_streams.hpp"

namespace afklar {

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): from when, how long
CourseBook::CourseBook(const Citizens& people, Week first_observed, Week weeks)
    : first_observed_(first_observed), horizon_(weeks) {
    marks_.reserve(static_cast<std::size_t>(weeks));
    lengthen(people.addresses());
    for_each_citizen(people.masks.present,
                     [&](CitizenIndex i) { people_[people.who.address[i]].was_there = true; });
}

void CourseBook::lengthen(std::size_t addresses) {
    Person nobody;
    nobody.outcomes[TwinOutcome::first_assessed] = static_cast<std::int16_t>(horizon_);
    people_.resize(addresses, nobody);
}

void CourseBook::end_week(const Citizens& people, Week week) {
    lengthen(people.addresses());
    auto& row = marks_.emplace_back(people.addresses());
    for_each_citizen(people.masks.present, [&](CitizenIndex i) {
        const CitizenAddress who = people.who.address[i];
        const ContactColumns& contact = people.contact;
        row[who] = {people.place.status[i],  people.file.stage[i], people.file.plan[i],
                    contact.caseworker[i],   contact.last_held[i], contact.sanction_until[i],
                    contact.stopped_until[i]};
        Person& person = people_[who];
        person.was_there = true;
        auto& outcomes = person.outcomes;
        const bool assessed = people.is(i, Flag::assessed);
        if (assessed && !person.assessed) {
            person.assessed = true;
            outcomes[TwinOutcome::first_assessed] =
                static_cast<std::int16_t>(week - first_observed_);
        }
        const Status status = people.place.status[i];
        if (status == Status::job || status == Status::education) {
            ++outcomes[TwinOutcome::weeks_job_education];
        }
        if (!people.client(i)) {
            return;
        }
        if (people.cash_client(i) && !assessed) {
            ++outcomes[TwinOutcome::weeks_unassessed];
        }
        if (contact.sanction_until[i] > week || contact.stopped_until[i] > week) {
            ++outcomes[TwinOutcome::weeks_sanctioned];
        }
        const Week since = std::max(contact.last_held[i], people.place.status_since[i]);
        auto& longest = outcomes[TwinOutcome::longest_silence];
        longest = static_cast<std::int16_t>(std::max<Week>(longest, week - since));
    });
}

TwinCounts& TwinCounts::operator+=(const TwinCounts& other) {
    people += other.people;
    for_each_value<TwinOutcome>([&](TwinOutcome o) {
        outcomes[o].better += other.outcomes[o].better;
        outcomes[o].worse += other.outcomes[o].worse;
        outcomes[o].same += other.outcomes[o].same;
    });
    parted.resize(std::max(parted.size(), other.parted.size()), 0);
    for (std::size_t week = 0; week < other.parted.size(); ++week) {
        parted[week] += other.parted[week];
    }
    return *this;
}

std::int64_t TwinCounts::parted_ever() const noexcept {
    return std::accumulate(parted.begin(), parted.end(), std::int64_t{0});
}

namespace {

/// Counts on which side of the baseline one person's outcomes are.
void count_outcomes(TwinCounts& counts, CitizenAddress who, const CourseBook& baseline,
                    const CourseBook& other) {
    for_each_value<TwinOutcome>([&](TwinOutcome o) {
        const int gain = better_of(o) == Better::higher
                             ? other.outcome(who, o) - baseline.outcome(who, o)
                             : baseline.outcome(who, o) - other.outcome(who, o);
        BetterWorse& into = counts.outcomes[o];
        ++(gain > 0 ? into.better : gain < 0 ? into.worse : into.same);
    });
}

/// The first week, from 0, at whose end one person's courses differ; the number of weeks if none.
Week first_parted(CitizenAddress who, const CourseBook& baseline, const CourseBook& other) {
    Week week = 0;
    while (week < baseline.weeks() && baseline.mark(who, week) == other.mark(who, week)) {
        ++week;
    }
    return week;
}

} // namespace

TwinCounts compare(const CourseBook& baseline, const CourseBook& other) {
    TwinCounts counts;
    counts.parted.assign(static_cast<std::size_t>(baseline.weeks()), 0);
    const std::size_t addresses = std::min(baseline.addresses(), other.addresses());
    for (std::size_t a = 0; a < addresses; ++a) {
        const auto who = static_cast<CitizenAddress>(a);
        if (!baseline.was_there(who) || !other.was_there(who)) {
            continue;
        }
        ++counts.people;
        count_outcomes(counts, who, baseline, other);
        if (const Week parted = first_parted(who, baseline, other); parted < baseline.weeks()) {
            ++counts.parted[static_cast<std::size_t>(parted)];
        }
    }
    return counts;
}

std::optional<CitizenAddress> remove_one(JobCentre& centre, Week week) {
    std::vector<CitizenIndex> clients;
    for_each_citizen(centre.citizens.masks.clients, [&](CitizenIndex i) { clients.push_back(i); });
    if (clients.empty()) {
        return std::nullopt;
    }
    const CitizenIndex one = clients[clients.size() / 2];
    leave(moves_in(centre), one, LeftCause::moved, week);
    return centre.citizens.who.address[one];
}

namespace {

/// The streams that are followed: by replicate, then by draw, up to the most.
std::vector<StreamPlan> streams_to_follow(const ProjectionSpec& spec) {
    std::vector<StreamPlan> streams = plan_streams(spec);
    std::erase_if(streams, [](const StreamPlan& s) { return s.kind != StreamKind::projection; });
    std::ranges::stable_sort(streams, {}, &StreamPlan::replicate);
    streams.resize(std::min(streams.size(), most_twin_streams));
    return streams;
}

/// One life of a job centre.
struct Life {
    const ProjectionSpec& spec;
    const StreamWorld& world;
    const JobCentre& start;
    SharedLuck& shared;

    [[nodiscard]] CourseBook under(const RuleBook& rules, bool one_fewer) const {
        JobCentre centre = start;
        if (one_fewer) {
            remove_one(centre, world.burn_in);
        }
        CentreRun run(world, std::move(centre), rules, world.burn_in, {.shared = &shared});
        CourseBook courses(run.centre().citizens, world.burn_in, world.horizon);
        Blind blind;
        for (Week k = 0; k < world.horizon; ++k) {
            run.step(blind);
            courses.end_week(run.centre().citizens, world.burn_in + k);
        }
        run.finish(blind);
        if (!run.world().audit.holds()) {
            throw RunError("a balance is broken in job centre " +
                           std::to_string(run.centre().number) +
                           " while twins are followed: " + broken(run.world().audit));
        }
        return courses;
    }
};

/// Regimes but the baseline.
std::vector<std::size_t> others_of(const ProjectionSpec& spec, const ProjectionFrame& frame) {
    std::vector<std::size_t> others(spec.regimes.size());
    std::iota(others.begin(), others.end(), std::size_t{0});
    std::erase(others, frame.baseline);
    return others;
}

/// Twins of whom nothing is known yet: an arm for each of the others, and one for the null change.
Twins begin_twins(const ProjectionSpec& spec, const ProjectionFrame& frame,
                  const std::vector<std::size_t>& others) {
    Twins twins;
    twins.baseline = spec.regimes[frame.baseline].name;
    twins.weeks = spec.horizon.value;
    twins.draws = spec.draws;
    twins.replicates = spec.replicates;
    twins.streams = streams_to_follow(spec);
    for (const std::size_t r : others) {
        twins.arms.push_back({spec.regimes[r].name, {}});
    }
    twins.arms.push_back({});
    for (TwinArm& arm : twins.arms) {
        arm.by_stream.resize(twins.streams.size());
    }
    return twins;
}

/// Adds, arm by arm, what comes of one job centre.
void follow_centre(const Life& life, const ProjectionFrame& frame,
                   const std::vector<std::size_t>& others, std::vector<TwinCounts>& counts) {
    const RuleBook& rules = frame.books[frame.baseline];
    const CourseBook baseline = life.under(rules, false);
    for (std::size_t o = 0; o < others.size(); ++o) {
        counts[o] += compare(baseline, life.under(frame.books[others[o]], false));
    }
    counts.back() += compare(baseline, life.under(rules, true));
}

} // namespace

std::optional<Twins> follow_twins(const ProjectionSpec& spec, const TwinHooks& hooks) {
    const ProjectionFrame frame = frame_of(spec);
    const std::vector<std::size_t> others = others_of(spec, frame);
    Twins twins = begin_twins(spec, frame, others);
    const auto live = [&](const StreamWorld& world, std::size_t centre,
                          std::vector<TwinCounts>& counts) {
        counts.resize(twins.arms.size());
        const JobCentre start = burnt_in_centre(spec, frame, world, centre);
        SharedLuck shared;
        follow_centre({spec, world, start, shared}, frame, others, counts);
    };
    const auto add = [&](std::size_t stream, const std::vector<TwinCounts>& counts) {
        for (std::size_t a = 0; a < counts.size(); ++a) {
            twins.arms[a].by_stream[stream] += counts[a];
        }
    };
    if (!detail::live_streams<std::vector<TwinCounts>>(
            {spec, frame, twins.streams, hooks.progress, hooks.stop}, live, add)) {
        return std::nullopt;
    }
    return twins;
}

DrawMatrix shares(const Twins& twins, const TwinArm& arm, TwinShare share, TwinOutcome outcome) {
    DrawMatrix matrix(twins.draws, twins.replicates);
    for (std::size_t s = 0; s < twins.streams.size(); ++s) {
        const TwinCounts& counts = arm.by_stream[s];
        const BetterWorse& of = counts.outcomes[outcome];
        const std::int64_t number = share == TwinShare::better  ? of.better
                                    : share == TwinShare::worse ? of.worse
                                    : share == TwinShare::same  ? of.same
                                                                : counts.parted_ever();
        if (counts.people > 0) {
            matrix.at(twins.streams[s].draw, twins.streams[s].replicate) =
                static_cast<double>(number) / static_cast<double>(counts.people);
        }
    }
    return matrix;
}

std::optional<int> week_parted(const TwinArm& arm, double share) {
    TwinCounts sum;
    for (const TwinCounts& one : arm.by_stream) {
        sum += one;
    }
    const auto all = static_cast<double>(sum.parted_ever());
    std::int64_t so_far = 0;
    for (std::size_t week = 0; week < sum.parted.size(); ++week) {
        so_far += sum.parted[week];
        if (so_far > 0 && static_cast<double>(so_far) >= share * all) {
            return static_cast<int>(week);
        }
    }
    return std::nullopt;
}

} // namespace afklar
