// P9: results that must not depend on threads, on the size of a block, or on the instruction set.

#include <memory>
#include <optional>
#include <set>

#include <fmt/format.h>

#include <afklar/core/simd.hpp>

#include "bench/r1.hpp"
#include "bench/r2.hpp"
#include "workloads.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

/// Digests of what is to be the same.
class Same {
public:
    void add(std::uint64_t digest) {
        ++compared_;
        differ_ += first_.value_or(digest) == digest ? 0 : 1;
        first_ = first_.value_or(digest);
    }
    [[nodiscard]] int compared() const { return compared_; }
    [[nodiscard]] int differ() const { return differ_; }

private:
    std::optional<std::uint64_t> first_;
    int compared_ = 0;
    int differ_ = 0;
};

/// Calls `f` under every instruction set of this processor.
template <class F>
void under_each_instruction_set(F&& f) {
    const Simd before = simd_in_use();
    for_each_value<Simd>([&](Simd level) {
        if (simd_supported(level)) {
            use_simd(level);
            f();
        }
    });
    use_simd(before);
}

Same full_run(int people) {
    Same same;
    ProjectionSpec spec = with_seven_proposals(denmark_of(people, {26, 52}));
    under_each_instruction_set([&] {
        for (const int threads : {1, 2, 3, 7}) {
            spec.threads = threads;
            same.add(run_through(spec).digest);
        }
    });
    return same;
}

/// A workload in blocks of different sizes, with bounds lowered more or less often.
template <class Workload>
Same in_blocks(Workload&& workload) {
    Same same;
    under_each_instruction_set([&] {
        for (const std::uint32_t people_at_once : {3200U, 6400U, 32000U}) {
            for (const int refresh : {13, 26}) {
                same.add(digest(workload(Plan{people_at_once, refresh})));
            }
        }
    });
    return same;
}

} // namespace

Measurement same_bytes(const Sizes& sizes) {
    constexpr std::uint32_t workload_people = 40'000;
    const auto all = [people = sizes.people / 10] {
        return std::vector{
            in_blocks([](const Plan& plan) { return r1(workload_people, 1, 0, plan); }),
            in_blocks([](const Plan& plan) { return r2(workload_people, 12, 1, 0, plan); }),
            in_blocks([](const Plan& plan) { return r2(workload_people, 5, 1, 0, plan); }),
            full_run(people)};
    };
    // Exact, so once is enough.
    const auto found = std::make_shared<std::vector<Same>>();
    const auto differing = [found, all] {
        if (found->empty()) {
            *found = all();
        }
        int differ = 0;
        for (const Same& same : *found) {
            differ += same.differ();
        }
        return static_cast<double>(differ);
    };
    const auto rows = [found](const std::vector<double>& differ) {
        return std::vector{
            row("P9", differ[0],
                {fmt::format("of {} + {} + {} runs of R1 and R2 (instruction sets, block sizes, "
                             "intervals of refresh) and {} of the full model (threads 1, 2, 3, 7, "
                             "instruction sets)",
                             (*found)[0].compared(), (*found)[1].compared(), (*found)[2].compared(),
                             (*found)[3].compared()),
                 "compilers: tests/determinism/compilers.sh, in CI"})};
    };
    return {"same bytes", {differing}, rows};
}

} // namespace afklar::bench
