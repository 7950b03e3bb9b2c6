#include <afklar/report/plan.hpp>

#include "report/text.hpp"

namespace afklar {
namespace {

using detail::ten_digits;

/// One kind of records: what they are about.
struct Subject {
    std::string_view part;
    std::string_view size;
    std::string_view group{};
    std::optional<double> slots{};
    std::optional<double> staff{};
};

/// What is said of it.
struct Measure {
    std::string_view name;
    std::string_view unit;
};

void record(const TextSink& to, const Subject& about, const Measure& what, const Estimate& e) {
    std::string line;
    line += csv_field(about.part);
    for (const std::string& field :
         {csv_field(about.size), csv_field(about.group), ten_digits(about.slots),
          ten_digits(about.staff), csv_field(what.name), csv_field(what.unit), ten_digits(e.mean),
          ten_digits(e.ci_low), ten_digits(e.ci_high), ten_digits(e.q05), ten_digits(e.q50),
          ten_digits(e.q95), std::to_string(e.draws), std::to_string(e.replicates)}) {
        line += "," + field;
    }
    to(line + "\r\n");
}

} // namespace

std::string plan_text(const GuaranteePlan& plan, const ProjectionSpec& spec, std::string_view title,
                      std::string_view files) {
    (void)plan;
    (void)spec;
    return std::string(title) + std::string(files);
}

void write_plan_csv(const GuaranteePlan& plan, const TextSink& to) {
    to("part,size,group,slots_factor,staff_factor,measure,unit,mean,ci_low,ci_high,q05,q50,q95,draws,"
       "replicates\r\n");
    for (const auto& [trial, outcome] : plan.trials) {
        const Subject about{"trial", plan.classes[trial.size_class].size.name, {},
                            plan.question.slots[trial.slots], plan.staff(trial.step)};
        record(to, about, {"deadlines_kept", "share"}, outcome.share);
        DeadlineCounts sum;
        for (const DeadlineCounts& one : outcome.by_stream) {
            sum += one;
        }
        Estimate e;
        e.mean = static_cast<double>(sum.due);
        record(to, about, {"due", ""}, e);
        e.mean = static_cast<double>(sum.position_weeks);
        record(to, about, {"pos", ""}, e);
        e.mean = static_cast<double>(sum.team_slots_used) / static_cast<double>(sum.team_slots);
        record(to, about, {"slots used", ""}, e);
        for_each_value<HeldUpBy>([&](HeldUpBy w) {
            e.mean = static_cast<double>(sum.late[w]);
            record(to, about, {name_of(w), ""}, e);
        });
    }
}

} // namespace afklar
