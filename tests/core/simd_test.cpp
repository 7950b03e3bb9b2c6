#include <afklar/core/simd.hpp>

#include <string>

#include <hwy/targets.h>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

/// Uses again what was used before, also when a check throws.
struct Restore {
    Restore() = default;
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;
    ~Restore() { use_simd(before); }
    Simd before = simd_in_use();
};

} // namespace

TEST_CASE("what is asked for is used, and nothing wider") {
    const Restore restore;
    for_each_value<Simd>([&](Simd simd) {
        CAPTURE(name_of(simd));
        if (simd_supported(simd)) {
            use_simd(simd);
            CHECK(simd_in_use() == simd);
            CHECK(simd_supported(restore.before)); // the choice of less forgets nothing
            CHECK(simd_in_use() == simd);          // and asking changes nothing
        }
    });
}

TEST_CASE("without a choice the widest is used") {
    for_each_value<Simd>([](Simd simd) { CHECK(simd_supported(simd) == (simd <= simd_in_use())); });
}

TEST_CASE("names are those of the environment variable") {
    CHECK(value_named<Simd>("baseline") == Simd::baseline);
    CHECK(value_named<Simd>("avx2") == Simd::avx2);
    CHECK(value_named<Simd>("avx512") == Simd::avx512);
    CHECK_FALSE(value_named<Simd>("sse2"));
    CHECK(std::string(simd_variable) == "AFKLAR_SIMD");
}

TEST_CASE("what the processor does not have is refused with what it has") {
    // A processor that has nothing but what all have.
    const Restore restore;
    hwy::SetSupportedTargetsForTest(HWY_STATIC_TARGET);
    std::string words;
    try {
        use_simd(Simd::avx512);
    } catch (const Error& error) {
        words = error.what();
    }
    hwy::SetSupportedTargetsForTest(0);
    CHECK_THAT(words, Catch::Contains("'avx512'"));
    CHECK_THAT(words, Catch::EndsWith("allowed here: baseline"));
}
