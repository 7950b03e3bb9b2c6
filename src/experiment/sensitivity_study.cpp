#include <afklar/experiment/sensitivity_study.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string_view>
#include <utility>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/free_parameters.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/levels.hpp>

namespace afklar {
namespace {

/// The designs that take draws of their own. A stream of a run has its draw, counted from 1, in the low 20
/// bits; streams in which they are zero belong to designs, the first to the parameter draws.
enum class Design : std::uint32_t { parameter_draws, screening, top, grades };

Draws draws_of(const ProjectionSpec& spec, Design design) {
    constexpr std::uint32_t draw_bits = 20;
    return Draws(DrawKey{spec.seed, static_cast<std::uint32_t>(design) << draw_bits, 0});
}

/// The baseline and a regime of a projection, without anything that is not asked for.
ProjectionSpec pair_of(const ProjectionSpec& spec, const std::string& regime) {
    ProjectionSpec pair = spec;
    const std::size_t baseline = baseline_of(spec);
    const std::size_t other = regime_named(spec, regime);
    if (other == baseline) {
        throw Error("regime '" + regime + "' is the baseline; it differs from itself by nothing");
    }
    pair.regimes = {spec.regimes[baseline], spec.regimes[other]};
    pair.baseline = pair.regimes.front().name;
    pair.windows.clear();
    pair.probes = false;
    return pair;
}

/// Runs batches one after the other and tells how far all of them are.
class Batches {
public:
    Batches(std::int64_t runs, const RunHooks& hooks)
        : runs_(static_cast<double>(runs)), hooks_(hooks) {
        tell(0.0);
    }

    std::vector<DrawMatrix> run(const ProjectionSpec& spec, Metric metric) {
        const double batch = static_cast<double>(spec.draws) * spec.replicates *
                             static_cast<double>(spec.regimes.size());
        RunHooks hooks;
        hooks.finished = hooks_.finished;
        hooks.stop = hooks_.stop;
        hooks.progress = [&](double share) { tell(share * batch); };
        auto levels = levels_of(spec, metric, hooks);
        if (hooks_.stop != nullptr && hooks_.stop->load()) {
            throw RunError("stopped before the end");
        }
        done_ += batch;
        return levels;
    }

private:
    void tell(double of_batch) const {
        if (hooks_.progress) {
            hooks_.progress(std::min(1.0, (done_ + of_batch) / runs_));
        }
    }

    double runs_;
    double done_ = 0.0;
    const RunHooks& hooks_;
};

/// The difference between two regimes as a function of parameters.
class Response {
public:
    Response(ProjectionSpec pair, Metric metric, Batches& batches)
        : pair_(std::move(pair)), metric_(metric), batches_(&batches) {}

    [[nodiscard]] const ProjectionSpec& spec() const { return pair_; }

    /// Point by replicate.
    DrawMatrix operator()(std::vector<Parameters> points) {
        pair_.draws = static_cast<int>(points.size());
        pair_.points = std::move(points);
        const auto levels = batches_->run(pair_, metric_);
        return difference(levels[1], levels[0]);
    }

    /// As a function of the ranks of some parameters, the others central.
    BatchModel over(const std::vector<std::size_t>& places) {
        return [this, places](const std::vector<CubePoint>& points) {
            std::vector<Parameters> parameters;
            parameters.reserve(points.size());
            for (const CubePoint& point : points) {
                parameters.push_back(parameters_at(pair_, places, point));
            }
            return (*this)(std::move(parameters));
        };
    }

