#include <afklar/report/plan.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <afklar/core/digest.hpp>
#include <afklar/core/units.hpp>
#include <afklar/experiment/layout.hpp>

#include "report/cells.hpp"
#include "report/json_text.hpp"
#include "report/text.hpp"

namespace afklar {
namespace {

using detail::grouped;
using detail::ten_digits;

constexpr std::string_view judged = "judged";

/// What those who are served less may wait for.
constexpr std::array waits{Metric::contacts_per_citizen_year,   Metric::no_contact_13_weeks,
                           Metric::no_contact_26_weeks,         Metric::team_wait_weeks,
                           Metric::weeks_case_open_to_decision, Metric::waiting_list};

/// The parts of the costs, and all of them together.
struct CostPart {
    std::string_view name;
    Terms counts;
};
const std::array<CostPart, 4>& cost_parts() {
    static const std::array<CostPart, 4> parts{
        {{"staff", sum_of(Count::cost_staff)},
         {"programmes, team cases included", sum_of(Count::cost_programmes)},
         {"benefits", sum_of(Count::cost_benefits)},
         {"all costs", sum_of(Count::cost_staff, Count::cost_programmes, Count::cost_benefits)}}};
    return parts;
}

/// Kroner a week in the judged weeks, run by run.
DrawMatrix kroner_a_week(const Result& result, std::string_view regime, const Terms& counts) {
    const auto& windows = result.windows();
    const auto window = static_cast<std::size_t>(std::ranges::find(windows, judged, &Window::name) -
                                                 windows.begin());
    const auto group = static_cast<std::size_t>(
        std::ranges::find(result.groups(), "all", &Group::name) - result.groups().begin());
    DrawMatrix matrix(result.spec().draws, result.spec().replicates);
    for (const JournalRun* run : result.runs_of(regime_named(result.spec(), regime))) {
        if (run != nullptr) {
            const CountSums& sums = run->sums[window * result.groups().size() + group];
            matrix.at(run->plan.draw, run->plan.replicate) =
                Money{total(counts, sums)}.kroner() / (windows[window].to - windows[window].from);
        }
    }
    return matrix;
}

Estimate cost_difference(const Result& result, std::string_view a, std::string_view b,
                         const CostPart& part) {
    return estimate(
        difference(kroner_a_week(result, a, part.counts), kroner_a_week(result, b, part.counts)));
}

/// One kind of records: what they are about.
struct Subject {
    std::string_view part;
    std::string_view size{};
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
    std::string line = csv_field(about.part);
    for (const std::string& field :
         {csv_field(about.size), csv_field(about.group), ten_digits(about.slots),
          ten_digits(about.staff), csv_field(what.name), csv_field(what.unit), ten_digits(e.mean),
          ten_digits(e.ci_low), ten_digits(e.ci_high), ten_digits(e.q05), ten_digits(e.q50),
          ten_digits(e.q95), std::to_string(e.draws), std::to_string(e.replicates)}) {
        line += "," + field;
    }
    to(line + "\r\n");
}

DeadlineCounts sum_of_streams(const TrialOutcome& outcome) {
    DeadlineCounts sum;
    for (const DeadlineCounts& one : outcome.by_stream) {
        sum += one;
    }
    return sum;
}

/// A number that is a sum over runs, as a mean over them.
Estimate mean_of_runs(std::int64_t sum, const TrialOutcome& outcome) {
    Estimate e;
    e.mean = static_cast<double>(sum) / static_cast<double>(outcome.by_stream.size());
    e.draws = outcome.share.draws;
    e.replicates = outcome.share.replicates;
    return e;
}

void write_trials(const GuaranteePlan& plan, const TextSink& to) {
    for (const auto& tried : plan.trials) {
        const Trial& trial = tried.first;
        const TrialOutcome& outcome = tried.second;
        const Subject about{"trial",
                            plan.classes[trial.size_class].size.name,
                            {},
                            plan.question.slots[trial.slots],
                            plan.staff(trial.step)};
        const DeadlineCounts sum = sum_of_streams(outcome);
        record(to, about, {"deadlines_kept", "share"}, outcome.share);
        record(to, about, {"deadlines", "per run"}, mean_of_runs(sum.due, outcome));
        for_each_value<HeldUpBy>([&](HeldUpBy what) {
            record(to, about, {"late." + std::string(name_of(what)), "per run"},
                   mean_of_runs(sum.late[what], outcome));
        });
    }
}

void write_classes(const GuaranteePlan& plan, const TextSink& to) {
    const auto staff_at = [&](std::optional<int> step) {
        return step ? std::optional(plan.staff(*step)) : std::nullopt;
    };
    for (const ClassPlan& one : plan.classes) {
        for (const FrontierPoint& point : one.frontier) {
            Subject about{"frontier", one.size.name, {}, plan.question.slots[point.slots], {}};
            about.staff = staff_at(point.step);
            record(to, about, {"deadlines_kept", "share"}, plan.outcome(point.shown).share);
            record(to, about, {"extra_positions", "positions"}, point.extra.positions);
            record(to, about, {"extra_team_slots", "a week"}, point.extra.slots);
            record(to, about, {"price_of_extra", "kr a week"}, point.extra.kroner);
        }
        const Subject about{one.cheapest ? "plan" : "at_best",
                            one.size.name,
                            {},
                            plan.question.slots[one.best.slots],
                            plan.staff(one.best.step)};
        Estimate least = plan.outcome(one.best).share;
        record(to, about, {"deadlines_kept", "share"}, least);
        least.mean = one.cheapest ? staff_at(one.best.step) : std::nullopt;
        const auto bounds = [&](const std::optional<StaffRange>& range) {
            return range.value_or(StaffRange{});
        };
        least.ci_low = staff_at(bounds(one.simulation_error).low);
        least.ci_high = staff_at(bounds(one.simulation_error).high);
        least.q05 = staff_at(bounds(one.unknown).low);
        least.q50 = staff_at(bounds(one.unknown).middle);
        least.q95 = staff_at(bounds(one.unknown).high);
        record(to, about, {"least_staff", "ratio"}, least);
    }
}

void write_comparison(const GuaranteePlan& plan, const TextSink& to) {
    const Result& result = *plan.comparison;
    for (const Group& group : result.groups()) {
        for (const Metric metric : waits) {
            const Where where{group.name, judged};
            if (result.defined(metric, where)) {
                const MetricDescriptor& declared = describe(metric);
                record(to, {"comparison", {}, group.name}, {declared.key, declared.unit},
                       result.paired(plan.with_plan, plan.regime, metric, where).estimate);
            }
        }
    }
    for (const CostPart& part : cost_parts()) {
        record(to, {"comparison", {}, "all"}, {part.name, "kr a week"},
               cost_difference(result, plan.with_plan, plan.regime, part));
    }
}

/// A table of text: the first column to the left, the others to the right.
class Table {
public:
    void row(std::vector<std::string> cells) {
        widths_.resize(std::max(widths_.size(), cells.size()));
        for (std::size_t k = 0; k < cells.size(); ++k) {
            widths_[k] = std::max(widths_[k], detail::width_of(cells[k]));
        }
        rows_.push_back(std::move(cells));
    }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& cells : rows_) {
            std::string line;
            for (std::size_t k = 0; k < cells.size(); ++k) {
                line += k == 0 ? detail::to_left(cells[k], widths_[k])
                               : "   " + detail::to_right(cells[k], widths_[k]);
            }
            line.erase(line.find_last_not_of(' ') + 1);
            text += line + "\n";
        }
        return text;
    }

private:
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> widths_;
};

