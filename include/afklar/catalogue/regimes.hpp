#pragma once
/// The shipped regimes as values.

#include <afklar/policy/policy.hpp>

namespace afklar::regimes {

/// The rules of 1 January to 10 March 2020, taken as permanent. Source: S11, S13, L001-L032.
[[nodiscard]] Policy full_obligations();

/// No duty, no sanctions, voluntary, remote, personal: 11 March to 26 May 2020. Source: L034-L038.
[[nodiscard]] Policy covid_suspension();

} // namespace afklar::regimes
