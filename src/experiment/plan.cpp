#include <afklar/experiment/plan.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <set>
#include <utility>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/schedule.hpp>
#include <afklar/experiment/stream.hpp>

#include "experiment/live_streams.hpp"

namespace afklar {

namespace {

constexpr std::size_t thirds = 3;
constexpr std::size_t fewest_in_third = 2;

/// Calls `f` with the rules of everyone: each segment, region and single selector, and of nobody special.
template <class F>
void each_rules(const RuleBook& book, F&& f) {
    for (std::size_t segment = 0; segment < book.segments(); ++segment) {
        for_each_value<Region>([&](Region region) {
            f(segment, book.resolve(segment, region, {}));
            for (std::size_t k = 0; k < book.selectors().size(); ++k) {
                f(segment, book.resolve(segment, region, SelectorMask{}.set(k)));
            }
        });
    }
}

/// When deadlines are promised, and from when on the backlog is done with.
struct Promise {
    Week from = never; ///< of the run; never: there is no guarantee
    Week settled = never;
};

Promise promise_of(const RuleBook& book, Week first_observed) {
    Promise promise;
    int phase_in = 0;
    each_rules(book, [&](std::size_t segment, const RuleSet& rules) {
        const bool observed =
            segment + 1 == book.segments() || book.start_of(segment + 1) > first_observed;
        if (observed && rules.whole(Provision::guarantee) > 0) {
            promise.from = std::min(promise.from, std::max(first_observed, book.start_of(segment)));
            phase_in = std::max(phase_in, rules.whole(Provision::guarantee_phase_in));
        }
    });
    if (promise.from != never) {
        promise.settled = promise.from + phase_in;
    }
    return promise;
}

/// Staff and slots as factors on the usual ones.
struct Factors {
    double staff = 1.0;
    double slots = 1.0;
};

/// What a regime has anyway in a week: the greatest of all regions.
Factors own_factors(const RuleBook& book, Week week) {
    Factors own{0.0, 0.0};
    each_rules(book, [&](std::size_t segment, const RuleSet& rules) {
        if (segment == book.segment_of(week)) {
            own.staff = std::max(own.staff, 1.0 + rules.number(Provision::allowance_change));
            own.slots = std::max(own.slots, rules.number(Provision::team_slots_factor));
        }
    });
    return own;
}

/// The factors of a plan as a reform that sets only what differs from the regime's own.
Reform reform_of(const std::string& name, const Factors& factors, const Factors& own) {
    Reform reform;
    reform.name = name;
    reform.title = "More staff and team slots";
    reform.source = "assumption: the plan that is tried";
    const auto set = [&](Provision provision, double value) {
        Setting setting;
        setting.provision = provision;
        setting.value = value;
        setting.source = reform.source;
        reform.settings.push_back(std::move(setting));
    };
    if (factors.staff != own.staff) {
        set(Provision::allowance_change, factors.staff - 1.0);
    }
    if (factors.slots != own.slots) {
        set(Provision::team_slots_factor, factors.slots);
    }
    return reform;
}

/// A policy with reforms that hold where it says otherwise.
Policy with_plan(Policy policy, const std::vector<Reform>& plans) {
    std::vector<std::string> holds = policy.holds();
    for (const Reform& plan : plans) {
        holds.push_back(plan.name);
        policy = std::move(policy) + plan;
    }
    return policy.holding(std::move(holds));
}

void check(const PlanQuestion& question) {
    const auto require = [](bool sound, const char* what) {
        if (!sound) {
            throw Error(what);
        }
    };
    require(question.share >= 0.0 && question.share <= 1.0,
            "the share of deadlines to be kept must be from 0 to 1");
    require(!question.slots.empty() && question.slots.front() == 1.0 &&
                std::ranges::is_sorted(question.slots),
            "the factors on team slots must begin with 1 and go up");
    require(question.staff_step > 0.0 && question.most_staff >= 1.0,
            "the factors on staff must go from 1 up in steps above 0");
}

/// The search for one plan.
class Search {
public:
    Search(const ProjectionSpec& spec, const PlanQuestion& question, const PlanHooks& hooks)
        : spec_(spec), question_(question), hooks_(hooks), frame_(frame_of(spec)) {
        check(question);
        const RuleBook& book = frame_.books[question.regime];
        const Promise promise = promise_of(book, spec.burn_in.value);
        const std::string& name = spec.regimes[question.regime].name;
        if (promise.from == never) {
            throw Error("the regime '" + name + "' has no clarification guarantee");
        }
        from_ = promise.settled;
        to_ = spec.burn_in.value + spec.horizon.value - 1;
        if (from_ >= to_) {
            throw Error("no deadline of the regime '" + name +
                        "' can be judged: its phase-in ends in observed week " +
                        std::to_string(from_ - spec.burn_in.value) + ", and the scenario has " +
                        std::to_string(spec.horizon.value) + " weeks");
        }
        own_ = own_factors(book, from_);
        // NOLINTNEXTLINE(bugprone-incorrect-roundings): positive, and without a call of libm
        top_ = static_cast<int>((question.most_staff - 1.0) / question.staff_step + 0.5);
        for (const StreamPlan& plan : plan_streams(spec)) {
            if (plan.kind == StreamKind::projection) {
                streams_.push_back(plan);
            }
        }
        plan_.question = question;
        plan_.regime = name;
        plan_.from = from_ - spec.burn_in.value;
        plan_.to = to_ - spec.burn_in.value;
        for (SizeClass& size : size_classes(frame_.centres)) {
            class_of_.resize(frame_.centres.size());
            for (const std::size_t centre : size.centres) {
                class_of_[centre] = plan_.classes.size();
            }
            plan_.classes.emplace_back().size = std::move(size);
        }
    }

