#pragma once

/// Runs a check under each instruction set that the machine and the build have.

#include <cstdint>
#include <vector>

#include <hwy/targets.h>
#include <support/catch.hpp>

namespace afklar::test {

/// Lets one instruction set be chosen; 0 for whatever the machine offers.
inline void choose_instruction_set(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

/// Calls `check` under each; the choice is the machine's again afterwards, also when it throws.
template <class F>
void for_each_instruction_set(F&& check) {
    struct Restore {
        Restore() = default;
        Restore(const Restore&) = delete;
        Restore& operator=(const Restore&) = delete;
        ~Restore() { choose_instruction_set(0); }
    } const restore;
    choose_instruction_set(0);
    const std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
    REQUIRE_FALSE(targets.empty());
    for (const std::int64_t target : targets) {
        CAPTURE(hwy::TargetName(target));
        choose_instruction_set(target);
        check();
    }
}

} // namespace afklar::test
