#pragma once
/// What is known of each parameter, and values of all of them drawn from it.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/evidence/prior.hpp>

namespace afklar {

/// Quality of the evidence: A register or law, B experiment or quasi-experiment, C descriptive study,
/// D judgement or interested party.
// NOLINTNEXTLINE(readability-identifier-naming): the names of the grades
enum class Grade : std::uint8_t { A, B, C, D, count_ };
constexpr std::array<std::string_view, 4> names_of(Grade) { return {"A", "B", "C", "D"}; }

/// How a parameter is known.
enum class Known : std::uint8_t { informed_by_data, prior_only, fixed_by_definition, count_ };
constexpr std::array<std::string_view, 3> names_of(Known) {
    return {"informed by data", "prior only", "fixed by definition"};
}

/// Whose beliefs the draws follow.
enum class PriorSet : std::uint8_t { central, sceptic, advocate, evidence_blind, count_ };
constexpr std::array<std::string_view, 4> names_of(PriorSet) {
    return {"central", "sceptic", "advocate", "evidence_blind"};
}

/// One parameter with its prior, unit, grade and sources.
struct ParameterInfo {
    std::string key;
    Prior prior{}; ///< central value, 5th and 95th percentile, hard limits
    std::string unit;
    Grade grade = Grade::D;
    Known known = Known::prior_only;
    std::vector<std::string> evidence; ///< rows, or judgement
    std::string assumption;
    std::string sentence;
    double sceptic = 0.0; ///< value held under the prior set of that name
    double advocate = 0.0;
    double evidence_blind = 0.0;

    /// Whether anybody disputes its value.
    [[nodiscard]] bool disputed() const noexcept {
        return sceptic != prior.value || advocate != prior.value || evidence_blind != prior.value;
    }
    /// The value that a prior set holds fixed, where it differs from the central one.
    [[nodiscard]] std::optional<double> held(PriorSet set) const noexcept;
};

/// How far two parameters are high or low together.
struct RankCorrelation {
    std::string a; ///< key of a parameter
    std::string b;
    double rank = 0.0;                 ///< Spearman's, strictly between −1 and 1
    std::vector<std::string> evidence; ///< rows, or judgement
    std::string assumption;
};

/// All parameters of the model, in the order of `parameter_keys()`.
struct ParameterSet {
    std::string name;
    std::vector<ParameterInfo> parameters;
    std::vector<RankCorrelation>
        correlations{}; ///< pairs that are not named are drawn independently

    [[nodiscard]] const ParameterInfo* find(std::string_view key) const noexcept;

    /// Central values; where the prior set holds another value, that one.
    [[nodiscard]] Parameters central(PriorSet set = PriorSet::central) const;

    /// Values at the given points of the priors, one point in (0, 1) for each parameter. Where the
    /// prior set holds a value, that value.
    [[nodiscard]] Parameters at(std::span<const double> points, PriorSet set) const;

    /// Central values with every disputed effect that rests on grade D alone at its null value.
    [[nodiscard]] Parameters without_judgement(PriorSet set) const;
};

} // namespace afklar