    std::optional<GuaranteePlan> find() {
        if (!look_for_frontiers()) {
            return std::nullopt;
        }
        for (ClassPlan& one : plan_.classes) {
            choose(one);
        }
        if (!look_for_ranges() || !compare()) {
            return std::nullopt;
        }
        return std::move(plan_);
    }

private:
    using Bound = std::optional<double> Estimate::*;

    // Shares of the progress, about: the frontiers, the ranges, the comparison.
    static constexpr double after_frontiers = 0.75;
    static constexpr double after_ranges = 0.9;

    /// What is known of the least staff: the answer, the next step to try, or neither when not even the
    /// most reaches the share.
    struct Known {
        std::optional<int> least{};
        std::optional<int> next{};
    };

    /// Looks for the smallest step from which on all steps tried reach the share with a bound of it.
    Known look_up(std::size_t size_class, std::size_t slots, Bound bound) const {
        std::optional<int> reached;
        int below = -1;
        for (auto at = plan_.trials.lower_bound({size_class, slots, 0});
             at != plan_.trials.end() && at->first.size_class == size_class &&
             at->first.slots == slots;
             ++at) {
            const auto& value = at->second.share.*bound;
            if (value && *value >= question_.share) {
                reached = reached ? reached : at->first.step;
            } else {
                reached.reset();
                below = at->first.step;
            }
        }
        if (!plan_.trials.contains({size_class, slots, 0})) {
            return {std::nullopt, 0};
        }
        if (!plan_.trials.contains({size_class, slots, top_})) {
            return {std::nullopt, top_};
        }
        if (!reached) {
            return {};
        }
        if (*reached - below <= 1) {
            return {reached, std::nullopt};
        }
        return {std::nullopt, below + (*reached - below) / 2};
    }

    bool look_for_frontiers() {
        for (int round = 0;; ++round) {
            std::set<Trial> wanted;
            for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
                for (std::size_t s = 0; s < question_.slots.size(); ++s) {
                    if (round == 0) {
                        wanted.insert({c, s, 0});
                        wanted.insert({c, s, top_});
                    } else if (const auto next = look_up(c, s, &Estimate::mean).next) {
                        wanted.insert({c, s, *next});
                    }
                }
            }
            if (wanted.empty()) {
                return true;
            }
            if (!try_all(wanted, expected(round, after_frontiers, 0.0))) {
                return false;
            }
        }
    }

    /// Fills a range of least staff as far as it is known, and adds what is to be tried to know it.
    void ask(std::optional<StaffRange>& range, std::size_t size_class,
             const std::array<Bound, 3>& low_middle_high, std::set<Trial>& wanted) const {
        const Trial& best = plan_.classes[size_class].best;
        if (!(plan_.outcome(best).share.*low_middle_high[0])) {
            return;
        }
        range = StaffRange{};
        const auto fill = [&](std::optional<int>& step, Bound bound) {
            const Known known = look_up(size_class, best.slots, bound);
            step = known.least;
            if (known.next) {
                wanted.insert({size_class, best.slots, *known.next});
            }
        };
        fill(range->low, low_middle_high[0]);
        fill(range->middle, low_middle_high[1]);
        fill(range->high, low_middle_high[2]);
    }

