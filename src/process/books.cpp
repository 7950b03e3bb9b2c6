#include <afklar/process/books.hpp>

namespace afklar {

EnumArray<Status, std::int64_t> benefit_of_status(const CostParameters& p) noexcept {
    EnumArray<Status, std::int64_t> ore{};
    ore[Status::on_benefit] = kroner(p.assistance_week).ore;
    ore[Status::education] = kroner(p.education_week).ore;
    ore[Status::vocational_rehabilitation] = kroner(p.rehabilitation_benefit_week).ore;
    ore[Status::resource_programme] = kroner(p.programme_benefit_week).ore;
    ore[Status::development_flex_job] = kroner(p.devflex_week).ore;
    ore[Status::flex_job] = kroner(p.flex_week).ore;
    ore[Status::flex_job_waiting] = kroner(p.waiting_week).ore;
    ore[Status::job_clarification] = kroner(p.job_clarification_week).ore;
    ore[Status::disability_pension] = kroner(p.pension_week).ore;
    return ore;
}

} // namespace afklar
