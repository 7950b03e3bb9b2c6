#pragma once
/// What every program of ours does around its work: words and an exit status for what goes wrong.

#include <functional>

namespace afklar::cli {

/// Exit status of a program.
enum Exit : int { done = 0, failed = 1, wrong_input = 2 };

/// Does the work, which gives an exit status; what goes wrong is told on standard error.
[[nodiscard]] int status_of(const std::function<int()>& work);

/// Uses the instruction set that the user chose in the environment, if any. It moves no result.
/// Errors: `CommandLineError`.
void choose_simd();

} // namespace afklar::cli
