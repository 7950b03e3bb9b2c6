// R1 and R2 through the library's blocks against the yardstick and against separate builds.
// Usage: workloads_bench [PEOPLE [ROUNDS]]

#include <cstdio>
#include <cstdlib>

#include "compare.hpp"

int main(int argc, char** argv) {
    using namespace afklar;
    bench::ComparisonPlan plan;
    if (argc > 1) {
        plan.people = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
    }
    if (argc > 2) {
        plan.rounds = std::atoi(argv[2]);
    }
    if (plan.people == 0 || plan.rounds < 1) {
        std::fputs("usage: workloads_bench [PEOPLE [ROUNDS]]\n", stderr);
        return 2;
    }
    std::printf("%u people, 520 weeks, CPU time in ms, medians of %d\n", plan.people, plan.rounds);
    std::printf("%-16s %-9s %8s %9s %9s %12s %11s  %s\n", "workload", "simd", "blocks", "separate",
                "reference", "to reference", "to separate", "digest");
    constexpr double milli = 1e3;
    bool agree = true;
    for (const bench::Comparison& c : bench::compare_workloads(plan)) {
        std::printf("%-16s %-9s %8.1f %9.1f %9.1f %12.2f %11.2f  %016llx%s\n", c.workload.c_str(),
                    name_of(c.level).data(), c.blocks * milli, c.separate * milli,
                    c.reference * milli, c.to_reference(), c.to_separate(),
                    static_cast<unsigned long long>(c.digest), c.agree ? "" : " DISAGREES");
        agree = agree && c.agree;
    }
    return agree ? 0 : 1;
}