    bool look_for_ranges() {
        for (int round = 0;; ++round) {
            std::set<Trial> wanted;
            for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
                ClassPlan& one = plan_.classes[c];
                ask(one.simulation_error, c,
                    {&Estimate::ci_high, &Estimate::mean, &Estimate::ci_low}, wanted);
                ask(one.unknown, c, {&Estimate::q95, &Estimate::q50, &Estimate::q05}, wanted);
            }
            if (wanted.empty()) {
                return true;
            }
            if (!try_all(wanted, expected(round, after_ranges, after_frontiers))) {
                return false;
            }
        }
    }

    /// Stretch of the progress bar.
    struct Stretch {
        double from = 0.0;
        double to = 1.0;
    };
    /// Rounds come one after the other, nobody knows how many: about seven of them.
    [[nodiscard]] static Stretch expected(int round, double end, double start) noexcept {
        constexpr int rounds = 7;
        const double each = (end - start) / rounds;
        const int at = std::min(round, rounds - 1);
        return {start + each * at, start + each * (at + 1)};
    }

    [[nodiscard]] Factors factors_of(const Trial& trial) const {
        return {own_.staff * plan_.staff(trial.step), own_.slots * question_.slots[trial.slots]};
    }

    /// Runs the wanted trials in every stream. False: stopped.
    bool try_all(const std::set<Trial>& wanted, const Stretch& bar) {
        const PolicyWeeks weeks{frame_.origin, spec_.burn_in.value + spec_.horizon.value,
                                spec_.burn_in.value};
        std::map<Trial, RuleBook> books;
        std::map<Trial, TrialOutcome> outcomes;
        for (const Trial& trial : wanted) {
            books.emplace(trial, RuleBook(with_plan(spec_.regimes[question_.regime].policy,
                                                    {reform_of("plan", factors_of(trial), own_)}),
                                          weeks));
            outcomes[trial].by_stream.resize(streams_.size());
        }
        using Counts = std::map<Trial, DeadlineCounts>;
        const auto add = [&](std::size_t stream, const Counts& counts) {
            for (const auto& [trial, count] : counts) {
                outcomes[trial].by_stream[stream] += count;
            }
        };
        const auto progress = stretched(bar);
        if (!detail::live_streams<Counts>(
                {spec_, frame_, streams_, progress, hooks_.stop},
                [&](const StreamWorld& world, std::size_t centre, Counts& counts) {
                    live(world, centre, books, counts);
                },
                add)) {
            return false;
        }
        for (auto& [trial, outcome] : outcomes) {
            outcome.share = share_in_time(outcome.by_stream);
            plan_.trials.emplace(trial, std::move(outcome));
        }
        return true;
    }

    /// Tells the progress of one part of the search as that of the whole.
    [[nodiscard]] std::function<void(double)> stretched(const Stretch& bar) const {
        if (!hooks_.progress) {
            return {};
        }
        return
            [this, bar](double share) { hooks_.progress(bar.from + (bar.to - bar.from) * share); };
    }

    /// Share of the deadlines kept, over streams.
    [[nodiscard]] Estimate share_in_time(const std::vector<DeadlineCounts>& by_stream) const {
        return over_streams(
            by_stream,
            [](const DeadlineCounts& c, auto) {
                return c.due == 0 ? std::numeric_limits<double>::quiet_NaN()
                                  : static_cast<double>(c.in_time) / static_cast<double>(c.due);
            },
            range_of_shares);
    }

    /// Lives one centre of a stream under every trial of its class.
    void live(const StreamWorld& world, std::size_t centre, const std::map<Trial, RuleBook>& books,
              std::map<Trial, DeadlineCounts>& counts) const {
        const auto first = books.lower_bound({class_of_[centre], 0, 0});
        const auto last = books.lower_bound({class_of_[centre] + 1, 0, 0});
        if (first == last) {
            return;
        }
        const JobCentre start = burnt_in_centre(spec_, frame_, world, centre);
        SharedLuck shared;
        for (auto at = first; at != last; ++at) {
            CentreRun run(world, start, at->second, world.burn_in, {.shared = &shared});
            DeadlineWatch watch(run.centre().citizens, from_, to_);
            const Week end = world.burn_in + world.horizon;
            for (Week week = world.burn_in; week < end; ++week) {
                watch.begin_week(week);
                run.step(watch);
            }
            run.finish(watch);
            if (!run.world().audit.holds()) {
                throw RunError("a balance is broken in job centre " +
                               std::to_string(run.centre().number) +
                               " under a plan: " + broken(run.world().audit));
            }
            counts[at->first] += watch.counts();
        }
    }

