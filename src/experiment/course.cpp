#include <afklar/experiment/course.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <afklar/core/error.hpp>
#include <afklar/process/rules.hpp>

namespace afklar {

namespace {

/// Notes as whom the rules of a week see the citizen of a story, and at first who he is.
void see(const CentreRun& run, Week week, StoryTeller& teller, std::optional<CitizenView>& seen) {
    const JobCentre& centre = run.centre();
    const Citizens& people = centre.citizens;
    const CitizenIndex i = people.find(teller.story().who);
    if (i == nowhere || !people.ever_present(i)) {
        return;
    }
    const CitizenView now = view_of(people, i, week, centre.region, centre.number);
    if (!seen) {
        teller.story().person = now;
        teller.story().start = teller.state_of(people, i);
    }
    seen = now;
}

/// Why a citizen was never there: no such place, or one that stayed empty.
std::string why_not_met(const Citizens& people, const CitizenPlace& place, std::size_t centres) {
    if (place.address < people.addresses() || people.addresses() == 0) {
        return ": he would have come with a higher inflow only";
    }
    return "; numbers go to about " + std::to_string(people.addresses() * centres - 1);
}

} // namespace

CitizenPlace place_of(const ProjectionSpec& spec, const ProjectionFrame& frame, CitizenId id) {
    if (const auto* data = std::get_if<Microdata>(&spec.population.source)) {
        for (std::size_t c = 0; c < frame.centres.size(); ++c) {
            const auto& persons = frame.centres[c].persons;
            const auto found = std::ranges::find_if(
                persons, [&](std::uint32_t place) { return data->people[place].id == id; });
            if (found != persons.end()) {
                return {c, static_cast<CitizenAddress>(found - persons.begin())};
            }
        }
        throw Error("there is no citizen " + std::to_string(id) + " in the microdata");
    }
    if (id < 0) {
        throw Error("there is no citizen " + std::to_string(id) + "; numbers begin at 0");
    }
    const auto centres = static_cast<CitizenId>(frame.centres.size());
    return {static_cast<std::size_t>(id % centres), static_cast<CitizenAddress>(id / centres)};
}

Story course_of(const ProjectionSpec& spec, RunPlace run, CitizenId id) {
    const ProjectionFrame frame = frame_of(spec);
    if (run.regime >= spec.regimes.size()) {
        throw Error("there is no regime number " + std::to_string(run.regime));
    }
    const StreamWorld world = world_of(spec, frame, stream_at(spec, run));
    const CitizenPlace place = place_of(spec, frame, id);
    CentreRun centre(world, burnt_in_centre(spec, frame, world, place.centre),
                     frame.books[run.regime], world.burn_in);
    const Citizens& people = centre.centre().citizens;
    StoryTeller teller(people, place.address);

    std::optional<CitizenView> seen;
    for (Week week = world.burn_in; week < world.burn_in + world.horizon; ++week) {
        teller.begin_week(week);
        see(centre, week, teller, seen); // of the stock: before his first week
        centre.step(teller);
        if (!seen) {
            see(centre, week, teller, seen); // an arrival of this week
        }
        if (const CitizenIndex i = people.find(place.address); seen && i != nowhere) {
            teller.end_week(centre.world().table.row(people.rules.row[i]).rules, *seen);
        }
    }
    if (!seen) {
        throw Error("there is no citizen " + std::to_string(id) + " under '" +
                    spec.regimes[run.regime].name + "'" +
                    why_not_met(people, place, frame.centres.size()));
    }
    return std::move(teller.story());
}

} // namespace afklar
