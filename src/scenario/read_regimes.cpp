#include <algorithm>
#include <utility>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/experiment/layout.hpp>

#include "catalogue/read_timeline.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

class RegimesReader {
public:
    RegimesReader(Scenario& scenario, Faults& faults)
        : scenario_(scenario), faults_(faults), names_(policy_names(scenario, faults)) {}

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
            named.policy = read_apply(*apply, names_, faults_);
        } else {
            named.policy = Policy{read_entries(*timeline, names_, faults_)};
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

    /// What only shows when the policy is put on weeks: contradictions, gaps, scope.
    void check_policy(const Node& node, const NamedPolicy& named) {
        // A wrong start or length is told already; the nearest right one shows the rest.
        ProjectionSpec spec;
        spec.start = nearest_monday(scenario_.spec.start);
        spec.horizon = Weeks{std::max(1, scenario_.spec.horizon.value)};
        spec.burn_in = Weeks{std::max(0, scenario_.spec.burn_in.value)};
        const PolicyWeeks over = policy_weeks(spec);
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
    PolicyNames names_;
};

} // namespace

void read_regimes(TableReader& root, Scenario& scenario, Faults& faults) {
    if (const Node* list = root.need("regime")) {
        RegimesReader{scenario, faults}.read(*list);
    }
}

} // namespace afklar::detail
