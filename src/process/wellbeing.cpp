#include <afklar/process/wellbeing.hpp>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "process/wellbeing.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>                    // IWYU pragma: keep

#include <hwy/highway.h>

#include "core/lanes.hpp"

#ifndef AFKLAR_WELLBEING_ONCE
#define AFKLAR_WELLBEING_ONCE
namespace afklar::detail {

/// The columns of a drift, bare.
struct DriftColumns {
    float* pressure = nullptr;
    float* health = nullptr;
    float* trust = nullptr;
    float* capacity = nullptr;
    float* capacity_mean = nullptr;
    float* capacity_gained = nullptr;
    const float* health_mean = nullptr;
    const float* trust_floor = nullptr;
    const std::uint16_t* row = nullptr;
    const BarrierSet* barriers = nullptr;
    const float* level = nullptr; ///< of pressure, by row and set of barriers
};

} // namespace afklar::detail
#endif

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The week of as many citizens as a vector has lanes: `drift_of`, operation for operation.
template <class D>
void drift_lanes(D d, const DriftColumns& c, std::size_t i, const DriftMasks& masks,
                 const WellbeingRates& rates) {
    const hn::RebindToSigned<D> d32;
    const hn::Rebind<std::uint16_t, D> d16;
    const hn::Rebind<std::uint8_t, D> d8;
    const auto set = [d](float x) { return hn::Set(d, x); };
    const auto zero = hn::Zero(d);
    const auto active = lanes_of(d, masks.active.words.data(), i);
    const auto store = [&](auto x, float* column) {
        hn::StoreU(hn::IfThenElse(active, x, hn::LoadU(d, column + i)), d, column + i);
    };

    const auto row = hn::PromoteTo(d32, hn::LoadU(d16, c.row + i));
    const auto barriers = hn::PromoteTo(d32, hn::LoadU(d8, c.barriers + i));
    const auto place = hn::Add(hn::ShiftLeft<barrier_set_bits>(row), barriers);
    const auto level = hn::IfThenElseZero(lanes_of(d, masks.clients.words.data(), i),
                                          hn::GatherIndex(d, c.level, place));
    const auto before = hn::LoadU(d, c.pressure + i);
    const auto pressure =
        hn::Add(before, hn::Mul(set(rates.pressure_speed), hn::Sub(level, before)));
    store(pressure, c.pressure);

    const auto health_mean = hn::LoadU(d, c.health_mean + i);
    auto health_level = hn::Sub(health_mean, hn::Mul(set(rates.pressure_effect), pressure));
    health_level =
        hn::Add(health_level, hn::IfThenElseZero(lanes_of(d, masks.treated.words.data(), i),
                                                 set(rates.treatment_gain)));
    health_level =
        hn::Add(health_level, hn::IfThenElseZero(lanes_of(d, masks.supported.words.data(), i),
                                                 set(rates.support_gain)));
    auto health = hn::LoadU(d, c.health + i);
    health = hn::Add(health, hn::Mul(set(rates.health_speed), hn::Sub(health_level, health)));
    health = hn::Min(hn::Max(health, zero), set(1.0F));
    store(health, c.health);

    const auto trust = hn::LoadU(d, c.trust + i);
    const auto above = hn::Max(hn::Sub(trust, hn::LoadU(d, c.trust_floor + i)), zero);
    const auto decay = hn::Mul(set(rates.trust_decay), above);
    store(hn::Sub(trust, hn::IfThenElseZero(lanes_of(d, masks.silent.words.data(), i), decay)),
          c.trust);

    const auto most = hn::IfThenElse(lanes_of(d, masks.flex.words.data(), i), set(rates.flex_gain),
                                     set(rates.work_gain));
    const auto gained = hn::LoadU(d, c.capacity_gained + i);
    auto gain = hn::Min(most, hn::Sub(set(rates.gain_max), gained));
    gain = hn::IfThenElseZero(lanes_of(d, masks.at_work.words.data(), i), hn::Max(gain, zero));
    store(hn::Add(gained, gain), c.capacity_gained);
    auto mean = hn::LoadU(d, c.capacity_mean + i);
    mean = hn::IfThenElse(hn::Gt(gain, zero), hn::Min(set(full_time_hours), hn::Add(mean, gain)),
                          mean);
    store(mean, c.capacity_mean);

    auto capacity_level =
        hn::Add(mean, hn::Mul(set(rates.capacity_effect), hn::Sub(health, health_mean)));
    capacity_level = hn::Min(hn::Max(capacity_level, zero), set(full_time_hours));
    const auto capacity = hn::LoadU(d, c.capacity + i);
    store(hn::Add(capacity, hn::Mul(set(rates.capacity_speed), hn::Sub(capacity_level, capacity))),
          c.capacity);
}

