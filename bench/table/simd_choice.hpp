#pragma once
/// The instruction set that the user of a program has chosen.

namespace afklar::bench {

/// Uses what the environment variable AFKLAR_SIMD names, if it is set.
/// Errors: `Error` when there is no such instruction set, here or at all.
void use_chosen_simd();

} // namespace afklar::bench
