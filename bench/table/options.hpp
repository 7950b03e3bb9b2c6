#pragma once
/// What the command line of the table asks for.

#include <cstdint>
#include <string>
#include <vector>

namespace afklar::bench {

/// How much is run: `quick` shows that everything works and says little about speed.
enum class Extent : std::uint8_t { quick, usual, full };

struct Options {
    Extent extent = Extent::usual;
    bool json = false;
    std::string scaling; ///< file of the picture; empty: the table
};

/// Errors: `Error` naming the word that is not understood.
[[nodiscard]] Options options_of(const std::vector<std::string>& words);

/// Sizes of what is run.
struct Sizes {
    int rounds = 5;
    std::uint32_t workload = 100'000; ///< people of R1 and R2
    int people = 10'000;              ///< of the full model
    int weeks = 260;
    int burn_in = 104;
    int few = 100'000;
    int many = 1'000'000;    ///< against few
    int replicates = 8;      ///< for two threads
    int probed_weeks = 4000; ///< whose touched bytes are counted
};

[[nodiscard]] Sizes sizes_of(Extent extent);

} // namespace afklar::bench
