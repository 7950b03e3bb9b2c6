#include <algorithm>
#include <string>
#include <utility>

#include <afklar/policy/policy.hpp>

#include "policy/dated.hpp"

namespace afklar {

namespace {

std::string place_of(const Origin& origin) {
    return origin.file.empty() ? std::string{}
                               : " (" + origin.file + ":" + std::to_string(origin.line) + ")";
}

Fault fault_at(const Origin& origin, std::string_view key, std::string message) {
    return {origin.file, origin.line, origin.column, std::string(key), std::move(message)};
}

/// One setting of a reform together with everything that limits whom it is for.
struct Act {
    const TimelineEntry* entry;
    const Reform* reform;
    const Setting* setting;
};

/// Whether two acts can meet one citizen.
bool can_meet(const Act& a, const Act& b) {
    std::optional<Selector> common = Selector{};
    common->regions = static_cast<std::uint8_t>(a.entry->regions & b.entry->regions);
    for (const Setting* setting : {a.setting, b.setting}) {
        const unsigned theirs = setting != nullptr ? setting->regions : all_regions;
        common->regions = static_cast<std::uint8_t>(common->regions & theirs);
    }
    for (const auto* where :
         {&a.entry->where, &a.reform->where, &b.entry->where, &b.reform->where}) {
        if (common && *where) {
            common = both(*common, **where);
        }
    }
    return common && common->regions != 0;
}

class Checker {
public:
    Checker(const Policy& policy, const PolicyWeeks& over) : policy_(policy), over_(over) {}

    std::vector<Fault> run() {
        const auto& entries = policy_.entries();
        if (entries.empty()) {
            add({}, "apply", "a policy needs a regime");
            return std::move(faults_);
        }
        check_selectors();
        check_complete();
        for (const Week week : detail::segment_starts(entries, over_)) {
            const auto live = live_entries(week);
            check_equal_starts(live);
            check_group_regimes(live, monday_of(over_.origin, week));
            check_contradictions(live, monday_of(over_.origin, week));
        }
        return std::move(faults_);
    }

private:
    using Entries = std::vector<const TimelineEntry*>;

    void add(const Origin& origin, std::string_view key, std::string message) {
        Fault fault = fault_at(origin, key, std::move(message));
        const bool known = std::ranges::any_of(faults_, [&](const Fault& f) {
            return f.message == fault.message && f.line == fault.line && f.file == fault.file;
        });
        if (!known) {
            faults_.push_back(std::move(fault));
        }
    }

    void check_selectors() {
        const auto selectors = detail::distinct_selectors(policy_.entries());
        if (selectors.size() > SelectorIndex::most) {
            add(policy_.entries().front().origin, "where",
                "a policy has at most " + std::to_string(SelectorIndex::most) +
                    " distinct groups, this one has " + std::to_string(selectors.size()));
        }
        for (const TimelineEntry& entry : policy_.entries()) {
            for (const Reform& reform : entry.reforms) {
                check_scope(entry, reform);
            }
        }
    }

    void check_scope(const TimelineEntry& entry, const Reform& reform) {
        const bool by_reform = reform.where && !reform.where->only_places();
        const bool by_entry = entry.where && !entry.where->only_places();
        if (!by_reform && !by_entry) {
            return;
        }
        const std::string& group = by_reform ? reform.where_name : entry.where_name;
        for (const Setting& setting : reform.settings) {
            const ProvisionDescriptor& d = describe(setting.provision);
            if (d.scope == Scope::centre) {
                add(setting.origin, d.key,
                    "the reform '" + reform.name + "' sets '" + std::string(d.key) +
                        "', a rule of the whole job centre, for a group of citizens" +
                        (group.empty() ? "" : " ('" + group + "')") +
                        "; choose regions or job centres, or everyone");
            }
        }
    }

    void check_complete() {
        const auto& entries = policy_.entries();
        if (detail::first_complete_week(entries, over_) > over_.observed_from) {
            report_gap(over_.observed_from);
            return;
        }
        for (const Week week : detail::segment_starts(entries, over_)) {
            if (week >= over_.observed_from) {
                report_gap(week);
            }
        }
    }

    void report_gap(Week week) {
        const auto missing = detail::regions_without_regime(policy_.entries(), over_, week);
        if (missing == 0) {
            return;
        }
        std::string regions;
        for_each_value<Region>([&](Region region) {
            if (holds_region(missing, region)) {
                regions += regions.empty() ? "" : ", ";
                regions += name_of(region);
            }
        });
        add(policy_.entries().front().origin, "timeline",
            "no regime holds for everyone in the week of " + iso(monday_of(over_.origin, week)) +
                (missing == 0x1F ? "" : " in " + regions) +
                "; let an entry with a regime start on or before that Monday");
    }