    /// Along each of some parameters, all others central.
    LineModel along(const std::vector<std::size_t>& places) {
        return [this, places](const std::vector<LinePoint>& points) {
            std::vector<Parameters> parameters;
            parameters.reserve(points.size());
            for (const LinePoint& point : points) {
                parameters.push_back(parameters_at(pair_, std::span(&places[point.line], 1),
                                                   std::span(&point.rank, 1)));
            }
            return (*this)(std::move(parameters));
        };
    }

private:
    ProjectionSpec pair_;
    Metric metric_;
    Batches* batches_;
};

std::vector<ScreenedParameter> screen(Response& response, const SensitivityPlan& plan) {
    const MorrisDesign design = morris_design(plan.parameters.size(), plan.trajectories,
                                              draws_of(response.spec(), Design::screening));
    const auto effects = elementary_effects(design, response.over(plan.parameters)(design.points));
    std::vector<ScreenedParameter> screening;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        screening.push_back({plan.parameters[k], effects[k]});
    }
    std::ranges::stable_sort(screening, std::ranges::greater{}, [](const ScreenedParameter& one) {
        return one.effects.strength.value_or(-1.0);
    });
    return screening;
}

/// The parameters that are looked at further: none that moves nothing.
std::vector<std::size_t> top_of(const std::vector<ScreenedParameter>& screening, std::size_t most) {
    std::vector<std::size_t> top;
    for (const ScreenedParameter& one : screening) {
        if (top.size() < most && one.effects.strength.value_or(0.0) > 0.0) {
            top.push_back(one.place);
        }
    }
    return top;
}

VarianceDecomposition shares_of_top(Response& response, const SensitivityPlan& plan,
                                    const std::vector<std::size_t>& top) {
    if (top.empty()) {
        return {};
    }
    std::vector<std::vector<std::size_t>> sets;
    for (std::size_t k = 0; k < top.size(); ++k) {
        sets.push_back({k});
    }
    return variance_shares(
        response.over(top),
        sobol_pair(top.size(), plan.samples, draws_of(response.spec(), Design::top)), sets);
}

VarianceDecomposition shares_of_grades(Response& response, const SensitivityPlan& plan,
                                       const std::vector<ParameterGroup>& grades) {
    std::vector<std::vector<std::size_t>> sets;
    for (const ParameterGroup& grade : grades) {
        std::vector<std::size_t>& set = sets.emplace_back();
        for (const std::size_t place : grade.places) {
            const auto found = std::ranges::find(plan.parameters, place);
            set.push_back(static_cast<std::size_t>(found - plan.parameters.begin()));
        }
    }
    return variance_shares(response.over(plan.parameters),
                           hypercube_pair(plan.parameters.size(), plan.samples,
                                          draws_of(response.spec(), Design::grades)),
                           sets);
}

/// A usual projection of all regimes over parameter draws, with what is not to move held at its centre.
ProjectionSpec choice_of(const ProjectionSpec& spec, const SensitivityPlan& plan) {
    ProjectionSpec choice = spec;
    choice.draws = plan.draws;
    Parameters central = spec.parameters.central(spec.prior);
    for (const std::size_t place : free_parameters(spec)) {
        if (std::ranges::find(plan.parameters, place) == plan.parameters.end()) {
            choice.set.emplace_back(spec.parameters.parameters[place].key,
                                    value_of(central, place));
        }
    }
    choice.windows.clear();
    choice.points.clear();
    choice.probes = false;
    return choice;
}

/// The values of each parameter by draw.
std::vector<std::vector<double>> drawn_values(const ProjectionSpec& spec) {
    std::vector<std::vector<double>> values(parameter_keys().size());
    for (const StreamPlan& plan : plan_streams(spec)) {
        if (plan.replicate == 0) {
            Parameters drawn = parameters_of(spec, plan);
            for (std::size_t k = 0; k < values.size(); ++k) {
                values[k].push_back(value_of(drawn, k));
            }
        }
    }
    return values;
}

DecisionStudy study_decision(const ProjectionSpec& spec, const SensitivityPlan& plan,
                             Batches& batches) {
    const ProjectionSpec choice = choice_of(spec, plan);
    DecisionStudy result;
    result.metric = *plan.decision;
    std::vector<DrawMatrix> worth = batches.run(choice, result.metric);
    if (describe(result.metric).better == Better::lower) {
        for (DrawMatrix& levels : worth) {
            std::ranges::transform(levels.values, levels.values.begin(), std::negate<>{});
        }
    }
    result.decision = look_at(worth);
    const auto values = drawn_values(choice);
    const auto value_of_group = [&](const ParameterGroup& group) {
        std::vector<std::vector<double>> known;
        for (const std::size_t place : group.places) {
            known.push_back(values[place]);
        }
        return KnownGroup{group, value_of_knowing(worth, known)};
    };
    std::ranges::transform(groups_by_grade(spec, plan.parameters),
                           std::back_inserter(result.by_grade), value_of_group);
    std::ranges::transform(groups_by_subject(spec, plan.parameters),
                           std::back_inserter(result.by_subject), value_of_group);
    return result;
}

template <class Name>
std::vector<ParameterGroup> grouped(const ProjectionSpec& spec,
                                    const std::vector<std::size_t>& places, Name&& name_of_one) {
    std::vector<ParameterGroup> groups;
    for (const std::size_t place : places) {
        const std::string name{name_of_one(spec.parameters.parameters.at(place))};
        auto found = std::ranges::find(groups, name, &ParameterGroup::name);
        if (found == groups.end()) {
            groups.push_back({name, {}});
            found = std::prev(groups.end());
        }
        found->places.push_back(place);
    }
    return groups;
}

void require_sound(const ProjectionSpec& spec, const SensitivityPlan& plan) {
    const std::vector<Group> groups = groups_of(spec);
    const Group& group = spec.groups.empty() ? groups.front() : spec.groups.front();
    require_level(plan.metric, group);
    if (plan.decision) {
        require_level(*plan.decision, group);
        const MetricDescriptor& metric = describe(*plan.decision);
        if (metric.better == Better::neither) {
            throw Error("no decision can be about '" + std::string(metric.key) +
                        "': neither more nor less of it is better");
        }
    }
    if (plan.parameters.empty()) {
        throw Error("a study of sensitivity needs a parameter that is not held");
    }
}

} // namespace

