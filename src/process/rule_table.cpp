#include <afklar/process/rule_table.hpp>

#include <algorithm>
#include <limits>

#include <boost/container_hash/hash.hpp>

#include <afklar/core/error.hpp>
#include <afklar/core/math.hpp>

namespace afklar {

namespace {

/// Duty, threat and demands, each as far as the rules have it, by number of barriers.
void enter_pressure(RuleRow& row, const Parameters& p) {
    const double demands =
        ((row.compulsory ? 1.0 : 0.0) + (row.rules.on(Provision::offers_compulsory) ? 1.0 : 0.0) +
         row.rules.number(Provision::work_duty_hours) / p.job.hours) /
        2.0;
    const double regime = (row.duty ? p.pressure.duty : 0.0) +
                          (row.sanctions ? p.pressure.sanction_threat : 0.0) +
                          p.pressure.demand * std::min(demands, 1.0);
    for (std::size_t n = 0; n < barrier_counts; ++n) {
        const auto barriers = static_cast<double>(n);
        const double level = p.pressure.base + regime * (1.0 + p.pressure.per_barrier * barriers);
        row.pressure_level[n] = static_cast<float>(clamp_to(level, 0.0, 1.0));
    }
}

/// How far a citizen answers to duty, by target group and number of barriers.
void enter_response(RuleRow& row, const Parameters& p) {
    // E101 and E112 speak of a duty that a sanction stands behind.
    const bool enforced = row.duty && row.compulsory && row.sanctions;
    for (std::size_t n = 0; n < barrier_counts; ++n) {
        const double overwhelmed = p.contact.overwhelmed_per_barrier * static_cast<double>(n);
        for_each_value<TargetGroup>([&](TargetGroup group) {
            const double responds =
                group == TargetGroup::activity_ready ? p.contact.responsive_activity_ready : 1.0;
            row.responsive[group][n] = responds - overwhelmed;
            row.duty_log_odds[group][n] =
                enforced ? p.contact.b_duty * (responds - overwhelmed) : 0.0;
        });
    }
}

} // namespace

RuleRow make_rule_row(const RuleSet& rules, const Parameters& p) {
    RuleRow row;
    row.rules = rules;
    row.compulsory =
        rules.choice<Participation>(Provision::participation) == Participation::compulsory;
    row.duty = rules.on(Provision::duty_to_be_available);
    row.sanctions = rules.on(Provision::sanctions);
    if (rules.choice<Timing>(Provision::timing) == Timing::statute) {
        constexpr double half_year = 26.0; // L002 counts in the first six months
        const int first = rules.whole(Provision::conversations_first_26_weeks);
        const double later = std::max(0, rules.whole(Provision::conversation_interval));
        for_each_value<TargetGroup>([&](TargetGroup group) {
            row.statutory_interval[group] = {first > 0 ? half_year / first : later, later};
        });
    }
    row.statutory_interval[TargetGroup::sickness_benefit] = {p.sickness.contact_interval,
                                                             p.sickness.contact_interval};
    row.modes = static_cast<unsigned>(rules.whole(Provision::modes_allowed));
    row.mode_chosen_by = rules.choice<ModeChooser>(Provision::mode_chosen_by);
    row.personal_letter = rules.choice<Invitation>(Provision::invitation) == Invitation::personal;
    enter_pressure(row, p);
    enter_response(row, p);
    return row;
}

namespace {

/// A hash of all values of a rule set.
std::size_t digest_of(const RuleSet& rules) {
    return boost::hash_range(rules.values().begin(), rules.values().end());
}

} // namespace

RuleTable::RuleTable(const RuleBook& book, Region region, int centre, const Parameters& parameters)
    : book_(&book), region_(region), centre_(centre), parameters_(&parameters) {}

bool RuleTable::enter(Week week) {
    const std::size_t segment = book_->segment_of(week);
    if (segment == segment_) {
        return false;
    }
    segment_ = segment;
    known_.clear();
    centre_row_ = row_for(book_->places(region_, centre_));
    return true;
}

std::uint16_t RuleTable::row_for(const SelectorMask& mask) {
    if (mask == last_mask_ && !known_.empty()) {
        return last_row_;
    }
    if (const auto found = known_.find(mask); found != known_.end()) {
        last_mask_ = mask;
        return last_row_ = found->second;
    }
    const RuleSet rules = book_->resolve(segment_, region_, mask);
    const std::size_t digest = digest_of(rules);
    const auto [first, last] = by_digest_.equal_range(digest);
    const auto same = std::find_if(
        first, last, [&](const auto& one) { return rows_[one.second].rules == rules; });
    const auto number = same != last ? same->second : static_cast<std::uint16_t>(rows_.size());
    if (same == last) {
        if (rows_.size() > std::numeric_limits<std::uint16_t>::max()) {
            throw Error("more than 65,536 distinct sets of rules hold in one job centre");
        }
        rows_.push_back(make_rule_row(rules, *parameters_));
        for (std::size_t set = 0; set < barrier_sets; ++set) {
            const std::size_t barriers = number_of(static_cast<BarrierSet>(set));
            pressure_levels_.push_back(rows_.back().pressure_level[barriers]);
        }
        by_digest_.emplace(digest, number);
        for_each_value<Provision>([&](Provision provision) {
            any_[provision] |= rules.number(provision) != describe(provision).neutral;
        });
    }
    known_.emplace(mask, number);
    last_mask_ = mask;
    return last_row_ = number;
}

} // namespace afklar
