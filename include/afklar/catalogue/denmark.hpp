#pragma once
/// The shipped parameters and margins of Denmark.

#include <afklar/evidence/parameter_set.hpp>
#include <afklar/experiment/population.hpp>

namespace afklar {

/// Every parameter with prior, grade and sources, from `parameters/denmark.toml`.
[[nodiscard]] ParameterSet denmark();

/// Published margins of cash-assistance recipients at the end of 2019, from
/// `population/denmark-2019.toml`.
[[nodiscard]] Margins denmark_2019();

} // namespace afklar
