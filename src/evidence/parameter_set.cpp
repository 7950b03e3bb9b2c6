#include <afklar/evidence/parameter_set.hpp>

#include <afklar/core/error.hpp>

namespace afklar {

std::optional<double> ParameterInfo::held(PriorSet set) const noexcept {
    const double value = set == PriorSet::sceptic          ? sceptic
                         : set == PriorSet::advocate       ? advocate
                         : set == PriorSet::evidence_blind ? evidence_blind
                                                           : prior.value;
    return value == prior.value ? std::nullopt : std::optional<double>(value);
}

const ParameterInfo* ParameterSet::find(std::string_view key) const noexcept {
    for (const ParameterInfo& info : parameters) {
        if (info.key == key) {
            return &info;
        }
    }
    return nullptr;
}

namespace {
template <class Value>
Parameters fill(const std::vector<ParameterInfo>& infos, Value&& value) {
    if (infos.size() != parameter_keys().size()) {
        throw Error("a parameter set must hold every parameter once");
    }
    Parameters result;
    for (std::size_t k = 0; k < infos.size(); ++k) {
        value_of(result, k) = value(infos[k], k);
    }
    return result;
}
} // namespace

Parameters ParameterSet::central(PriorSet set) const {
    return fill(parameters, [set](const ParameterInfo& info, std::size_t) {
        return info.held(set).value_or(info.prior.value);
    });
}

Parameters ParameterSet::at(std::span<const double> points, PriorSet set) const {
    return fill(parameters, [&](const ParameterInfo& info, std::size_t k) {
        const auto held = info.held(set);
        return held ? *held : quantile(info.prior, points[k]);
    });
}

Parameters ParameterSet::without_judgement(PriorSet set) const {
    return fill(parameters, [set](const ParameterInfo& info, std::size_t) {
        const double value = info.held(set).value_or(info.prior.value);
        return info.grade == Grade::D && info.disputed() ? info.prior.null_value.value_or(value)
                                                         : value;
    });
}

} // namespace afklar
