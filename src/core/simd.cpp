#include <afklar/core/simd.hpp>

#include <string>

#include <hwy/targets.h>

#include <afklar/core/error.hpp>

namespace afklar {

namespace {

#if HWY_ARCH_X86
constexpr std::int64_t of_avx512 = HWY_AVX3 | HWY_AVX3_DL;
constexpr std::int64_t of_avx2 = HWY_AVX2;
#else
constexpr std::int64_t of_avx512 = 0;
constexpr std::int64_t of_avx2 = 0;
#endif

/// Highway's targets that are wider than a family.
constexpr std::int64_t wider_than(Simd simd) noexcept {
    switch (simd) {
    case Simd::baseline:
        return of_avx512 | of_avx2;
    case Simd::avx2:
        return of_avx512;
    case Simd::avx512:
    case Simd::count_:
        break;
    }
    return 0;
}

/// Which family the best of some targets belongs to.
constexpr Simd widest_of(std::int64_t targets) noexcept {
    return (targets & of_avx512) != 0 ? Simd::avx512
           : (targets & of_avx2) != 0 ? Simd::avx2
                                      : Simd::baseline;
}

} // namespace

bool simd_supported(Simd simd) {
    const Simd used = simd_in_use();
    hwy::DisableTargets(0);
    const Simd widest = simd_in_use();
    hwy::DisableTargets(wider_than(used));
    return simd <= widest;
}

void use_simd(Simd simd) {
    if (!simd_supported(simd)) {
        std::string allowed;
        for_each_value<Simd>([&](Simd each) {
            if (simd_supported(each)) {
                allowed += (allowed.empty() ? "" : ", ") + std::string(name_of(each));
            }
        });
        throw Error("this processor does not have the instructions '" + std::string(name_of(simd)) +
                    "'; allowed here: " + allowed);
    }
    hwy::DisableTargets(wider_than(simd));
}

Simd simd_in_use() noexcept { return widest_of(hwy::SupportedTargets() & HWY_TARGETS); }

} // namespace afklar
