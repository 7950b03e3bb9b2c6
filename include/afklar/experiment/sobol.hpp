#pragma once
/// Sobol points: parameter draws that cover pairs and triples of parameters evenly as well.

#include <cstdint>
#include <functional>
#include <vector>

namespace afklar {

class Draws;

/// Supplies the 64 bits by which a parameter's digits are shifted: same parameter, same bits.
using SobolShift = std::function<std::uint64_t(std::uint32_t parameter)>;

/// Most parameters that the table of direction numbers has.
inline constexpr std::uint32_t most_sobol_parameters = 3667;

/// The ranks in (0, 1) of the parameters 0, 1, … in one draw: a point of the Sobol sequence, the origin
/// being the first, whose binary digits are shifted.
///
/// Of 2^m draws each of the 2^m equal strata of a parameter is hit once; a number of draws that is no
/// power of two covers them less evenly. A parameter's ranks depend on its number and on nothing of the
/// others; those of the first draws stay when draws are added.
/// Errors: `Error` above 3,667 parameters. Draws: one of `shift` for each parameter.
/// Cost: 64 numbers a parameter for the table.
/// Source: Sobol (1967); direction numbers of Joe and Kuo (2008), SIAM Journal on Scientific Computing
/// 30, 2635-2654; digital shift: L'Ecuyer and Lemieux (2002).
[[nodiscard]] std::vector<double> sobol_point(std::uint32_t draw, std::uint32_t parameters,
                                              const SobolShift& shift);

/// The ranks of one parameter in the draws 0, 1, …. Errors and draws as above.
[[nodiscard]] std::vector<double> sobol_column(std::uint32_t parameter, std::uint32_t draws,
                                               const SobolShift& shift);

/// The shift of a design.
/// Domain: parameters below 65,536. Draws: `parameter_jitter` of the agent kind `design`, agents 0 and 1,
/// *when* the parameter; 32 refining bits each.
[[nodiscard]] SobolShift sobol_shift(const Draws& draws);

} // namespace afklar
