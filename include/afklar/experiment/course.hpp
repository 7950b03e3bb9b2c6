#pragma once
/// The course of one citizen under one regime of a projection.
///
/// *Numbers of citizens.* Microdata: the id of the person in the file. Otherwise the centres are
/// interleaved: id = place within the centre × number of centres + place of the centre in
/// `ProjectionFrame::centres`. Ids are the same in every regime; those after the people of the start
/// belong to arrivals.

#include <cstddef>
#include <cstdint>

#include <afklar/experiment/stream.hpp>
#include <afklar/observe/story.hpp>

namespace afklar {

/// Number of a citizen as users know it.
using CitizenId = std::int64_t;

/// Where a citizen is kept.
struct CitizenPlace {
    std::size_t centre = 0;     ///< in `ProjectionFrame::centres`
    CitizenAddress address = 0; ///< in the centre
};

/// Finds a citizen. Errors: `Error` for a negative number, or no such person in the microdata.
[[nodiscard]] CitizenPlace place_of(const ProjectionSpec& spec, const ProjectionFrame& frame,
                                    CitizenId id);

/// Runs the shared burn-in and then one regime for the citizen's job centre alone, and tells what
/// happened to him in the observed weeks: the very course he has in the whole projection.
/// Errors: `Error` when there is no such regime, draw, replicate or citizen.
[[nodiscard]] Story course_of(const ProjectionSpec& spec, RunPlace run, CitizenId id);

} // namespace afklar
