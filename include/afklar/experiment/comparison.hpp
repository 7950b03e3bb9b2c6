#pragma once
/// Extra cost per extra effect: a ratio of differences, which need not exist.

#include <afklar/experiment/estimates.hpp>

namespace afklar {

/// Summarises Δcost / Δeffect over runs.
///
/// The mean is the ratio of the mean differences, and empty unless the mean extra effect is above zero;
/// its interval is that of the linearised ratio, and empty unless the extra effect is above zero with
/// 95 % confidence. Over draws, a draw that costs more for no more effect counts as infinitely dear: a
/// quantile that falls on one is empty. A draw that costs less for less effect has no place in that
/// order, and then all quantiles are empty. `share_positive` is the share of draws that buy more effect
/// at a cost; spreads are left empty.
/// Errors: `Error` if the shapes differ.
[[nodiscard]] Estimate estimate_ratio(const DrawMatrix& extra_cost, const DrawMatrix& extra_effect);

} // namespace afklar
