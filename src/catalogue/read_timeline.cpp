#include "catalogue/read_timeline.hpp"

#include <algorithm>
#include <utility>

#include "catalogue/read_policy.hpp"

namespace afklar::detail {

namespace {

template <class T>
const T* named(const std::vector<const T*>& all, std::string_view name) {
    const auto at = std::ranges::find(all, name, [](const T* one) { return one->name; });
    return at == all.end() ? nullptr : *at;
}

} // namespace

const Regime* PolicyNames::regime(std::string_view name) const { return named(regimes, name); }

const Timeline* PolicyNames::timeline(std::string_view name) const {
    return named(timelines, name);
}

std::optional<Reform> PolicyNames::reform(std::string_view name) const {
    if (const Reform* whole = named(reforms, name)) {
        return *whole;
    }
    const auto dot = name.find('.');
    const Reform* whole = named(reforms, name.substr(0, dot));
    if (dot == std::string_view::npos || whole == nullptr ||
        std::ranges::find(whole->parts, name.substr(dot + 1), &PolicyPart::name) ==
            whole->parts.end()) {
        return std::nullopt;
    }
    return whole->only(name.substr(dot + 1));
}

std::vector<std::string> PolicyNames::all() const {
    std::vector<std::string> result;
    for (const Regime* regime : regimes) {
        result.push_back(regime->name);
    }
    for (const Timeline* timeline : timelines) {
        result.push_back(timeline->name);
    }
    for (const Reform* reform : reforms) {
        result.push_back(reform->name);
        for (const PolicyPart& part : reform->parts) {
            result.push_back(reform->name + "." + part.name);
        }
    }
    return result;
}

namespace {

/// What the names of one `apply` stand for.
struct Applied {
    std::vector<const Regime*> regimes{};
    std::vector<const Timeline*> timelines{};
    std::vector<Reform> reforms{};
};

/// A fault where a further regime or timeline stands beside the first.
void refuse_second(const Node& item, const Applied& applied, bool is_reform, Faults& faults) {
    if (is_reform || applied.regimes.size() + applied.timelines.size() < 2) {
        return;
    }
    std::string all;
    const auto add = [&all](const std::string& name) {
        all += (all.empty() ? "'" : " and '") + name + "'";
    };
    for (const Regime* regime : applied.regimes) {
        add(regime->name);
    }
    for (const Timeline* timeline : applied.timelines) {
        add(timeline->name);
    }
    faults.add(item.origin, "apply",
               "'apply' names more than one regime: " + all + "; write dates as a 'timeline'");
}

void add_named(const Node& item, const std::string& name, const PolicyNames& names,
               Applied& applied, Faults& faults) {
    if (const Regime* regime = names.regime(name)) {
        applied.regimes.push_back(regime);
    } else if (const Timeline* timeline = names.timeline(name)) {
        applied.timelines.push_back(timeline);
    } else if (auto reform = names.reform(name)) {
        if (std::ranges::find(applied.reforms, name, &Reform::name) != applied.reforms.end()) {
            faults.add(item.origin, "apply", "'" + name + "' stands twice in 'apply'");
            return;
        }
        applied.reforms.push_back(std::move(*reform));
    } else {
        faults.add(item.origin, "apply",
                   "no regime, reform or timeline is called '" + name + "'" +
                       hint(name, names.all()) + " (afklar list regimes, reforms, timelines)");
        return;
    }
    refuse_second(item, applied, names.reform(name).has_value(), faults);
}

Applied read_names(const Node& apply, const PolicyNames& names, Faults& faults) {
    Applied applied;
    if (apply.kind != NodeKind::list) {
        faults.add(apply.origin, "apply", "'apply' must be a list of names, found " + found(apply));
        return applied;
    }
    for (const Node& item : apply.items) {
        if (const auto name = as_text(item, "apply", faults)) {
            add_named(item, *name, names, applied, faults);
        }
    }
    return applied;
}

std::optional<Selector> read_where(const Node& node, const PolicyNames& names, std::string& name,
                                   Faults& faults) {
    if (node.kind == NodeKind::table || !names.group) {
        return read_selector(node, "'where'", faults);
    }
    auto group = names.group(node);
    if (!group) {
        return std::nullopt;
    }
    name = group->name;
    return std::move(group->who);
}

TimelineEntry read_entry(const Node& node, const PolicyNames& names, Faults& faults) {
    TimelineEntry entry;
    entry.origin = node.origin;
    TableReader table{node, "an entry of 'timeline'", faults};
    entry.from = table.date("from");
    entry.to = table.date("to");
    check_dates(node.origin, entry.from, entry.to, faults);
    if (const Node* region = table.take("region")) {
        entry.regions = read_regions(*region, "region", faults);
    }
    if (const Node* where = table.take("where")) {
        entry.where = read_where(*where, names, entry.where_name, faults);
    }
    if (const Node* apply = table.need("apply")) {
        Applied applied = read_names(*apply, names, faults);
        if (apply->kind == NodeKind::list && apply->items.empty()) {
            faults.add(apply->origin, "apply", "'apply' names nothing");
        }
        for (const Timeline* timeline : applied.timelines) {
            faults.add(apply->origin, "apply",
                       "'" + timeline->name +
                           "' is a timeline, which has dates of its own; an entry names regimes "
                           "and reforms");
        }
        if (!applied.regimes.empty()) {
            entry.regime = *applied.regimes.front();
        }
        entry.reforms = std::move(applied.reforms);
    }
    table.finish();
    return entry;
}

void check_order(const TimelineEntry& before, const TimelineEntry& after, Faults& faults) {
    if (before.from && (!after.from || *after.from < *before.from)) {
        faults.add(after.origin, "from",
                   "the dates of 'timeline' are out of order: " +
                       (after.from ? iso(*after.from) : std::string("no date")) + " after " +
                       iso(*before.from));
    }
}

} // namespace

Policy read_apply(const Node& apply, const PolicyNames& names, Faults& faults) {
    const std::size_t before = faults.size();
    Applied applied = read_names(apply, names, faults);
    if (faults.size() != before) {
        return {};
    }
    Policy policy;
    if (!applied.timelines.empty()) {
        policy = Policy{*applied.timelines.front()};
    } else if (!applied.regimes.empty()) {
        TimelineEntry entry;
        entry.origin = apply.origin;
        entry.regime = *applied.regimes.front();
        policy = Policy{{std::move(entry)}};
    } else {
        faults.add(apply.origin, "apply",
                   "'apply' names no regime; exactly one is needed, such as 'full_obligations'");
    }
    for (const Reform& reform : applied.reforms) {
        policy = policy + reform;
    }
    return policy;
}

std::vector<TimelineEntry> read_entries(const Node& list, const PolicyNames& names,
                                        Faults& faults) {
    std::vector<TimelineEntry> entries;
    if (list.kind != NodeKind::list || list.items.empty()) {
        faults.add(list.origin, "timeline",
                   "'timeline' must be a list of { from, apply }, found " +
                       (list.kind == NodeKind::list ? "an empty list" : found(list)));
        return entries;
    }
    for (const Node& item : list.items) {
        entries.push_back(read_entry(item, names, faults));
        if (entries.size() > 1) {
            check_order(entries[entries.size() - 2], entries.back(), faults);
        }
    }
    return entries;
}

Timeline read_timeline(const Node& root, const PolicyNames& names, Faults& faults) {
    Timeline timeline;
    TableReader file{root, "the file of a timeline", faults};
    read_head(file, "timeline", timeline, [](TableReader& /*head*/) {});
    if (const Node* entries = file.need("entry")) {
        timeline.entries = read_entries(*entries, names, faults);
    }
    file.finish();
    return timeline;
}

} // namespace afklar::detail
