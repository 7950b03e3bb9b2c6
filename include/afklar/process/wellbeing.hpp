#pragma once
/// Step 3 of the week, wellbeing: changes health, trust, pressure, work capacity and barriers.
///
/// pressure  moves towards the level of the rules, amplified by barriers (0 without a benefit)
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

/// Step 3. Draws: health_event, life_event, barrier_eases, barrier_grows, barrier_which, by week.
template <Observer O>
void wellbeing(const WellbeingChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    WellbeingColumns& w = change.wellbeing;
    const auto week = static_cast<WeekColumn>(now.week);

    const auto pressure_speed = static_cast<float>(p.pressure.speed);
    const auto health_speed = static_cast<float>(p.health.speed);
    const auto capacity_speed = static_cast<float>(p.capacity.speed);
    const auto trust_decay = static_cast<float>(p.trust.decay);
    const auto pressure_effect = static_cast<float>(p.health.pressure_effect);
    const auto treatment_gain = static_cast<float>(p.health.treatment_gain);
    const auto support_gain = static_cast<float>(p.health.home_support_gain);
    const auto capacity_effect = static_cast<float>(p.capacity.health_effect) * full_time_hours;
    const auto work_gain = static_cast<float>(p.capacity.work_gain);
    const auto flex_gain = static_cast<float>(p.devflex.capacity_gain);
    const auto gain_max = static_cast<float>(p.capacity.gain_max);

    for_each_citizen(now, now.people.masks.active, [&](CitizenIndex i) {
        const bool client = people.client(i);
        const float level =
            client ? now.row(i).pressure_level[number_of(people.who.barriers[i])] : 0.0F;
        w.pressure[i] += pressure_speed * (level - w.pressure[i]);

        const bool treated =
            people.effort.treatment_from[i] <= week && people.effort.treatment_until[i] > week;
        if (people.effort.treatment_from[i] == week) {
            observe.event(Count::treatment_started, i);
        }
        const bool supported = people.effort.home_support_until[i] > week;
        const float health_level = w.health_mean[i] - pressure_effect * w.pressure[i] +
                                   (treated ? treatment_gain : 0.0F) +
                                   (supported ? support_gain : 0.0F);
        w.health[i] =
            clamp_to(w.health[i] + health_speed * (health_level - w.health[i]), 0.0F, 1.0F);

        if (people.contact.last_held[i] < week - 1) {
            w.trust[i] -= trust_decay * std::max(0.0F, w.trust[i] - w.trust_floor[i]);
        }

        const bool at_work = people.place.status[i] == Status::job || w.ordinary_hours[i] > 0 ||
                             (people.effort.place[i] != Sector::none && client);
        if (at_work) {
            const bool flex = people.place.status[i] == Status::development_flex_job;
            const float gain =
                std::min(flex ? flex_gain : work_gain, gain_max - w.capacity_gained[i]);
            if (gain > 0.0F) {
                w.capacity_gained[i] += gain;
                w.capacity_mean[i] = std::min(full_time_hours, w.capacity_mean[i] + gain);
            }
        }
        const float capacity_level =
            clamp_to(w.capacity_mean[i] + capacity_effect * (w.health[i] - w.health_mean[i]), 0.0F,
                     full_time_hours);
        w.capacity[i] += capacity_speed * (capacity_level - w.capacity[i]);
    });

    const Sweep active(now, people.masks.active);
    active.each(Purpose::health_event,
                p.health.event * (1.0 + p.health.event_slope * middle_of_scale),
                [&](const Candidate& c) {
                    const double vulnerable = 1.5 - static_cast<double>(w.health[c.i]);
                    if (c.happens(p.health.event * vulnerable)) {
                        const auto step = static_cast<float>(p.health.event_step);
                        const auto lasting = static_cast<float>(p.health.event_lasting);
                        w.health[c.i] = std::max(0.0F, w.health[c.i] - step);
                        w.health_mean[c.i] = std::max(0.0F, w.health_mean[c.i] - step * lasting);
                    }
                });
    active.each(Purpose::life_event, p.health.life_event, [&](const Candidate& c) {
        if (c.happens(p.health.life_event)) {
            w.health[c.i] =
                std::max(0.0F, w.health[c.i] - static_cast<float>(p.health.life_event_step));
            w.trust[c.i] =
                std::max(0.0F, w.trust[c.i] - static_cast<float>(p.trust.life_event_step));
        }
    });

    // Barriers: which one is drawn among those that can ease, or those not there.
    const auto pick = [&](CitizenIndex i, BarrierSet set) {
        auto which = static_cast<std::size_t>(
            now.uniform(Purpose::barrier_which, i, static_cast<std::uint32_t>(now.week)) *
            static_cast<double>(number_of(set)));
        for (std::size_t b = 0; b < count_of<Barrier>; ++b) {
            if ((set >> b & 1U) != 0 && which-- == 0) {
                return static_cast<BarrierSet>(1U << b);
            }
        }
        return BarrierSet{0};
    };
    const Sweep cash(now, people.masks.cash);
    const double fastest = std::min(1.0, p.barriers.ease * p.barriers.ease_treatment);
    cash.each(Purpose::barrier_eases, fastest, [&](const Candidate& c) {
        const auto can_ease = static_cast<BarrierSet>(change.barriers[c.i] & treatable_barriers);
        const bool treated =
            people.effort.treatment_from[c.i] <= week && people.effort.treatment_until[c.i] > week;
        const double chance =
            p.barriers.ease * (treated ? p.barriers.ease_treatment : 1.0) *
            det_exp(-p.barriers.ease_pressure * static_cast<double>(w.pressure[c.i]));
        if (can_ease != 0 && c.happens(std::min(fastest, chance))) {
            change.barriers[c.i] =
                static_cast<BarrierSet>(change.barriers[c.i] & ~pick(c.i, can_ease));
            change.stale.push_back(c.i);
        }
    });
    cash.each(Purpose::barrier_grows, p.barriers.grow, [&](const Candidate& c) {
        const auto absent = static_cast<BarrierSet>(treatable_barriers & ~change.barriers[c.i]);
        if (absent != 0 && c.happens(p.barriers.grow)) {
            change.barriers[c.i] =
                static_cast<BarrierSet>(change.barriers[c.i] | pick(c.i, absent));
            change.stale.push_back(c.i);
        }
    });
}

} // namespace afklar
