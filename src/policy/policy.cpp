#include <afklar/policy/policy.hpp>

#include <cmath>
#include <cstdio>
#include <utility>

namespace afklar {

RuleSet Regime::rules() const {
    RuleSet rules;
    EnumArray<Provision, bool> seen{};
    for (const Setting& setting : settings) {
        if (seen[setting.provision]) {
            throw Error("the regime '" + name + "' sets '" +
                        std::string(describe(setting.provision).key) + "' twice");
        }
        seen[setting.provision] = true;
        rules.set(setting.provision, setting.value);
    }
    for (const ProvisionDescriptor& d : provisions()) {
        if (!seen[d.provision]) {
            throw Error("the regime '" + name + "' does not set '" + std::string(d.key) + "'");
        }
    }
    return rules;
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

} // namespace afklar
