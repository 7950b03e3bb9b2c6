#include <algorithm>
#include <iterator>
#include <utility>

#include <afklar/policy/policy.hpp>

#include "policy/dated.hpp"

namespace afklar {

RuleBook::RuleBook(const Policy& policy, const PolicyWeeks& over)
    : origin_(over.origin), holds_(policy.holds()) {
    if (auto faults = faults_of(policy, over); !faults.empty()) {
        throw ScenarioError(std::move(faults));
    }
    const auto& entries = policy.entries();
    const Week complete = detail::first_complete_week(entries, over);
    selectors_ = SelectorIndex{detail::distinct_selectors(entries)};
    for (std::size_t k = 0; k < selectors_.size(); ++k) {
        place_bits_.set(k, selectors_[k].only_places());
    }
    for (const TimelineEntry& entry : entries) {
        const Week from = detail::first_week(entry, over.origin);
        // the first complete rules hold back to week 0
        Dated dated{entry, from <= complete ? 0 : from, detail::end_week(entry, over),
                    condition(entry.where)};
        for (const Reform& reform : entry.reforms) {
            dated.reforms_where.push_back(condition(reform.where));
        }
        if (dated.to > complete) {
            const auto within = detail::setting_weeks(entry, over);
            starts_.insert(starts_.end(), within.begin(), within.end());
            starts_.push_back(dated.from);
            starts_.push_back(dated.to);
            entries_.push_back(std::move(dated));
        }
    }
    starts_ = detail::put_in_order(std::move(starts_), over);
}

std::size_t RuleBook::segment_of(Week week) const noexcept {
    const auto after = std::ranges::upper_bound(starts_, week);
    return after == starts_.begin()
               ? 0
               : static_cast<std::size_t>(std::distance(starts_.begin(), after)) - 1;
}

SelectorMask RuleBook::places(Region region, int job_centre) const noexcept {
    CitizenView anyone;
    anyone.region = region;
    anyone.job_centre = job_centre;
    return selectors_.mask_of(anyone) & place_bits_;
}

RuleBook::Condition RuleBook::condition(const std::optional<Selector>& where) const {
    if (!where) {
        return {};
    }
    if (where->job_centres.empty() && where->only_places()) {
        return {where->regions, std::nullopt};
    }
    const auto found = std::ranges::find(selectors_, *where);
    return {all_regions, static_cast<std::size_t>(std::distance(selectors_.begin(), found))};
}

bool RuleBook::applies(const Condition& where, const Who& who) noexcept {
    return holds_region(where.regions, who.region) && (!where.place || who.mask[*where.place]);
}

bool RuleBook::acts(const Dated& dated, Week week, const Who& who) noexcept {
    return dated.from <= week && week < dated.to && holds_region(dated.entry.regions, who.region) &&
           applies(dated.where, who);
}

const RuleBook::Dated* RuleBook::base(Week week, const Who& who) const noexcept {
    const Dated* latest = nullptr;
    for (const Dated& dated : entries_) {
        if (dated.entry.regime && acts(dated, week, who) &&
            (latest == nullptr || detail::starts_later(dated.entry, latest->entry))) {
            latest = &dated;
        }
    }
    return latest;
}

template <class Visit>
void RuleBook::each_merged(const Dated& rules, Week week, const Who& who, Visit&& visit) const {
    const Date monday = monday_of(origin_, week);
    const auto settings_of = [&](const Reform& reform) {
        for (const Setting& setting : reform.settings) {
            if (setting.holds(monday, who.region)) {
                visit(reform, setting);
            }
        }
    };
    const auto merge = [&](const Dated& dated, bool holding) {
        for (std::size_t r = 0; r < dated.entry.reforms.size(); ++r) {
            const Reform& reform = dated.entry.reforms[r];
            const bool holds = std::ranges::find(holds_, reform.name) != holds_.end();
            if (holds == holding && applies(dated.reforms_where[r], who)) {
                settings_of(reform);
            }
        }
    };
    for (const bool holding : {false, true}) {
        for (const Dated& dated : entries_) {
            if (&dated == &rules || (!dated.entry.regime && acts(dated, week, who))) {
                merge(dated, holding);
            }
        }
    }
}

RuleSet RuleBook::merged(Week week, const Who& who) const {
    const Dated* rules = base(week, who);
    if (rules == nullptr) {
        throw Error("no regime holds in week " + std::to_string(week));
    }
    RuleSet result = rules->entry.regime->rules(monday_of(origin_, week), who.region);
    each_merged(*rules, week, who, [&result](const Reform&, const Setting& setting) {
        result.set(setting.provision, setting.value);
    });
    return result;
}

RuleBook::Authority RuleBook::authority(Provision provision, std::size_t segment, Region region,
                                        const SelectorMask& mask) const {
    const Week week = starts_[segment];
    const bool of_centre = describe(provision).scope == Scope::centre;
    const Who who{region, of_centre ? mask & place_bits_ : mask};
    Authority result;
    const Dated* rules = base(week, who);
    if (rules == nullptr) {
        return result;
    }
    const Regime& regime = *rules->entry.regime;
    for (const bool general : {true, false}) {
        for (const Setting& setting : regime.settings) {
            if (setting.provision == provision && setting.general() == general &&
                setting.holds(monday_of(origin_, week), region)) {
                result = {regime.name, setting.source};
            }
        }
    }
    each_merged(*rules, week, who, [&](const Reform& reform, const Setting& setting) {
        if (setting.provision == provision) {
            result = {reform.name, setting.source};
        }
    });
    return result;
}

RuleSet RuleBook::resolve(std::size_t segment, Region region, const SelectorMask& mask) const {
    const Week week = starts_[segment];
    RuleSet result = merged(week, {region, mask});
    if ((mask & ~place_bits_).none()) {
        return result;
    }
    const RuleSet centre = merged(week, {region, mask & place_bits_});
    for (const ProvisionDescriptor& d : provisions()) {
        if (d.scope == Scope::centre) {
            result.set(d.provision, centre.number(d.provision));
        }
    }
    return result;
}

const std::string& RuleBook::regime_at(std::size_t segment, Region region,
                                       const SelectorMask& mask) const {
    const Dated* rules = base(starts_[segment], {region, mask});
    if (rules == nullptr) {
        throw Error("no regime holds in segment " + std::to_string(segment));
    }
    return rules->entry.regime->name;
}

double RuleBook::greatest(Provision provision) const {
    double result = describe(provision).low;
    const auto look = [&](const std::vector<Setting>& settings) {
        for (const Setting& setting : settings) {
            if (setting.provision == provision) {
                result = std::max(result, setting.value);
            }
        }
    };
    for (const Dated& dated : entries_) {
        if (dated.entry.regime) {
            look(dated.entry.regime->settings);
        }
        for (const Reform& reform : dated.entry.reforms) {
            look(reform.settings);
        }
    }
    return result;
}

} // namespace afklar
