#pragma once
/// Step 3 of the week, wellbeing: changes health, trust, pressure, work capacity and barriers.
///
/// pressure  moves towards the level of the rules, amplified by barriers (0 without a benefit):
///           base + (duty + sanction_threat + demand*demands)*(1 + per_barrier*barriers), by rule row
///           (`make_rule_row` in src/process/rule_table.cpp; parameters pressure.*)
/// health    reverts to the personal mean, lowered by pressure, raised by treatment and home support
/// trust     decays towards its floor in weeks without contact
/// capacity  moves towards the personal level + health_effect * 37 * (health - its mean); work raises the
///           personal level, by gain_max at most
/// Sickness benefit has a simpler course and is left as it is.
/// There is no weekly noise: people differ by their means, and rare shocks with a cause move them.

#include <algorithm>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/context.hpp>

namespace afklar {

/// What step 3 changes.
struct WellbeingChanges {
    WellbeingColumns& wellbeing;
    Column<BarrierSet>& barriers;
    std::vector<CitizenIndex>& stale; ///< whose barriers changed
};

/// Speeds and effects of a week, in the precision of the columns.
struct WellbeingRates {
    explicit WellbeingRates(const Parameters& p) noexcept
        : pressure_speed(static_cast<float>(p.pressure.speed)),
          health_speed(static_cast<float>(p.health.speed)),
          capacity_speed(static_cast<float>(p.capacity.speed)),
          trust_decay(static_cast<float>(p.trust.decay)),
          pressure_effect(static_cast<float>(p.health.pressure_effect)),
          treatment_gain(static_cast<float>(p.health.treatment_gain)),
          support_gain(static_cast<float>(p.health.home_support_gain)),
          capacity_effect(static_cast<float>(p.capacity.health_effect) * full_time_hours),
          work_gain(static_cast<float>(p.capacity.work_gain)),
          flex_gain(static_cast<float>(p.devflex.capacity_gain)),
          gain_max(static_cast<float>(p.capacity.gain_max)) {}

