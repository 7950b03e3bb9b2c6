#include <algorithm>
#include <iterator>

#include <afklar/policy/policy.hpp>

#include "policy/dated.hpp"

namespace afklar {

RuleBook::RuleBook(const Policy& policy, const PolicyWeeks& over) : holds_(policy.holds()) {
    if (auto faults = faults_of(policy, over); !faults.empty()) {
        throw ScenarioError(std::move(faults));
    }
    const auto& entries = policy.entries();
    starts_ = detail::segment_starts(entries, over);
    const Week complete = detail::first_complete_week(entries, over);
    std::erase_if(starts_, [complete](Week w) { return w > 0 && w <= complete; });

    selectors_ = detail::distinct_selectors(entries);
    for (std::size_t k = 0; k < selectors_.size(); ++k) {
        if (selectors_[k].only_places()) {
            place_bits_ |= std::uint64_t{1} << k;
        }
    }
    for (const TimelineEntry& entry : entries) {
        const Week from = detail::first_week(entry, over.origin);
        // the first complete rules hold back to week 0
        entries_.push_back({entry, from <= complete ? 0 : from, detail::end_week(entry, over)});
        if (entries_.back().to <= complete) {
            entries_.pop_back();
        }
    }
}

std::size_t RuleBook::segment_of(Week week) const noexcept {
    const auto after = std::ranges::upper_bound(starts_, week);
    return after == starts_.begin()
               ? 0
               : static_cast<std::size_t>(std::distance(starts_.begin(), after)) - 1;
}

std::uint64_t RuleBook::mask_of(const CitizenView& citizen) const noexcept {
    std::uint64_t mask = 0;
    for (std::size_t k = 0; k < selectors_.size(); ++k) {
        if (selectors_[k].matches(citizen)) {
            mask |= std::uint64_t{1} << k;
        }
    }
    return mask;
}

std::uint64_t RuleBook::places(Region region, int job_centre) const noexcept {
    CitizenView anyone;
    anyone.region = region;
    anyone.job_centre = job_centre;
    return mask_of(anyone) & place_bits_;
}

bool RuleBook::applies(const std::optional<Selector>& where, Who who) const noexcept {
    if (!where) {
        return true;
    }
    if (where->job_centres.empty() && where->only_places()) {
        return holds_region(where->regions, who.region);
    }
    const auto found = std::ranges::find(selectors_, *where);
    const auto place = static_cast<std::size_t>(std::distance(selectors_.begin(), found));
    return ((who.mask >> place) & 1U) != 0;
}

bool RuleBook::acts(const Dated& dated, Week week, Who who) const noexcept {
    return dated.from <= week && week < dated.to && holds_region(dated.entry.regions, who.region) &&
           applies(dated.entry.where, who);
}

const RuleBook::Dated* RuleBook::base(Week week, Who who) const noexcept {
    const Dated* latest = nullptr;
    for (const Dated& dated : entries_) {
        if (dated.entry.regime && acts(dated, week, who) &&
            (latest == nullptr || detail::starts_later(dated.entry, latest->entry))) {
            latest = &dated;
        }
    }
    return latest;
}

RuleSet RuleBook::merged(Week week, Who who) const {
    const Dated* rules = base(week, who);
    if (rules == nullptr) {
        throw Error("no regime holds in week " + std::to_string(week));
    }
    RuleSet result = rules->entry.regime->rules();
    for (const bool holding : {false, true}) {
        for (const Dated& dated : entries_) {
            const bool counts = &dated == rules || (!dated.entry.regime && acts(dated, week, who));
            if (!counts) {
                continue;
            }
            for (const Reform& reform : dated.entry.reforms) {
                const bool holds = std::ranges::find(holds_, reform.name) != holds_.end();
                if (holds != holding || !applies(reform.where, who)) {
                    continue;
                }
                for (const Setting& setting : reform.settings) {
                    result.set(setting.provision, setting.value);
                }
            }
        }
    }
    return result;
}

RuleSet RuleBook::resolve(std::size_t segment, Region region, std::uint64_t mask) const {
    const Week week = starts_[segment];
    RuleSet result = merged(week, {region, mask});
    if ((mask & ~place_bits_) == 0) {
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
                                       std::uint64_t mask) const {
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
