#pragma once
/// The shipped regimes as values.

#include <afklar/policy/policy.hpp>

namespace afklar::regimes {

/// The rules before 2020, four conversations in each twelve months. Source: L033, D375.
[[nodiscard]] Policy rules_2019();

/// The rules of 1 January to 10 March 2020, taken as permanent. Source: S11, S13, L001-L032.
[[nodiscard]] Policy full_obligations();

/// No duty, no sanctions, voluntary, remote, personal: 11 March to 26 May 2020. Source: L034-L038.
[[nodiscard]] Policy covid_suspension();

/// Duties and sanctions back, conversations and offers different in east and west: 27 May to
/// 19 December 2020. Source: S20, L039-L043.
[[nodiscard]] Policy restart_2020();

/// Free choice of mode, offers set aside: 20 December 2020 to 31 July 2021. Source: L044, D327-D332.
[[nodiscard]] Policy second_wave_2020_2021();

} // namespace afklar::regimes
