#pragma once
/// Made-up projections for tests of what comes after the simulation: tallies of small known numbers.

#include <cstdint>
#include <memory>
#include <string>

#include <afklar/core/calendar.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/journal.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/result.hpp>

namespace afklar::made_up {

/// How many runs of each regime.
struct Size {
    int draws = 1;
    int replicates = 1;
};

/// Two regimes of the same rules, 60 weeks, one person; every parameter fixed at 1.
inline ProjectionSpec spec(const Size& size) {
    ProjectionSpec result;
    result.population.source = Microdata{{Person{}}, true, "id\n1\n"};
    for (const std::string_view key : parameter_keys()) {
        ParameterInfo info;
        info.key = key;
        info.prior.value = info.prior.low = info.prior.high = 1.0;
        info.sceptic = info.advocate = info.evidence_blind = 1.0;
        result.parameters.parameters.push_back(info);
    }
    Regime rules;
    rules.name = "rules";
    for (const ProvisionDescriptor& provision : provisions()) {
        rules.settings.push_back({provision.provision, provision.neutral, "assumption", {}});
    }
    result.regimes = {{"full", rules}, {"reform", rules}};
    result.start = monday(2020, 1, 6);
    result.horizon = Weeks{60};
    result.draws = size.draws;
    result.replicates = size.replicates;
    result.seed = 2020;
    result.windows = {{"after", 30, 60}};
    return result;
}

/// A finished run: 100 people present, 80 on benefit; `assessed` of 50 past a year are assessed.
inline Finished finished(const ProjectionSpec& spec, std::size_t regime, const StreamPlan& plan,
                         std::int64_t assessed) {
    const std::size_t groups = groups_of(spec).size();
    Finished result{plan, regime, Tally(spec.horizon.value, groups), {}, 6000};
    for (Week week = 0; week < spec.horizon.value; ++week) {
        for (std::size_t group = 0; group < groups; ++group) {
            const auto set = [&](Count count, std::int64_t value) {
                result.tally.at(week, group, count) = value;
            };
            set(Count::present, 100);
            set(Count::on_benefit, 80);
            set(Count::activity_ready_on_benefit, 70);
            set(Count::past_52, 50);
            set(Count::past_52_unassessed, 50 - assessed);
            set(Count::held, week % 2 == 0 ? 16 : 0);
            set(Count::in_job, 15);
            set(Count::in_education, 5);
            set(Count::cost_benefits, 100 * 300'000);
            set(Count::cost_staff, 100 * 50'000 + 100 * 1'000 * assessed);
            set(Count::assessed, assessed);
            set(Count::has_caseworker, 80);
            set(Count::positions_filled, 2);
            set(Count::caseload_sum, 80);
        }
    }
    for (std::size_t group = 0; group < groups; ++group) {
        DurationCounts& durations = result.tally.durations(group);
        durations.add(Target::assessment, Clock::entrants, Stop::reached, 10, 30 + assessed);
        durations.add(Target::assessment, Clock::entrants, Stop::job, 20, 10);
        durations.add(Target::assessment, Clock::entrants, Stop::censored, 60, 60 - assessed);
    }
    result.audit.citizens_start = result.audit.citizens_end = 100;
    return result;
}

/// Number assessed in a run: by draw and replicate, and two more under the second regime.
inline std::int64_t assessed_in(const StreamPlan& plan, std::size_t regime, std::int64_t more) {
    return 5 + plan.draw % 7 + 2 * plan.replicate + (regime == 0 ? 0 : more);
}

/// The whole projection, with a second regime under which `more` are assessed. Without judgement a
/// quarter of the extra is left, evidence-blind a half.
inline std::shared_ptr<Journal> journal(const ProjectionSpec& spec, std::int64_t more) {
    auto result = std::make_shared<Journal>(shape_of(spec));
    for (const StreamPlan& plan : plan_streams(spec)) {
        const std::int64_t left = plan.kind == StreamKind::probe_without_judgement ? more / 4
                                  : plan.kind == StreamKind::evidence_blind        ? more / 2
                                                                                   : more;
        for (std::size_t regime = 0; regime < spec.regimes.size(); ++regime) {
            result->append(finished(spec, regime, plan, assessed_in(plan, regime, left)));
        }
    }
    return result;
}

inline Result result(const ProjectionSpec& spec, std::int64_t more) {
    return {std::make_shared<const ProjectionSpec>(spec), journal(spec, more)};
}

} // namespace afklar::made_up
