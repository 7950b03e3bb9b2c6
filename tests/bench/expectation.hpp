#pragma once

/// The exact expectation of R1, and how far head counts lie from it.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <bench/chances.hpp>
#include <bench/outcome.hpp>

namespace afklar::test {

using ExpectedHeads = std::vector<std::array<double, bench::state_count>>;

/// Mean head counts after each week, by the recursion of the probabilities over weeks on benefit.
/// `clarified_factor`: of the chance of being clarified; `job_ends`: the chance to lose a job.
inline ExpectedHeads expected_heads(std::uint32_t people, double clarified_factor = 1.0,
                                    double job_ends = bench::job_ends) {
    constexpr std::size_t longest = bench::longest_start + bench::workload_weeks + 1;
    ExpectedHeads heads(bench::workload_weeks, {0.0, 0.0, 0.0, 0.0});
    for (std::size_t group = 0; group < bench::groups; ++group) {
        std::vector<double> benefit(longest, 0.0); // people by weeks on benefit
        for (std::uint32_t i = 0; i < people; ++i) {
            if (bench::group_of(i) == group) {
                benefit[static_cast<std::size_t>(bench::weeks_at_start(i))] += 1.0;
            }
        }
        std::array<double, 3> gone{0.0, 0.0, 0.0}; // in a job, clarified, pensioned
        for (auto& week : heads) {
            const std::array<double, 3> first{bench::job_at_first[group],
                                              clarified_factor * bench::clarified_at_first[group],
                                              bench::pension_at_first[group]};
            const double back = gone[0] * job_ends;
            gone[0] -= back;
            for (std::size_t w = longest - 1; w-- > 0;) {
                const double fall = std::exp(-static_cast<double>(w) / bench::weeks_to_fall);
                const double before = benefit[w];
                benefit[w + 1] = before;
                for (std::size_t k = 0; k < 3; ++k) {
                    gone[k] += before * first[k] * fall;
                    benefit[w + 1] -= before * first[k] * fall;
                }
            }
            benefit[0] = back;
            for (const double number : benefit) {
                week[0] += number;
            }
            for (std::size_t k = 0; k < 3; ++k) {
                week[k + 1] += gone[k];
            }
        }
    }
    return heads;
}

/// The largest distance of mean head counts from an expectation, in standard errors. A head count is a
/// sum of independent yes and no, so its variance is at most e (1 - e / n).
inline double largest_z(const std::vector<bench::Outcome>& runs, const ExpectedHeads& expected,
                        std::uint32_t people) {
    const auto number = static_cast<double>(runs.size());
    double largest = 0.0;
    for (std::size_t week = 0; week < expected.size(); ++week) {
        for (std::size_t state = 0; state < bench::state_count; ++state) {
            double mean = 0.0;
            for (const bench::Outcome& run : runs) {
                mean += static_cast<double>(run.heads[week][state]) / number;
            }
            const double e = expected[week][state];
            const double error = std::sqrt(std::max(1.0, e * (1.0 - e / people)) / number);
            largest = std::max(largest, std::abs(mean - e) / error);
        }
    }
    return largest;
}

/// Two counts of every week and state are looked at, 2,080 of them, each a standard normal number but
/// for its size: by Bonferroni's bound one is beyond 4.5 with a chance below 1.5 %, and far below as
/// weeks go together. Seeds are fixed.
inline constexpr double largest_z_allowed = 4.5;

} // namespace afklar::test
