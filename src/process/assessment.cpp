#include <afklar/process/assessment.hpp>

namespace afklar {

Plan plan_for(double capacity, const WeekContext& now, CitizenIndex i) noexcept {
    const TeamParameters& p = now.p.team;
    const RuleSet& rules = now.rules(i);
    if (capacity >= p.class_job) {
        return Plan::job_directed;
    }
    if (capacity >= p.class_rehabilitation) {
        return rules.on(Provision::vocational_rehabilitation) ? Plan::vocational_rehabilitation
                                                              : Plan::job_directed;
    }
    if (capacity >= p.class_flex && capacity >= rules.number(Provision::flex_job_least_hours)) {
        return Plan::flex_job;
    }
    const double age = (now.week - now.people.who.birth_week[i]) / weeks_per_year_of_age;
    if (capacity < p.class_programme && age >= p.pension_from) {
        return Plan::disability_pension;
    }
    if (rules.on(Provision::resource_programme)) {
        return Plan::resource_programme;
    }
    return age >= p.pension_from ? Plan::disability_pension : Plan::job_directed;
}

double distance_to_border(const TeamParameters& p, double capacity) noexcept {
    double nearest = full_time_hours;
    for (const double border :
         {p.class_job, p.class_rehabilitation, p.class_flex, p.class_programme}) {
        nearest = std::min(nearest, capacity > border ? capacity - border : border - capacity);
    }
    return nearest;
}

double file_quality(const WeekContext& now, CitizenIndex i, const Caseworker* worker) noexcept {
    const Parameters& p = now.p;
    const FileColumns& file = now.people.file;
    const bool work_required = now.people.is(i, Flag::work_required);
    double parts = 0.0;
    double wanted = 2.0;
    parts += file.social_until[i] > now.week ? 1.0 : 0.0;
    parts += file.health_until[i] > now.week
                 ? (now.people.is(i, Flag::round_table) ? p.file.own_weight : 1.0)
                 : 0.0;
    if (work_required) {
        wanted += 1.0;
        parts += file.work_until[i] > now.week ? 1.0 : 0.0;
    }
    const double prepared = std::min(1.0, static_cast<double>(file.prep_hours[i]) /
                                              std::max(1e-9, preparation_needed(now, i)));
    const double documentation = worker != nullptr ? worker->documentation : 0.0;
    const double quality = parts / wanted * prepared *
                           (1.0 - p.process.quality_gain * (1.0 - documentation)) *
                           (worker != nullptr ? craft(now, *worker) : 1.0);
    return clamp_to(quality, 0.0, 1.0);
}

void ask_for_team(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i) {
    change.file.stage[i] = CaseStage::waiting_for_team;
    change.file.decision_due[i] = column_of(now.week);
    change.queues.team.join(i, now.week, change.people.is(i, Flag::by_guarantee) ? 0 : 1);
}

} // namespace afklar
