#include "simd_choice.hpp"

#include <cstdlib>
#include <string>

#include <afklar/core/error.hpp>
#include <afklar/core/simd.hpp>

namespace afklar::bench {

void use_chosen_simd() {
    const char* const name = std::getenv(simd_variable); // NOLINT(concurrency-mt-unsafe)
    if (name == nullptr || *name == '\0') {
        return;
    }
    const auto simd = value_named<Simd>(name);
    if (!simd) {
        throw Error(std::string{simd_variable} + "=" + name + ": must be baseline, avx2 or avx512");
    }
    use_simd(*simd);
}

} // namespace afklar::bench