std::vector<ParameterGroup> groups_by_grade(const ProjectionSpec& spec,
                                            const std::vector<std::size_t>& places) {
    auto groups =
        grouped(spec, places, [](const ParameterInfo& info) { return name_of(info.grade); });
    std::ranges::sort(groups, {}, &ParameterGroup::name);
    return groups;
}

std::vector<ParameterGroup> groups_by_subject(const ProjectionSpec& spec,
                                              const std::vector<std::size_t>& places) {
    return grouped(spec, places, [](const ParameterInfo& info) {
        return std::string_view(info.key).substr(0, info.key.find('.'));
    });
}

std::int64_t most_runs(const ProjectionSpec& spec, const SensitivityPlan& plan) {
    const std::size_t inputs = plan.parameters.size();
    const std::size_t top = std::min(plan.top, inputs);
    const std::size_t grades = groups_by_grade(spec, plan.parameters).size();
    const std::size_t points = 1 + plan.trajectories * (inputs + 1) + plan.samples * (top + 2) +
                               plan.samples * (grades + 2) +
                               top * (plan.tipping.places + 3 * plan.tipping.halvings);
    const std::size_t choice =
        plan.decision ? static_cast<std::size_t>(plan.draws) * spec.regimes.size() : 0;
    return static_cast<std::int64_t>(2 * points + choice) * spec.replicates;
}

SensitivityStudy study_sensitivity(const ProjectionSpec& spec, const SensitivityPlan& plan,
                                   const RunHooks& hooks) {
    require_sound(spec, plan);
    Batches batches(most_runs(spec, plan), hooks);
    Response response(pair_of(spec, plan.regime), plan.metric, batches);
    SensitivityStudy study;
    study.plan = plan;
    const DrawMatrix centre = response({spec.parameters.central(spec.prior)});
    study.at_centre = estimate(centre);
    if (!study.at_centre.mean) {
        throw RunError("metric '" + std::string(describe(plan.metric).key) +
                       "' has no value at central values: too few weeks or people for it");
    }
    study.screening = screen(response, plan);
    const auto top = top_of(study.screening, plan.top);
    study.of_top = shares_of_top(response, plan, top);
    study.tipping = tipping_points(response.along(top), top.size(), plan.tipping);
    study.grades = groups_by_grade(spec, plan.parameters);
    study.of_grades = shares_of_grades(response, plan, study.grades);
    if (plan.decision) {
        study.decision = study_decision(spec, plan, batches);
    }
    return study;
}

} // namespace afklar
