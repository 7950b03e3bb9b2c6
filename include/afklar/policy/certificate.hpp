#pragma once
/// Proof of what an arm of a comparison is: the hash of all its rules, and all differences to another.

#include <string>
#include <vector>

#include <afklar/policy/policy.hpp>

namespace afklar {

/// What one arm is: the hash of `listing`, so that equal rules in every week, region and group have an
/// equal hash.
struct ArmCertificate {
    std::string name;
    std::string sha256;
};

/// All that differs between two arms, and the hash of it as text.
struct PairCertificate {
    std::string a;
    std::string b;
    std::string sha256;
    std::vector<RuleDifference> differences;
};

/// All arms of a comparison, and every pair of them; those with the baseline, which is `a`, come first.
struct Certificate {
    std::vector<ArmCertificate> arms;
    std::vector<PairCertificate> pairs;
};

/// All rules of a policy as text: a line for each stretch of weeks, region, group and provision.
std::string listing(const RuleBook& book, Week weeks);

/// The certificate of all arms in their order.
/// Errors: `ScenarioError` when a policy is wrong, `Error` when there is no such baseline.
Certificate certify(const std::vector<NamedPolicy>& arms, const std::string& baseline,
                    const PolicyWeeks& over);

/// Differences that hold in several regions told once.
struct RegionalDifference {
    RuleDifference difference{};
    std::uint8_t regions = 0; ///< one bit each
};
std::vector<RegionalDifference> by_regions(const std::vector<RuleDifference>& differences);

/// `everyone`, or a selector's conditions: `age 50 and over, barriers mental_illness`.
std::string in_words(const std::optional<Selector>& who);

/// `all regions`, `east`, `west`, or names.
std::string regions_in_words(std::uint8_t regions);

} // namespace afklar