    /// Summarises one number a stream.
    template <class F>
    [[nodiscard]] Estimate over_streams(const std::vector<DeadlineCounts>& counts, F&& f,
                                        const ValueRange& possible = {}) const {
        DrawMatrix matrix(spec_.draws, spec_.replicates);
        for (std::size_t k = 0; k < streams_.size(); ++k) {
            matrix.at(streams_[k].draw, streams_[k].replicate) = f(counts[k], k);
        }
        return estimate(matrix, possible);
    }

    /// Extra capacity of a trial beside nothing extra.
    [[nodiscard]] ExtraCapacity extra_of(const Trial& trial) const {
        const auto& with = plan_.outcome(trial).by_stream;
        const auto& without = plan_.outcome({trial.size_class, 0, 0}).by_stream;
        const double weeks = to_ - from_;
        const auto positions = [&](const DeadlineCounts& c, std::size_t k) {
            return static_cast<double>(c.position_weeks - without[k].position_weeks) / weeks;
        };
        const auto slots = [&](const DeadlineCounts& c, std::size_t k) {
            return static_cast<double>(c.team_slots - without[k].team_slots) / weeks;
        };
        return {over_streams(with, positions), over_streams(with, slots),
                over_streams(with, [&](const DeadlineCounts& c, std::size_t k) {
                    const CostParameters cost = parameters_of(spec_, streams_[k]).cost;
                    return positions(c, k) * cost.caseworker_year / weeks_per_year +
                           slots(c, k) * cost.team_case;
                })};
    }

    /// The frontier of a class, and the cheapest plan on it.
    void choose(ClassPlan& one) {
        const auto c = static_cast<std::size_t>(&one - plan_.classes.data());
        for (std::size_t s = 0; s < question_.slots.size(); ++s) {
            FrontierPoint point{s, look_up(c, s, &Estimate::mean).least, {}, {}};
            point.shown = {c, s, point.step.value_or(top_)};
            point.extra = extra_of(point.shown);
            const auto cost = [](const FrontierPoint& p) { return p.extra.kroner.mean; };
            if (point.step && (!one.cheapest || cost(point) < cost(one.frontier[*one.cheapest]))) {
                one.cheapest = s;
            }
            one.frontier.push_back(point);
        }
        if (one.cheapest) {
            one.best = one.frontier[*one.cheapest].shown;
        } else {
            one.best = largest_share(c);
        }
    }

    [[nodiscard]] Trial largest_share(std::size_t size_class) const {
        Trial best{size_class, 0, 0};
        for (const auto& [trial, outcome] : plan_.trials) {
            if (trial.size_class == size_class &&
                outcome.share.mean > plan_.outcome(best).share.mean) {
                best = trial;
            }
        }
        return best;
    }

    /// Whether more staff ever kept too little though less kept enough.
    [[nodiscard]] bool uneven(std::size_t size_class) const {
        std::map<std::size_t, bool> reached; // by slots
        bool found = false;
        for (const auto& [trial, outcome] : plan_.trials) {
            if (trial.size_class == size_class) {
                const bool enough = outcome.share.mean && *outcome.share.mean >= question_.share;
                found = found || (reached[trial.slots] && !enough);
                reached[trial.slots] = reached[trial.slots] || enough;
            }
        }
        return found;
    }