std::string percent(const std::optional<double>& share) {
    return share ? grouped(100.0 * *share, 1, false) + " %" : "–";
}

std::string times(double factor) { return "×" + grouped(factor, 2, false); }

std::string number(const std::optional<double>& value, int decimals) {
    return value ? grouped(*value, decimals, true) : "–";
}

/// Words of the plan.
class Words {
public:
    Words(const GuaranteePlan& plan, const ProjectionSpec& spec) : plan_(plan), spec_(spec) {}

    [[nodiscard]] std::string head(std::string_view title) const {
        return fmt::format(
            "{}\nWhat keeps {} of the deadlines of '{}', by size of job centre\n"
            "deadlines of observed weeks {} to {} · {} parameter draw{} × {} · {} priors{}\n\n",
            title, percent(plan_.question.share), plan_.regime, plan_.from, plan_.to - 1,
            spec_.draws, spec_.draws == 1 ? "" : "s", spec_.replicates, name_of(spec_.prior),
            spec_.draws < minimum_draws_for_quantiles ? " · chance only" : "");
    }

    [[nodiscard]] std::string needs() const {
        Table table;
        table.row({"job centres", "people", "deadlines", "kept with", "least", range_name(), "team",
                   "kept with", "positions", "slots", "price,"});
        table.row({"", "each", "a run", "nothing extra", "staff", "", "slots", "the plan", "more",
                   "more a week", "kr a week"});
        for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
            table.row(needs_of(c));
        }
        return table.text();
    }

    /// What is to be said of single classes.
    [[nodiscard]] std::string notes() const {
        std::string text;
        for (std::size_t c = 0; c < plan_.classes.size(); ++c) {
            const ClassPlan& one = plan_.classes[c];
            if (!one.cheapest) {
                text += fmt::format(
                    "{} job centres: no plan up to {} staff and {} team slots keeps {}; at best "
                    "{}, with {} and {}.\n",
                    one.size.name, times(plan_.question.most_staff),
                    times(plan_.question.slots.back()), percent(plan_.question.share),
                    percent(plan_.outcome(one.best).share.mean), times(plan_.staff(one.best.step)),
                    times(plan_.question.slots[one.best.slots]));
            }
            if (one.cheapest && *one.cheapest + 1 == plan_.question.slots.size()) {
                text += fmt::format("{} job centres: the cheapest plan has the most slots that "
                                    "were tried; still more of them might be cheaper.\n",
                                    one.size.name);
            }
            if (one.uneven) {
                text += fmt::format("{} job centres: more staff did not always keep more "
                                    "deadlines; the least staff is the one from which on all "
                                    "that were tried keep enough.\n",
                                    one.size.name);
            }
            text += late(c, {c, 0, 0}, "with nothing extra");
            text += late(c, one.best, one.cheapest ? "with the plan" : "at best");
        }
        return text;
    }

    [[nodiscard]] std::string frontier() const {
        std::string text = "\nLeast staff for so many team slots, and the price in kr a week; "
                           "none: the share kept with the most "
                           "staff\n";
        Table table;
        std::vector<std::string> heading{"job centres"};
        for (const double slots : plan_.question.slots) {
            heading.push_back("slots " + times(slots));
        }
        table.row(heading);
        for (const ClassPlan& one : plan_.classes) {
            std::vector<std::string> cells{one.size.name};
            std::vector<std::string> prices{""};
            for (const FrontierPoint& point : one.frontier) {
                cells.push_back(point.step ? times(plan_.staff(*point.step)) : "none");
                prices.push_back(point.step
                                     ? number(point.extra.kroner.mean, 0)
                                     : "at most " + percent(plan_.outcome(point.shown).share.mean));
            }
            table.row(cells);
            table.row(prices);
        }
        return text + table.text();
    }

    [[nodiscard]] std::string comparison() const {
        if (plan_.comparison == nullptr) {
            return "\nNothing extra is needed, or no plan is enough: there is nothing to "
                   "compare.\n";
        }
        const std::string& baseline = plan_.comparison->baseline();
        std::string text = beside("with the plan, beside the same without anything extra",
                                  plan_.with_plan, plan_.regime);
        if (baseline != plan_.regime) {
            text += beside("with the plan, beside the baseline '" + baseline + "'", plan_.with_plan,
                           baseline);
            text += beside("without anything extra, beside the baseline '" + baseline + "'",
                           plan_.regime, baseline);
        }
        text += fmt::format("In brackets: {}. ≈ 0: it holds zero. –: nobody to tell it of. pts: "
                            "percentage points.\n",
                            draws_known() ? "5 to 95 % over what we do not know"
                                          : "95 % interval of the mean, chance only");
        return text + costs();
    }

    [[nodiscard]] std::string end(std::string_view files) const {
        return fmt::format(
            "\nThe price is that of the positions filled and of every slot, used or not. Staff and "
            "slots are there from the first observed week; a hearing takes its weeks whatever the "
            "staff. Who leaves benefit before the deadline has none. {}Files: {}\n",
            ranges(), files);
    }

