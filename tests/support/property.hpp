#pragma once

/// Properties that hold for generated cases. `rc::check` prints the seed when one does not; run
/// again with `RC_PARAMS="seed=…"` to meet the same case.

#include <string>
#include <utility>

#include <rapidcheck.h>
#include <support/catch.hpp>

namespace afklar::test {

/// Checks that `property`, a callable whose parameters are generated, holds in every case. Inside
/// it, `RC_ASSERT`, `RC_PRE` and `*rc::gen::…` are at hand.
template <typename Property>
void holds(const std::string& sentence, Property&& property) {
    CHECK(rc::check(sentence, std::forward<Property>(property)));
}

} // namespace afklar::test
