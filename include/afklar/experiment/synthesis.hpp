#pragma once
/// From published margins to population tables and job centres; the people themselves are drawn from
/// them centre by centre (`draw_stock`).

#include <vector>

#include <afklar/evidence/parameters.hpp>
#include <afklar/experiment/population.hpp>
#include <afklar/people/archetypes.hpp>
#include <afklar/people/centre_plan.hpp>
#include <afklar/simulation/start.hpp>

namespace afklar {

/// Who is there at the start, and who comes.
struct PopulationTables {
    ArchetypeTable stock;
    ArchetypeTable entry; ///< of new spells
};

/// Fits tables of sex × age band × sets of barriers, one for each target group, to the margins.
///
/// The seed is log-linear: barriers in proportion to their shares, times the odds ratio of every pair
/// that is there together; fitting keeps these odds ratios (given everything else) and meets the
/// margins. A margin that names a parameter takes its value, for the job-ready times
/// `barriers.job_ready_factor`; a margin of several dimensions is first brought to the margins of its
/// single dimensions, keeping its own odds ratios, so that drawn values contradict nothing.
/// A margin given for all holds in each target group that has none of its own. Sickness benefit, for
/// which nothing is published here, has the table of the job-ready unless it has margins.
/// New spells follow the entry margins where there are any, and otherwise those of the stock, with the
/// barriers of the activity-ready times `population.entry_barriers`.
/// Errors: `Error` naming the margin when a category is not known or margins contradict each other.
/// Cost: some milliseconds.
[[nodiscard]] PopulationTables fit_archetypes(const Margins& margins, const Parameters& parameters);

/// The job centres of a population, and how many people of each target group each has.
///
/// From margins: the number of centres follows from the size at the published mean size, at least one
/// and at most the published number. Sizes are lognormal quantiles with the published spread, from
/// the largest on evenly over the regions (centres by largest remainder of the published numbers); in
/// each region they are scaled to its share of the people. Activity-ready and job-ready divide by
/// `population.share_activity_ready` (or the margin, if it names no parameter), sickness benefit is
/// beside them by `sickness.per_head`. All counts are whole, and sum exactly by centre and by group.
/// Without a size, the margins' total is on cash benefit and sickness benefit comes on top.
/// Microdata: one centre for each number, people in the order of their ids; a size is not looked at.
/// The same in every stream and regime.
/// Errors: `Error` if a size is below one, or there are no people, or people of one centre lie in
/// different regions, or a centre's number is outside 0 to 65535.
[[nodiscard]] std::vector<CentrePlan> plan_centres(const PopulationSource& source,
                                                   const Parameters& parameters);

/// What the margins say of earlier support.
/// Errors: `Error` for a group that is not known.
[[nodiscard]] StockHistory history_of(const Margins& margins);

} // namespace afklar
