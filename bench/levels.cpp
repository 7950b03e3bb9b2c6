#include "levels.hpp"

namespace afklar::bench {

bool level_supported(Simd level) {
    switch (level) {
    case Simd::baseline:
        return __builtin_cpu_supports("sse4.2") != 0 && __builtin_cpu_supports("popcnt") != 0;
    case Simd::avx2:
        return simd_supported(level) && __builtin_cpu_supports("bmi2") != 0 &&
               __builtin_cpu_supports("fma") != 0;
    case Simd::avx512:
        return simd_supported(level) && __builtin_cpu_supports("avx512bw") != 0 &&
               __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
               __builtin_cpu_supports("avx512cd") != 0;
    case Simd::count_:
        break;
    }
    return false;
}

Outcome run_level(Simd level, Code code, const Task& task) {
    Outcome outcome;
    switch (level) {
    case Simd::baseline:
        baseline::run(code, task, outcome);
        break;
    case Simd::avx2:
        avx2::run(code, task, outcome);
        break;
    case Simd::avx512:
        avx512::run(code, task, outcome);
        break;
    case Simd::count_:
        break;
    }
    return outcome;
}

} // namespace afklar::bench
