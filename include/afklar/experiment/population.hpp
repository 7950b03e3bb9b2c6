#pragma once
/// Where the people come from: published margins from which a population is drawn anew per stream, or
/// microdata that stay fixed.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/core/enum.hpp>
#include <afklar/people/attributes.hpp>
#include <afklar/people/person.hpp>
#include <afklar/policy/policy.hpp>

namespace afklar {

/// The attributes that margins are published for.
enum class Dimension : std::uint8_t {
    target_group,
    sex,
    age,
    region,
    mental_illness,
    anxiety,
    substance_use,
    somatic_illness,
    homelessness,
    conviction,
    language,
    count_
};
constexpr std::array<std::string_view, 11> names_of(Dimension) {
    return {"target_group",   "sex",        "age",           "region",
            "mental_illness", "anxiety",    "substance_use", "somatic_illness",
            "homelessness",   "conviction", "language"};
}

/// Age bands of the margins, in years.
struct AgeBand {
    std::string name; ///< "30_39"
    int from = 0;     ///< inclusive
    int to = 0;       ///< inclusive
};

/// Where a number comes from.
struct Provenance {
    std::string benefit; ///< which benefit
    std::string group;   ///< which group
    std::string count;   ///< persons in a year, on a day, or full-time persons
    std::string grade;
    std::vector<std::string> evidence;
    std::string assumption;
    std::string sentence;
};

/// One published distribution. Category names joined with '.' where there are several dimensions.
struct PublishedMargin {
    std::vector<Dimension> dimensions;
    std::optional<std::pair<Dimension, std::string>> within; ///< among those only
    std::vector<std::pair<std::string, double>> shares;      ///< category, share; they sum to 1
    std::string from_parameter; ///< key of a parameter that holds the first "yes" share, if any
    Provenance provenance;
    Origin origin;
};

/// How two barriers go together: the odds ratio of the seed table.
struct BarrierPair {
    Barrier a{};
    Barrier b{};
    double odds_ratio = 1.0;
    Provenance provenance;
};

/// A published fact on earlier support, imposed when running spells are drawn.
struct HistoryFact {
    std::string name;
    std::string within; ///< target group
    double window_years = 0.0;
    double at_least_years = 0.0;
    double age_from = 0.0;
    double share = 0.0;
    Provenance provenance;
};

/// Published margins of a stock on a day.
struct Margins {
    std::string title;
    Date date{};
    double total = 0.0; ///< people
    Provenance total_provenance;
    std::vector<AgeBand> age_bands;
    std::vector<PublishedMargin> margins;
    std::vector<PublishedMargin> entry; ///< of new spells, where they differ
    std::vector<BarrierPair> pairs;
    std::vector<HistoryFact> history;
    int job_centres = 0; ///< number in the nation
    double job_centre_log_sd = 0.0;
    EnumArray<Region, double> centres_by_region{};
    Provenance job_centre_provenance; ///< of their number and sizes
    Provenance centres_provenance;    ///< of their regions
    std::string text;                 ///< of the file, for the manifest
};

/// Microdata: these very people, the same in every stream. The population is closed: no arrivals.
struct Microdata {
    std::vector<Person> people;
    bool invented = false; ///< made-up people, so that their courses may be told
    std::string text;      ///< of the file, for the manifest
};

/// People to draw or to take, and how many of all simulated groups there are on the start date.
struct PopulationSource {
    std::variant<Margins, Microdata> source;
    std::optional<int>
        size{}; ///< left out: the margins' own total; microdata: as many as there are
};

/// A population of `size` people to be drawn from margins.
PopulationSource synthesise(Margins margins, int size);

} // namespace afklar