private:
    [[nodiscard]] bool draws_known() const { return spec_.draws >= minimum_draws_for_quantiles; }
    [[nodiscard]] std::string range_name() const {
        return draws_known() ? "5, 50, 95 %" : "95 % int.";
    }
    [[nodiscard]] std::string ranges() const {
        return draws_known() ? "5, 50, 95 %: the least staff with which so many of the parameter "
                               "draws keep the share. "
                             : "The interval is chance only. ";
    }

    [[nodiscard]] std::string range_of(const ClassPlan& one) const {
        const auto& range = draws_known() ? one.unknown : one.simulation_error;
        if (!range) {
            return "";
        }
        const auto end = [&](std::optional<int> step) {
            return step ? times(plan_.staff(*step)) : "over " + times(plan_.question.most_staff);
        };
        return draws_known() ? end(range->low) + ", " + end(range->middle) + ", " + end(range->high)
                             : "(" + end(range->low) + " … " + end(range->high) + ")";
    }

    [[nodiscard]] std::vector<std::string> needs_of(std::size_t c) const {
        const ClassPlan& one = plan_.classes[c];
        const TrialOutcome& nothing = plan_.outcome({c, 0, 0});
        std::vector<std::string> cells{
            fmt::format("{} ({})", one.size.name, one.size.centres.size()),
            fmt::format("{} to {}", one.size.from, one.size.to),
            grouped(*mean_of_runs(sum_of_streams(nothing).due, nothing).mean, 0, false),
            percent(nothing.share.mean)};
        if (!one.cheapest) {
            cells.insert(cells.end(),
                         {"none", range_of(one), times(plan_.question.slots[one.best.slots]), "",
                          "", "", ""});
            return cells;
        }
        const FrontierPoint& point = one.frontier[*one.cheapest];
        cells.insert(cells.end(),
                     {times(plan_.staff(*point.step)), range_of(one),
                      times(plan_.question.slots[point.slots]),
                      percent(plan_.outcome(one.best).share.mean),
                      number(point.extra.positions.mean, 1), number(point.extra.slots.mean, 1),
                      number(point.extra.kroner.mean, 0)});
        return cells;
    }

    /// What the late ones of a trial waited for.
    [[nodiscard]] std::string late(std::size_t c, const Trial& trial, std::string_view when) const {
        const DeadlineCounts sum = sum_of_streams(plan_.outcome(trial));
        const std::int64_t all = sum.due - sum.in_time;
        if (all == 0) {
            return "";
        }
        constexpr EnumArray<HeldUpBy, std::string_view> words{
            {"having no caseworker", "too few hours of their caseworker", "a meeting they missed",
             "too few slots of the team",
             "the team's phase and the municipality's delay, which end too late even if the case "
             "is "
             "heard at once"}};
        std::string text;
        for_each_value<HeldUpBy>([&](HeldUpBy what) {
            const double percents =
                100.0 * static_cast<double>(sum.late[what]) / static_cast<double>(all);
            if (percents >= 0.5) {
                text +=
                    fmt::format("{}{:.0f} % {}", text.empty() ? "" : ", ", percents, words[what]);
            }
        });
        return fmt::format("{} job centres, {}: those who were late were held up by: {}.\n",
                           plan_.classes[c].size.name, when, text);
    }

    /// Who is served otherwise under one regime beside another.
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): a heading, then one beside the other
    [[nodiscard]] std::string beside(const std::string& what, const std::string& a,
                                     const std::string& b) const {
        Table table;
        std::size_t lines = 0;
        for (const Metric metric : waits) {
            lines = std::max(lines, detail::heading_of(describe(metric)).size());
        }
        for (std::size_t k = 0; k < lines; ++k) {
            std::vector<std::string> cells{""};
            for (const Metric metric : waits) {
                const auto heading = detail::heading_of(describe(metric));
                const std::size_t above = lines - heading.size();
                cells.push_back(k < above ? std::string() : heading[k - above]);
            }
            table.row(std::move(cells));
        }
        for (const Group& group : plan_.comparison->groups()) {
            std::vector<std::string> differences{group.name};
            std::vector<std::string> ranges{""};
            for (const Metric metric : waits) {
                const Estimate e =
                    plan_.comparison->paired(a, b, metric, {group.name, judged}).estimate;
                differences.push_back(detail::difference_text(describe(metric), e));
                ranges.push_back(detail::range_text(describe(metric), e));
            }
            table.row(std::move(differences));
            table.row(std::move(ranges));
        }
        return "\nWho waits: " + what + "\n" + table.text();
    }

    [[nodiscard]] std::string costs() const {
        const Result& result = *plan_.comparison;
        std::string text = "\nThe full difference of cost, kr a week, and its 95 % interval\n";
        Table table;
        std::vector<std::string> against{plan_.regime};
        if (result.baseline() != plan_.regime) {
            against.push_back(result.baseline());
        }
        std::vector<std::string> heading{""};
        for (const std::string& one : against) {
            heading.insert(heading.end(), {"beside " + one, ""});
        }
        table.row(heading);
        for (const CostPart& part : cost_parts()) {
            std::vector<std::string> cells{std::string(part.name)};
            for (const std::string& one : against) {
                const Estimate e = cost_difference(result, plan_.with_plan, one, part);
                cells.push_back(number(e.mean, 0));
                cells.push_back(
                    e.ci_low ? "(" + number(e.ci_low, 0) + " … " + number(e.ci_high, 0) + ")" : "");
            }
            table.row(cells);
        }
        return text + table.text();
    }

    const GuaranteePlan& plan_;
    const ProjectionSpec& spec_;
};

} // namespace