void drift_all(const DriftColumns& columns, const DriftMasks& masks, const WellbeingRates& rates) {
    const hn::ScalableTag<float> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t w = 0; w < masks.active.words.size(); ++w) {
        std::uint64_t active = masks.active.words[w];
        for (std::size_t i = w * word_size; active != 0; i += lanes) {
            const std::uint64_t here = lanes == word_size ? active : active << (word_size - lanes);
            if (here != 0) {
                drift_lanes(d, columns, i, masks, rates);
            }
            active = lanes == word_size ? 0 : active >> lanes;
        }
    }
}

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace afklar {

namespace detail {
namespace {
HWY_EXPORT(drift_all);
void drift_everyone(const DriftColumns& columns, const DriftMasks& masks,
                    const WellbeingRates& rates) {
    HWY_DYNAMIC_DISPATCH(drift_all)(columns, masks, rates);
}
} // namespace
} // namespace detail

DriftMasks drift_masks(const WeekContext& now, const WellbeingColumns& wellbeing) {
    const Citizens& people = now.people;
    const EffortColumns& effort = people.effort;
    MaskMaker& m = new_masks(now);
    const Mask clients{people.masks.clients};
    const Mask at_work = m.either(m.equal(people.place.status, Status::job),
                                  m.either(m.without(clients, m.equal(effort.place, Sector::none)),
                                           m.above_zero(wellbeing.ordinary_hours)));
    return {.active = Mask{people.masks.active},
            .clients = clients,
            .treated = m.both(m.at_most(effort.treatment_from, now.week),
                              m.above(effort.treatment_until, now.week)),
            .supported = m.above(effort.home_support_until, now.week),
            .silent = m.at_most(people.contact.last_held, now.week - 2),
            .at_work = at_work,
            .flex = m.equal(people.place.status, Status::development_flex_job)};
}

void drift_of(WellbeingColumns& w, CitizenIndex i, const DriftOfOne& how,
              const WellbeingRates& rates) noexcept {
    w.pressure[i] += rates.pressure_speed * (how.level - w.pressure[i]);

    const float health_level = w.health_mean[i] - rates.pressure_effect * w.pressure[i] +
                               (how.treated ? rates.treatment_gain : 0.0F) +
                               (how.supported ? rates.support_gain : 0.0F);
    w.health[i] =
        clamp_to(w.health[i] + rates.health_speed * (health_level - w.health[i]), 0.0F, 1.0F);

    if (how.silent) {
        w.trust[i] -= rates.trust_decay * std::max(0.0F, w.trust[i] - w.trust_floor[i]);
    }

    const float most = how.flex ? rates.flex_gain : rates.work_gain;
    const float gain = std::min(most, rates.gain_max - w.capacity_gained[i]);
    if (how.at_work && gain > 0.0F) {
        w.capacity_gained[i] += gain;
        w.capacity_mean[i] = std::min(full_time_hours, w.capacity_mean[i] + gain);
    }

    const float capacity_level =
        clamp_to(w.capacity_mean[i] + rates.capacity_effect * (w.health[i] - w.health_mean[i]),
                 0.0F, full_time_hours);
    w.capacity[i] += rates.capacity_speed * (capacity_level - w.capacity[i]);
}

void drift(WellbeingColumns& w, const WeekContext& now, const DriftMasks& masks) {
    const Citizens& people = now.people;
    detail::drift_everyone({.pressure = w.pressure.data(),
                            .health = w.health.data(),
                            .trust = w.trust.data(),
                            .capacity = w.capacity.data(),
                            .capacity_mean = w.capacity_mean.data(),
                            .capacity_gained = w.capacity_gained.data(),
                            .health_mean = w.health_mean.data(),
                            .trust_floor = w.trust_floor.data(),
                            .row = people.rules.row.data(),
                            .barriers = people.who.barriers.data(),
                            .level = now.table.pressure_levels().data()},
                           masks, WellbeingRates(now.p));
}

} // namespace afklar
#endif
