#pragma once
/// What it would be worth to know more before choosing: value of perfect and of partial information.
///
/// A choice is made once, for the mean over what is not known. Who knew more could choose better where
/// the best choice differs. The worth of every choice comes from a projection over parameter draws;
/// more is better.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <afklar/experiment/estimates.hpp>

namespace afklar {

/// A value with its standard error, in the unit of the worth.
struct Worth {
    double value = 0.0;
    double standard_error = 0.0;
};

/// A choice as it stands today.
struct ChoiceToday {
    std::optional<double> worth; ///< mean over draws
    std::optional<double>
        share_best; ///< of draws in which no other choice is worth more; ties shared
};

/// The decision as it stands today, and what perfect knowledge of all parameters would add.
struct Decision {
    std::vector<ChoiceToday> choices;
    std::size_t best = 0;  ///< the choice worth most on average
    std::size_t draws = 0; ///< in which every choice has a worth
    /// Value of knowing every parameter. Chance is taken out with two replicates or more: one replicate is
    /// judged by the choice that the others make, so that what is mere luck of the runs adds nothing; the
    /// value is then rather too low. With one replicate luck counts as knowledge.
    Worth perfect{};
    /// The same with the luck of all replicates counted as knowledge: rather too high.
    double plug_in = 0.0;
};

/// Looks at a decision. Shape: one matrix for each choice, draw by replicate, all of one design.
/// Errors: `Error` for fewer than two choices, other shapes, or fewer than 20 draws with every value.
[[nodiscard]] Decision look_at(std::span<const DrawMatrix> worth);

/// Value of knowing some parameters before choosing, the others staying unknown.
///
/// For each of ten parts of the draws, the other nine say which choice is best on average, and teach a rule:
/// what every other choice is worth over that one is regressed on the parameters' ranks, by a few polynomial
/// terms that are taken in one by one, as many as predict best in a second cross-validation. The rule chooses
/// for the draws of the part; the value is its mean gain over the choice that is best on average, judged by
/// the worth of draws that taught it nothing. So it is free of the optimism of fitted values, needs no
/// correction for chance, and is the value of what so many draws can teach: at most the value of the
/// information, up to its standard error. It comes out below zero where a rule has learnt what is not so.
///
/// Shape: `parameters` holds the values of each parameter by draw; only their order counts, ties share a
/// rank. Units: of the worth. Errors: as `look_at`, or if a parameter has other draws.
/// Cost: choices × 60 × terms × draws × parameters.
/// Source: the definition and the regression: Strong, Oakley and Brennan (2014), Medical Decision Making
/// 34, 311-326; judging it out of sample in place of their correction.
[[nodiscard]] Worth value_of_knowing(std::span<const DrawMatrix> worth,
                                     std::span<const std::vector<double>> parameters);

} // namespace afklar