    /// What is planned, as reforms of the classes that a plan was found for.
    std::vector<Reform> reforms_of_plans() {
        std::vector<Reform> reforms;
        for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
            ClassPlan& one = plan_.classes[c];
            one.uneven = uneven(c);
            if (one.cheapest && (one.best.step > 0 || one.best.slots > 0)) {
                Reform reform = reform_of("plan for " + one.size.name, factors_of(one.best), own_);
                reform.where = Selector{};
                reform.where->job_centres = one.size.numbers;
                reform.where_name = one.size.name;
                reforms.push_back(std::move(reform));
            }
        }
        return reforms;
    }

    /// The projection of the baseline, the regime, and the regime with plans, for everyone.
    [[nodiscard]] ProjectionSpec comparison_of(const std::vector<Reform>& plans) const {
        ProjectionSpec spec = spec_;
        const NamedPolicy& guarantee = spec_.regimes[question_.regime];
        spec.regimes = {guarantee, {plan_.with_plan, with_plan(guarantee.policy, plans)}};
        if (frame_.baseline != question_.regime) {
            spec.regimes.insert(spec.regimes.begin(), spec_.regimes[frame_.baseline]);
        }
        spec.baseline = spec.regimes.front().name;
        spec.probes = false;
        spec.windows = {{"judged", plan_.from, plan_.to}};
        spec.groups = groups();
        return spec;
    }

    /// Runs that projection. False: stopped.
    bool compare() {
        const std::vector<Reform> plans = reforms_of_plans();
        if (plans.empty()) {
            return true;
        }
        plan_.with_plan = spec_.regimes[question_.regime].name + " with the plan";
        auto spec = std::make_shared<const ProjectionSpec>(comparison_of(plans));
        const auto journal = std::make_shared<Journal>(shape_of(*spec));
        RunHooks hooks;
        hooks.finished = [&](Finished&& finished) { journal->append(finished); };
        hooks.progress = stretched({after_ranges, 1.0});
        hooks.stop = hooks_.stop;
        run_tasks(*spec, hooks);
        if (hooks_.stop != nullptr && hooks_.stop->load()) {
            return false;
        }
        plan_.comparison = std::make_shared<const Result>(std::move(spec), journal);
        return true;
    }

    /// Who may wait instead: each class, and groups of people over all classes.
    [[nodiscard]] std::vector<Group> groups() const {
        std::vector<Group> groups{{"all", Selector{}}};
        for (const ClassPlan& one : plan_.classes) {
            if (plan_.classes.size() > 1) {
                Selector here;
                here.job_centres = one.size.numbers;
                groups.push_back({one.size.name, here});
            }
        }
        const int guarantee =
            static_cast<int>(frame_.books[question_.regime].greatest(Provision::guarantee));
        const int lead =
            static_cast<int>(spec_.parameters.central(spec_.prior).guarantee.lead_weeks);
        // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): from, to
        const auto of = [](TargetGroup group, int from, int to) {
            Selector who;
            who.target_groups = static_cast<std::uint8_t>(1U << index_of(group));
            who.weeks_from = from;
            who.weeks_to = to;
            return who;
        };
        constexpr int end = Selector::no_limit;
        const int near = std::max(0, guarantee - lead);
        if (near > 0) {
            groups.push_back(
                {"activity-ready, deadline far", of(TargetGroup::activity_ready, 0, near)});
        }
        groups.push_back(
            {"activity-ready, deadline near", of(TargetGroup::activity_ready, near, guarantee)});
        groups.push_back(
            {"activity-ready, deadline past", of(TargetGroup::activity_ready, guarantee, end)});
        groups.push_back({"job-ready", of(TargetGroup::job_ready, 0, end)});
        groups.push_back({"sickness benefit", of(TargetGroup::sickness_benefit, 0, end)});
        return groups;
    }

    const ProjectionSpec& spec_;
    const PlanQuestion question_;
    const PlanHooks& hooks_;
    ProjectionFrame frame_;
    std::vector<StreamPlan> streams_; ///< those of the projection
    std::vector<std::size_t> class_of_;
    Week from_ = 0; ///< of the run
    Week to_ = 0;
    Factors own_;
    int top_ = 0;
    GuaranteePlan plan_;
};

} // namespace

std::optional<std::size_t> guaranteeing_regime(const ProjectionSpec& spec) {
    const PolicyWeeks weeks{spec.start - std::chrono::days{7} * spec.burn_in.value,
                            spec.burn_in.value + spec.horizon.value, spec.burn_in.value};
    for (std::size_t k = 0; k < spec.regimes.size(); ++k) {
        if (promise_of(RuleBook(spec.regimes[k].policy, weeks), spec.burn_in.value).from != never) {
            return k;
        }
    }
    return std::nullopt;
}

std::vector<SizeClass> size_classes(const std::vector<CentrePlan>& centres) {
    std::vector<std::size_t> order(centres.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t c) { return centres[c].size(); });
    const std::size_t parts = centres.size() < thirds * fewest_in_third ? 1 : thirds;
    constexpr std::array<std::string_view, thirds> names{"small", "middle", "large"};
    std::vector<SizeClass> classes;
    for (std::size_t k = 0; k < parts; ++k) {
        SizeClass one;
        one.name = parts == 1 ? "all" : names[k];
        for (std::size_t at = order.size() * k / parts; at < order.size() * (k + 1) / parts; ++at) {
            one.centres.push_back(order[at]);
            one.numbers.push_back(centres[order[at]].number);
        }
        one.from = centres[one.centres.front()].size();
        one.to = centres[one.centres.back()].size();
        std::ranges::sort(one.centres);
        std::ranges::sort(one.numbers);
        classes.push_back(std::move(one));
    }
    return classes;
}

std::optional<GuaranteePlan> plan_guarantee(const ProjectionSpec& spec,
                                            const PlanQuestion& question, const PlanHooks& hooks) {
    if (question.regime >= spec.regimes.size()) {
        throw Error("there is no regime number " + std::to_string(question.regime));
    }
    return Search(spec, question, hooks).find();
}

} // namespace afklar