    float pressure_speed;
    float health_speed;
    float capacity_speed;
    float trust_decay;
    float pressure_effect;
    float treatment_gain;
    float support_gain;
    float capacity_effect;
    float work_gain;
    float flex_gain;
    float gain_max;
};

/// Whether treatment is under way.
inline bool in_treatment(const WeekContext& now, CitizenIndex i) noexcept {
    const EffortColumns& effort = now.people.effort;
    return effort.treatment_from[i] <= now.week && effort.treatment_until[i] > now.week;
}

/// How a week finds people before they drift.
struct DriftMasks {
    Mask active;    ///< who drifts
    Mask clients;   ///< the rules press on them
    Mask treated;   ///< treatment is under way
    Mask supported; ///< with home support
    Mask silent;    ///< no conversation last week or this
    Mask at_work;   ///< in a job, or with hours or a place of work beside the benefit
    Mask flex;      ///< in a development flex job
};

/// Works out who is how. Cost: ten passes over columns.
DriftMasks drift_masks(const WeekContext& now, const WellbeingColumns& wellbeing);

/// What one citizen drifts by.
struct DriftOfOne {
    float level = 0.0F; ///< of pressure under the rules; 0 without a benefit
    bool treated = false;
    bool supported = false;
    bool silent = false;
    bool at_work = false;
    bool flex = false;
};

/// The week of one citizen: pressure moves towards the level of the rules; health reverts to the personal
/// mean, lowered by pressure, raised by treatment and home support; trust decays in silence; work raises
/// the personal level of capacity, up to the most it can; capacity moves towards that level, changed by
/// how far health is from its mean. `drift` does this for everyone.
void drift_of(WellbeingColumns& w, CitizenIndex i, const DriftOfOne& how,
              const WellbeingRates& rates) noexcept;

/// Everyone's pressure, health, trust and capacity move by a week, many at a time.
/// Draws: none. Cost: one pass over eight columns.
void drift(WellbeingColumns& w, const WeekContext& now, const DriftMasks& masks);

/// Everyone drifts, and treatments begin.
template <Observer O>
void drift_week(WellbeingColumns& w, const WeekContext& now, O& observe) {
    const DriftMasks masks = drift_masks(now, w);
    MaskMaker& m = now.scratch.masks;
    m.both(masks.active, m.equal(now.people.effort.treatment_from, column_of(now.week)))
        .for_each([&](CitizenIndex i) { observe.event(Count::treatment_started, i); });
    drift(w, now, masks);
}

/// Rare events of health, part of which lasts, and of life. Draws: health_event, life_event.
inline void events(WellbeingColumns& w, const WeekContext& now) {
    const HealthParameters& p = now.p.health;
    const Sweep active(now, now.people.masks.active);
    const double most = p.event * (1.0 + p.event_slope * middle_of_scale);
    active.each(Purpose::health_event, most, [&](const Candidate& c) {
        const double vulnerable = 1.5 - static_cast<double>(w.health[c.i]);
        if (c.happens(p.event * vulnerable)) {
            const auto step = static_cast<float>(p.event_step);
            const auto lasting = static_cast<float>(p.event_lasting);
            w.health[c.i] = std::max(0.0F, w.health[c.i] - step);
            w.health_mean[c.i] = std::max(0.0F, w.health_mean[c.i] - step * lasting);
        }
    });
    active.each(Purpose::life_event, p.life_event, [&](const Candidate& c) {
        if (c.happens(p.life_event)) {
            const auto trust_step = static_cast<float>(now.p.trust.life_event_step);
            w.health[c.i] = std::max(0.0F, w.health[c.i] - static_cast<float>(p.life_event_step));
            w.trust[c.i] = std::max(0.0F, w.trust[c.i] - trust_step);
        }
    });
}

/// One barrier of a set, each as likely; none of an empty one. Draws: barrier_which.
inline BarrierSet pick_barrier(const WeekContext& now, CitizenIndex i, BarrierSet set) noexcept {
    auto which = static_cast<std::size_t>(
        now.uniform(Purpose::barrier_which, i, static_cast<std::uint32_t>(now.week)) *
        static_cast<double>(number_of(set)));
    for (std::size_t b = 0; b < count_of<Barrier>; ++b) {
        if ((set >> b & 1U) != 0 && which-- == 0) {
            return static_cast<BarrierSet>(1U << b);
        }
    }
    return BarrierSet{0};
}

/// Barriers that can be treated ease, sooner under treatment, later under pressure.
/// Draws: barrier_eases, barrier_which.
inline void ease_barriers(const WellbeingChanges& change, const WeekContext& now,
                          const Sweep& cash) {
    const BarriersParameters& p = now.p.barriers;
    const double fastest = std::min(1.0, p.ease * p.ease_treatment);
    cash.each(Purpose::barrier_eases, fastest, [&](const Candidate& c) {
        BarrierSet& barriers = change.barriers[c.i];
        const auto can_ease = static_cast<BarrierSet>(barriers & treatable_barriers);
        const double pressure = static_cast<double>(change.wellbeing.pressure[c.i]);
        const double chance = p.ease * (in_treatment(now, c.i) ? p.ease_treatment : 1.0) *
                              det_exp(-p.ease_pressure * pressure);
        if (can_ease != 0 && c.happens(std::min(fastest, chance))) {
            barriers = static_cast<BarrierSet>(barriers & ~pick_barrier(now, c.i, can_ease));
            change.stale.push_back(c.i);
        }
    });
}

/// Barriers that are not there may grow. Draws: barrier_grows, barrier_which.
inline void grow_barriers(const WellbeingChanges& change, const WeekContext& now,
                          const Sweep& cash) {
    const double chance = now.p.barriers.grow;
    cash.each(Purpose::barrier_grows, chance, [&](const Candidate& c) {
        BarrierSet& barriers = change.barriers[c.i];
        const auto absent = static_cast<BarrierSet>(treatable_barriers & ~barriers);
        if (absent != 0 && c.happens(chance)) {
            barriers = static_cast<BarrierSet>(barriers | pick_barrier(now, c.i, absent));
            change.stale.push_back(c.i);
        }
    });
}

/// Step 3. Draws: health_event, life_event, barrier_eases, barrier_grows, barrier_which, by week.
template <Observer O>
void wellbeing(const WellbeingChanges& change, const WeekContext& now, O& observe) {
    drift_week(change.wellbeing, now, observe);
    events(change.wellbeing, now);
    const Sweep cash(now, now.people.masks.cash);
    ease_barriers(change, now, cash);
    grow_barriers(change, now, cash);
}

} // namespace afklar