    /// Entries in force of which no other regime has taken the place altogether.
    [[nodiscard]] Entries live_entries(Week week) const {
        Entries in_force;
        for (const TimelineEntry& entry : policy_.entries()) {
            if (detail::first_week(entry, over_.origin) <= week &&
                week < detail::end_week(entry, over_)) {
                in_force.push_back(&entry);
            }
        }
        const Entries all = in_force;
        std::erase_if(in_force, [&](const TimelineEntry* e) {
            return e->regime && std::ranges::any_of(all, [&](const TimelineEntry* other) {
                       return other->regime && detail::starts_later(*other, *e) &&
                              (e->regions & ~other->regions) == 0 &&
                              (!other->where || (e->where && within(*e->where, *other->where)));
                   });
        });
        return in_force;
    }

    void check_equal_starts(const Entries& live) {
        const Reform nobody;
        for (std::size_t i = 0; i < live.size(); ++i) {
            for (std::size_t j = i + 1; j < live.size(); ++j) {
                const TimelineEntry& a = *live[i];
                const TimelineEntry& b = *live[j];
                if (a.regime && b.regime && a.from == b.from &&
                    can_meet({&a, &nobody, nullptr}, {&b, &nobody, nullptr})) {
                    add(b.origin, "timeline",
                        "the regimes '" + a.regime->name + "'" + place_of(a.origin) + " and '" +
                            b.regime->name + "'" + place_of(b.origin) +
                            " start on the same day for the same people; give them different "
                            "dates, regions or groups");
                }
            }
        }
    }

    /// A regime for a group must leave the rules of the job centre as they are.
    void check_group_regimes(const Entries& live, Date monday) {
        for (const TimelineEntry* group : live) {
            if (!group->regime || !group->where || group->where->only_places()) {
                continue;
            }
            for (const TimelineEntry* general : live) {
                const bool meets = general->regime && (general->regions & group->regions) != 0 &&
                                   (!general->where || general->where->only_places());
                if (meets) {
                    compare_centre_rules(*group, *general, monday);
                }
            }
        }
    }

    void compare_centre_rules(const TimelineEntry& group, const TimelineEntry& general,
                              Date monday) {
        EnumArray<Provision, bool> differs{};
        for_each_value<Region>([&](Region region) {
            if (!holds_region(group.regions, region) || !holds_region(general.regions, region)) {
                return;
            }
            const RuleSet a = group.regime->rules(monday, region);
            const RuleSet b = general.regime->rules(monday, region);
            for_each_value<Provision>(
                [&](Provision p) { differs[p] = differs[p] || a.number(p) != b.number(p); });
        });
        std::string keys;
        for (const ProvisionDescriptor& d : provisions()) {
            if (d.scope == Scope::centre && differs[d.provision]) {
                keys += keys.empty() ? "'" : ", '";
                keys += std::string(d.key) + "'";
            }
        }
        if (!keys.empty()) {
            add(group.origin, "where",
                "the regime '" + group.regime->name + "' for a group of citizens would change " +
                    keys + ", rules of the whole job centre, against '" + general.regime->name +
                    "'; write what is meant for the group as a reform");
        }
    }

    [[nodiscard]] bool held(const Reform& reform) const {
        return std::ranges::find(policy_.holds(), reform.name) != policy_.holds().end();
    }

    void check_contradictions(const Entries& live, Date monday) {
        std::vector<Act> acts;
        for (const TimelineEntry* entry : live) {
            for (const Reform& reform : entry->reforms) {
                for (const Setting& setting : reform.settings) {
                    if (setting.in_force(monday)) {
                        acts.push_back({entry, &reform, &setting});
                    }
                }
            }
        }
        for (std::size_t i = 0; i < acts.size(); ++i) {
            for (std::size_t j = i + 1; j < acts.size(); ++j) {
                check_pair(acts[i], acts[j]);
            }
        }
    }

    void check_pair(const Act& a, const Act& b) {
        const bool one_reform = a.reform == b.reform;
        const bool never_together = a.entry != b.entry && a.entry->regime && b.entry->regime;
        if (a.setting->provision != b.setting->provision || a.setting->value == b.setting->value ||
            never_together || (!one_reform && held(*a.reform) != held(*b.reform)) ||
            !can_meet(a, b)) {
            return;
        }
        const Provision provision = a.setting->provision;
        const std::string key{describe(provision).key};
        const std::string values =
            written(provision, a.setting->value) + " and " + written(provision, b.setting->value);
        if (one_reform) {
            add(b.setting->origin, key,
                "the reform '" + a.reform->name + "' sets '" + key + "' twice, to " + values);
            return;
        }
        // A reform of another file cannot be mended there: the place is where it is applied.
        const bool here =
            b.setting->origin.file == b.entry->origin.file || b.entry->origin.file.empty();
        add(here ? b.setting->origin : b.entry->origin, key,
            "the reforms '" + a.reform->name + "'" + place_of(a.setting->origin) + " and '" +
                b.reform->name + "'" + place_of(b.setting->origin) + " set '" + key + "' to " +
                values + " for people whom both concern; say which holds, for example holds = [\"" +
                b.reform->name + "\"] in the regime");
    }

    const Policy& policy_;
    PolicyWeeks over_;
    std::vector<Fault> faults_;
};

} // namespace

std::vector<Fault> faults_of(const Policy& policy, const PolicyWeeks& over) {
    return Checker{policy, over}.run();
}

} // namespace afklar
