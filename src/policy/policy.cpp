#include <afklar/policy/policy.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace afklar {

namespace {

/// Sets what the picked settings say. Errors: `Error` when two of them set one provision.
template <class Pick>
void set_once(RuleSet& rules, const Regime& regime, Pick&& picked) {
    EnumArray<Provision, bool> seen{};
    for (const Setting& setting : regime.settings) {
        if (!picked(setting)) {
            continue;
        }
        if (seen[setting.provision]) {
            throw Error("the regime '" + regime.name + "' sets '" +
                        std::string(describe(setting.provision).key) + "' twice");
        }
        seen[setting.provision] = true;
        rules.set(setting.provision, setting.value);
    }
}

} // namespace

RuleSet Regime::rules() const {
    RuleSet rules;
    set_once(rules, *this, [](const Setting& setting) { return setting.general(); });
    return rules;
}

RuleSet Regime::rules(Date monday, Region region) const {
    RuleSet result = rules();
    set_once(result, *this, [&](const Setting& setting) {
        return !setting.general() && setting.holds(monday, region);
    });
    return result;
}

Reform Reform::only(std::string_view part) const {
    const auto found = std::ranges::find(parts, part, &PolicyPart::name);
    if (found == parts.end()) {
        throw Error("the reform '" + name + "' has no part '" + std::string(part) + "'");
    }
    Reform alone = *this;
    alone.name = name + "." + found->name;
    alone.title = found->title;
    alone.source = found->source;
    alone.parts = {*found};
    std::erase_if(alone.settings, [&](const Setting& s) { return s.part != part; });
    return alone;
}

Policy::Policy(Regime regime) {
    TimelineEntry entry;
    entry.origin = regime.origin;
    entry.regime = std::move(regime);
    entries_.push_back(std::move(entry));
}

Policy Policy::holding(std::vector<std::string> names) const {
    Policy result = *this;
    result.holds_ = std::move(names);
    return result;
}

Policy operator+(Policy policy, const Reform& reform) {
    for (TimelineEntry& entry : policy.entries_) {
        if (entry.regime) {
            entry.reforms.push_back(reform);
        }
    }
    return policy;
}

Policy operator+(Policy policy, TimelineEntry entry) {
    policy.entries_.push_back(std::move(entry));
    return policy;
}

namespace {
std::string set_written(const ProvisionDescriptor& d, unsigned bits) {
    std::string text;
    for (std::size_t i = 0; i < d.choices.size(); ++i) {
        if (((bits >> i) & 1U) != 0) {
            text += text.empty() ? "" : ", ";
            text += d.choices[i];
        }
    }
    return text;
}
} // namespace

std::string applied_names(const TimelineEntry& entry) {
    std::string text = entry.regime ? entry.regime->name : "";
    for (const Reform& reform : entry.reforms) {
        text += (text.empty() ? "" : " + ") + reform.name;
    }
    return text;
}

std::string written(Provision provision, double value) {
    const ProvisionDescriptor& d = describe(provision);
    switch (d.kind) {
    case ValueKind::choice:
        return std::string(d.choices[static_cast<std::size_t>(value)]);
    case ValueKind::choice_set:
        return set_written(d, static_cast<unsigned>(value));
    case ValueKind::whole_number:
    case ValueKind::number:
    case ValueKind::count_:
        break;
    }
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

std::string in_words(Provision provision, double value) {
    const ProvisionDescriptor& d = describe(provision);
    if (value == 0.0 && !d.zero.empty()) {
        return std::string(d.zero);
    }
    const bool plain = d.unit.empty() || d.unit == "share" || d.unit == "ratio";
    return written(provision, value) + (plain ? "" : " " + std::string(d.unit));
}

} // namespace afklar
