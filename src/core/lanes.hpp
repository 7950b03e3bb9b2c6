// Masks as vectors read them, for bodies that Highway compiles once for each instruction set: include this
// after foreach_target.h.

#ifndef AFKLAR_CORE_LANES_ONCE
#define AFKLAR_CORE_LANES_ONCE

#include <cstddef>
#include <cstdint>
#include <cstring>

#include <afklar/core/column.hpp>

#endif

// Once for each instruction set.
#if defined(AFKLAR_CORE_LANES_TARGET) == defined(HWY_TARGET_TOGGLE)
#ifdef AFKLAR_CORE_LANES_TARGET
#undef AFKLAR_CORE_LANES_TARGET
#else
#define AFKLAR_CORE_LANES_TARGET
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The lanes of a vector whose agents, from one on, are in a mask.
/// Domain: the first agent is a multiple of the lanes.
template <class D>
HWY_INLINE hn::Mask<D> lanes_of(D d, const std::uint64_t* mask, std::size_t agent) {
    constexpr std::size_t byte = 8;
    alignas(8) std::uint8_t bytes[sizeof *mask];
    if constexpr (hn::MaxLanes(D()) >= byte) { // they begin with a byte
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the bytes of the words
        return hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(mask) + agent / byte);
    }
    const std::uint64_t bits = mask[agent / word_size] >> (agent % word_size);
    std::memcpy(bytes, &bits, sizeof bits);
    return hn::LoadMaskBits(d, bytes);
}

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