std::string plan_text(const GuaranteePlan& plan, const ProjectionSpec& spec, std::string_view title,
                      std::string_view files) {
    const Words words(plan, spec);
    return words.head(title) + words.needs() + words.notes() + words.frontier() +
           words.comparison() + words.end(files);
}

void write_plan_csv(const GuaranteePlan& plan, const TextSink& to) {
    to("part,size,group,slots_factor,staff_factor,measure,unit,mean,ci_low,ci_high,q05,q50,q95,"
       "draws,replicates\r\n");
    write_classes(plan, to);
    write_trials(plan, to);
    if (plan.comparison != nullptr) {
        write_comparison(plan, to);
    }
}

std::string plan_manifest_json(const GuaranteePlan& plan, const ProjectionSpec& spec,
                               const ScenarioText& scenario) {
    namespace json = boost::json;
    const PlanQuestion& question = plan.question;
    json::object out;
    out["afklar"] = "plan";
    out["version"] = library_version();
    out["title"] = scenario.title;
    out["seed"] = spec.seed;
    out["fingerprint"] = "sha256:" + fingerprint(spec);
    out["scenario"] =
        json::object{{"text", scenario.text}, {"hash", "sha256:" + sha256(scenario.text)}};
    out["question"] =
        json::object{{"regime", plan.regime},
                     {"share", question.share},
                     {"slots", json::array(question.slots.begin(), question.slots.end())},
                     {"most_staff", question.most_staff},
                     {"staff_step", question.staff_step},
                     {"from_week", plan.from},
                     {"to_week", plan.to}};
    return detail::json_text(out);
}

} // namespace afklar
