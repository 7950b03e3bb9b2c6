#pragma once
/// The instruction sets that the leaf kernels are built for, and which of them is used. The choice moves
/// no result: every kernel gives the same bits under each.

#include <array>
#include <cstdint>
#include <string_view>

#include <afklar/core/enum.hpp>

namespace afklar {

/// Families of vector instructions, from the narrowest to the widest.
enum class Simd : std::uint8_t {
    baseline, ///< whatever every processor of its kind has; on x86 vectors of 128 bits
    avx2,     ///< x86, vectors of 256 bits
    avx512,   ///< x86, vectors of 512 bits
    count_
};

constexpr std::array<std::string_view, count_of<Simd>> names_of(Simd) {
    return {"baseline", "avx2", "avx512"};
}

/// Whether this processor has the instructions and the library was built for them.
/// Domain: as for `use_simd`.
[[nodiscard]] bool simd_supported(Simd simd);

/// Uses nothing wider from now on. Without a call the widest that is supported is used.
/// Errors: `Error` when it is not supported, naming those that are.
/// Domain: called before threads are started, as it acts on the whole program.
void use_simd(Simd simd);

/// The widest that kernels use now.
[[nodiscard]] Simd simd_in_use() noexcept;

/// The environment variable by which programs let their users choose; the library never reads it.
inline constexpr const char* simd_variable = "AFKLAR_SIMD";

} // namespace afklar
