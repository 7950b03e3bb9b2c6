#include <algorithm>
#include <utility>

#include <afklar/catalogue/catalogue.hpp>

#include "catalogue/read_policy.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

class RegimesReader {
public:
    RegimesReader(Scenario& scenario, Faults& faults) : scenario_(scenario), faults_(faults) {
        for (const Regime& regime : shipped_regimes()) {
            names_.push_back(regime.name);
        }
        for (const Reform& reform : shipped_reforms()) {
            names_.push_back(reform.name);
        }
        for (const Reform& reform : scenario.reforms) {
            names_.push_back(reform.name);
        }
    }

    void read(const Node& list) {
        if (list.kind != NodeKind::list || list.items.empty()) {
            faults_.add(list.origin, "regime", "write regimes as [[regime]], at least one");
            return;
        }
        for (const Node& node : list.items) {
            read_one(node);
        }
    }

private:
    void read_one(const Node& node) {
        const std::size_t before = faults_.size();
        TableReader table{node, "[[regime]]", faults_};
        NamedPolicy named{table.need_text("name"), {}};
        check_name(table, named.name);
        const Node* apply = table.take("apply");
        const Node* timeline = table.take("timeline");
        const auto holds = table.texts("holds");
        if ((apply == nullptr) == (timeline == nullptr)) {
            table.fault("apply", "a regime has either 'apply' or 'timeline'");
        } else if (apply != nullptr) {
            TimelineEntry entry;
            entry.origin = apply->origin;
            read_apply(*apply, entry, true);
            named.policy = Policy{{std::move(entry)}};
        } else {
            named.policy = Policy{read_timeline(*timeline)};
        }
        check_holds(table, holds, named.policy);
        table.finish();
        named.policy = named.policy.holding(holds);
        if (faults_.size() == before) {
            check_policy(node, named);
        }
        scenario_.spec.regimes.push_back(std::move(named));
    }

    void check_name(TableReader& table, const std::string& name) {
        const Node* node = table.take("name");
        if (node == nullptr || node->kind != NodeKind::text) {
            return;
        }
        const bool odd = name.empty() || std::ranges::any_of(name, [](char c) {
                             return static_cast<unsigned char>(c) < 0x20;
                         });
        if (odd) {
            faults_.add(node->origin, "name", "a regime needs a name of one line");
        }
        const bool twice = std::ranges::any_of(
            scenario_.spec.regimes, [&](const NamedPolicy& other) { return other.name == name; });
        if (twice) {
            faults_.add(node->origin, "name", "two regimes are called '" + name + "'");
        }
    }

    void check_holds(TableReader& table, const std::vector<std::string>& holds,
                     const Policy& policy) {
        for (const std::string& name : holds) {
            const bool applied =
                std::ranges::any_of(policy.entries(), [&](const TimelineEntry& entry) {
                    return std::ranges::find(entry.reforms, name, &Reform::name) !=
                           entry.reforms.end();
                });
            if (!applied) {
                faults_.add(table.take("holds")->origin, "holds",
                            "'" + name + "' in 'holds' is no reform that the regime applies");
            }
        }
    }

    /// Adds a regime or reform by name to an entry.
    void add_named(const Node& item, const std::string& name, TimelineEntry& entry) {
        if (const Regime* regime = find_regime(name)) {
            if (entry.regime) {
                faults_.add(item.origin, "apply",
                            "'apply' names more than one regime: '" + entry.regime->name +
                                "' and '" + name + "'");
            }
            entry.regime = *regime;
            return;
        }
        const bool twice =
            std::ranges::find(entry.reforms, name, &Reform::name) != entry.reforms.end();
        if (twice) {
            faults_.add(item.origin, "apply", "'" + name + "' stands twice in 'apply'");
            return;
        }
        const auto own = std::ranges::find(scenario_.reforms, name, &Reform::name);
        if (own != scenario_.reforms.end()) {
            entry.reforms.push_back(*own);
        } else if (const Reform* reform = find_reform(name)) {
            entry.reforms.push_back(*reform);
        } else {
            faults_.add(item.origin, "apply",
                        "no regime or reform is called '" + name + "'" + hint(name, names_) +
                            " (afklar list regimes, afklar list reforms)");
        }
    }

