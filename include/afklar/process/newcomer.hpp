#pragma once
/// A new citizen: who he is and how he is when his spell begins.

#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/core/draws.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/people/archetypes.hpp>
#include <afklar/people/citizens.hpp>

namespace afklar {

/// What a newcomer is drawn from, and the week in which his spell begins.
struct NewcomerSource {
    const ArchetypeTable& archetypes;
    const Parameters& parameters;
    const Draws& draws;
    Week now;
};

/// Draws a person into an empty place: identity, hidden traits, wellbeing, and a spell on benefit that
/// begins in the week of the source.
///
/// A function of the address alone, not of the week: whoever arrives at an address is the same person in
/// every regime.
/// Draws: `synthesis_cell`, `synthesis_age`, then as `draw_traits`; when: 0, or the k-th trait.
void draw_person(Citizens& citizens, CitizenIndex i, TargetGroup group,
                 const NewcomerSource& source);

/// The part after the identity: hidden traits, wellbeing, and a spell on benefit from week `now`.
///
/// Sex, birth week, target group and barriers must be there. Unreachable and known elsewhere occur
/// among the activity-ready only, willing among the mentally ill only. The sickness-benefit group has
/// the health and capacity of the job-ready, since nothing is known of it here.
/// The personal mean of health is measured at pressure 0; it is drawn around the parameter's mean plus
/// the effect of mean pressure, so that health at the start has the parameter's mean. Everything is
/// limited to its scale.
/// Draws: `synthesis_hidden` (0 unreachable, 1 known elsewhere, 2 willing), `synthesis_mode`,
/// `synthesis_pressure`, `synthesis_health` (0 personal mean, 1 present), `synthesis_trust`,
/// `synthesis_capacity`; when: the number in brackets, else 0.
void draw_traits(Citizens& citizens, CitizenIndex i, const Parameters& parameters,
                 const Draws& draws, Week now);

/// Newcomers of one job centre, drawn once and taken over by every policy of a stream: whoever arrives at
/// a place in a week is the same person in each.
class NewcomerBook {
public:
    /// As `draw_person`. Domain: the place is empty and fresh.
    void draw(Citizens& citizens, CitizenIndex i, TargetGroup group, const NewcomerSource& source);

private:
    struct Row {
        bool drawn = false;
        std::int16_t birth_week = 0;
        Sex sex{};
        BarrierSet barriers{};
        std::uint16_t flags = 0;
        float health = 0.0F;
        float health_mean = 0.0F;
        float trust = 0.0F;
        float trust_floor = 0.0F;
        float pressure = 0.0F;
        float capacity = 0.0F;
    };
    std::vector<Row> rows_; ///< by address
};

/// A spell on benefit that begins in week `now`.
void begin_spell(Citizens& citizens, CitizenIndex i, Week now);

/// Expected number of barriers of a person of the stock.
double mean_barriers(TargetGroup group, const Parameters& parameters) noexcept;

/// Weeks that lie in an age in years, rounded down.
int age_weeks(double years) noexcept;

} // namespace afklar
