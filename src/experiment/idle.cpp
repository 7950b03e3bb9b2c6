#include <afklar/experiment/idle.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/stream.hpp>
#include <afklar/policy/certificate.hpp>

#include "experiment/policy_reforms.hpp"

namespace afklar {

namespace {

/// Whether all of a reform begins after the last week, or ends before the first.
struct Outside {
    bool late = true;
    bool early = true;
};

void look_at(Outside& outside, const TimelineEntry& entry, const Reform& reform,
             const PolicyWeeks& over) {
    for (const Setting& setting : reform.settings) {
        const auto starts = [&](const std::optional<Date>& from) {
            return from ? week_of_rule(over.origin, *from) : Week{0};
        };
        const auto ends = [&](const std::optional<Date>& to) {
            return to ? week_of_rule(over.origin, *to) : over.weeks;
        };
        outside.late =
            outside.late && std::max(starts(entry.from), starts(setting.from)) >= over.weeks;
        outside.early = outside.early && std::min(ends(entry.to), ends(setting.to)) <= 0;
    }
}

std::string reason_of(const Policy& policy, const std::string& reform, const PolicyWeeks& over) {
    Outside outside;
    for (const TimelineEntry& entry : policy.entries()) {
        for (const Reform& one : entry.reforms) {
            if (one.name == reform) {
                look_at(outside, entry, one, over);
            }
        }
    }
    if (outside.late) {
        return "it starts after the last week, that of " +
               iso(monday_of(over.origin, over.weeks - 1));
    }
    if (outside.early) {
        return "it ends before the first observed week, that of " + iso(over.origin);
    }
    return "what it sets holds already, or other reforms hold against it";
}

} // namespace

std::vector<std::string> idle_reforms(const Policy& policy, const PolicyWeeks& over) {
    std::vector<std::string> idle;
    const RuleBook whole{policy, over};
    for (const std::string& reform : detail::reforms_of(policy)) {
        const RuleBook rest{detail::without(policy, {reform}), over};
        if (differences(rest, whole, over.weeks).empty()) {
            idle.push_back("the reform '" + reform +
                           "' changes no rule: " + reason_of(policy, reform, over));
        }
    }
    return idle;
}

std::vector<std::int64_t> group_sizes(const ProjectionSpec& spec,
                                      const std::vector<Selector>& groups) {
    const ProjectionFrame frame = frame_of(spec);
    const StreamWorld world = world_of(spec, frame, plan_streams(spec).front());
    const SelectorIndex index{groups};
    std::vector<std::int64_t> sizes(groups.size());
    for (std::size_t c = 0; c < frame.centres.size(); ++c) {
        const JobCentre centre = centre_of(spec, frame, world, c);
        for (CitizenIndex i = 0; i < centre.citizens.size(); ++i) {
            const SelectorMask mask =
                index.mask_of(view_of(centre.citizens, i, 0, centre.region, centre.number));
            for (std::size_t g = 0; g < groups.size(); ++g) {
                sizes[g] += mask[g] ? 1 : 0;
            }
        }
    }
    return sizes;
}

namespace {

/// A group and what it is called where it is named.
struct NamedGroup {
    std::string name;
    Selector who;
};

void add_group(std::vector<NamedGroup>& all, const std::string& of,
               const std::optional<Selector>& who, const std::string& name) {
    if (who && std::ranges::find(all, *who, &NamedGroup::who) == all.end()) {
        all.push_back({"the group " + (name.empty() ? "" : "'" + name + "' ") + "of " + of + " (" +
                           in_words(who) + ")",
                       *who});
    }
}

std::vector<NamedGroup> groups_in(const ProjectionSpec& spec) {
    std::vector<NamedGroup> all;
    for (const NamedPolicy& regime : spec.regimes) {
        for (const TimelineEntry& entry : regime.policy.entries()) {
            add_group(all, "an entry of '" + regime.name + "'", entry.where, entry.where_name);
            for (const Reform& reform : entry.reforms) {
                add_group(all, "the reform '" + reform.name + "'", reform.where, reform.where_name);
            }
        }
    }
    for (const Group& group : groups_of(spec)) {
        add_group(all, "the comparison", group.who, group.name);
    }
    return all;
}

} // namespace

std::vector<std::string> idle_of(const ProjectionSpec& spec) {
    std::vector<std::string> idle;
    // The observed weeks alone: before them every regime is the baseline.
    const PolicyWeeks observed{spec.start, spec.horizon.value, 0};
    for (const NamedPolicy& regime : spec.regimes) {
        for (const std::string& one : idle_reforms(regime.policy, observed)) {
            idle.push_back("regime '" + regime.name + "': " + one);
        }
    }
    const auto groups = groups_in(spec);
    std::vector<Selector> selectors;
    std::ranges::transform(groups, std::back_inserter(selectors), &NamedGroup::who);
    const auto sizes = group_sizes(spec, selectors);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (sizes[g] == 0) {
            idle.push_back(groups[g].name + " holds no citizen at the start");
        }
    }
    return idle;
}

} // namespace afklar