    void read_apply(const Node& apply, TimelineEntry& entry, bool needs_regime) {
        const std::size_t before = faults_.size();
        if (apply.kind != NodeKind::list) {
            faults_.add(apply.origin, "apply",
                        "'apply' must be a list of names, found " + found(apply));
        }
        for (const Node& item : apply.items) {
            if (const auto name = as_text(item, "apply", faults_)) {
                add_named(item, *name, entry);
            }
        }
        if (faults_.size() == before && needs_regime && !entry.regime) {
            faults_.add(
                apply.origin, "apply",
                "'apply' names no regime; exactly one is needed, such as 'full_obligations'");
        }
    }

    std::vector<TimelineEntry> read_timeline(const Node& timeline) {
        std::vector<TimelineEntry> entries;
        if (timeline.kind != NodeKind::list || timeline.items.empty()) {
            faults_.add(timeline.origin, "timeline",
                        "'timeline' must be a list of { from, apply }, found " +
                            (timeline.kind == NodeKind::list ? "an empty list" : found(timeline)));
            return entries;
        }
        for (const Node& item : timeline.items) {
            entries.push_back(read_entry(item));
            if (entries.size() > 1) {
                check_order(entries[entries.size() - 2], entries.back());
            }
        }
        return entries;
    }

    TimelineEntry read_entry(const Node& node) {
        TimelineEntry entry;
        entry.origin = node.origin;
        TableReader table{node, "an entry of 'timeline'", faults_};
        entry.from = table.date("from");
        entry.to = table.date("to");
        if (entry.from && entry.to && *entry.from >= *entry.to) {
            faults_.add(node.origin, "to",
                        "the dates are out of order: from " + iso(*entry.from) + " to " +
                            iso(*entry.to) + " (exclusive)");
        }
        if (const Node* region = table.take("region")) {
            entry.regions = read_regions(*region, "region", faults_);
        }
        if (const Node* where = table.take("where")) {
            if (auto group = group_named(*where, scenario_, faults_)) {
                entry.where = std::move(group->who);
                entry.where_name = group->name;
            }
        }
        if (const Node* apply = table.need("apply")) {
            read_apply(*apply, entry, false);
            if (apply->kind == NodeKind::list && apply->items.empty()) {
                faults_.add(apply->origin, "apply", "'apply' names nothing");
            }
        }
        table.finish();
        return entry;
    }

    void check_order(const TimelineEntry& before, const TimelineEntry& after) {
        if (before.from && (!after.from || *after.from < *before.from)) {
            faults_.add(after.origin, "from",
                        "the dates of 'timeline' are out of order: " +
                            (after.from ? iso(*after.from) : std::string("no date")) + " after " +
                            iso(*before.from));
        }
    }

    /// What only shows when the policy is put on weeks: contradictions, gaps, scope.
    void check_policy(const Node& node, const NamedPolicy& named) {
        const PolicyWeeks over = policy_weeks(scenario_.spec);
        if (!is_monday(over.origin) || over.weeks <= 0) {
            return; // told already
        }
        for (Fault fault : faults_of(named.policy, over)) {
            if (fault.file.empty()) {
                fault.file = node.origin.file;
                fault.line = node.origin.line;
                fault.column = node.origin.column;
            }
            fault.message = "regime '" + named.name + "': " + fault.message;
            faults_.add(std::move(fault));
        }
    }

    Scenario& scenario_;
    Faults& faults_;
    std::vector<std::string> names_;
};

} // namespace

void read_regimes(TableReader& root, Scenario& scenario, Faults& faults) {
    if (const Node* list = root.need("regime")) {
        RegimesReader{scenario, faults}.read(*list);
    }
}

} // namespace afklar::detail
