#include <afklar/policy/selector.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace afklar {

namespace {

bool in_range(int value, int from, int to) noexcept {
    return value >= from && (to == Selector::no_limit || value < to);
}

bool has_bit(std::uint8_t set, std::size_t place) noexcept { return ((set >> place) & 1U) != 0; }

/// The two lists, of which an empty one means all, have a common element or are both all.
bool common_centres(std::vector<int>& result, const std::vector<int>& other) {
    if (other.empty()) {
        return true;
    }
    if (result.empty()) {
        result = other;
        return true;
    }
    std::erase_if(result, [&](int c) { return std::ranges::find(other, c) == other.end(); });
    return !result.empty();
}

} // namespace

std::optional<std::uint8_t> regions_named(std::string_view name) {
    unsigned bits = 0;
    for_each_value<Region>([&](Region region) {
        const bool in = name == name_of(region) || (name == "east" && is_east(region)) ||
                        (name == "west" && !is_east(region));
        bits |= in ? 1U << index_of(region) : 0U;
    });
    return bits != 0 ? std::optional(static_cast<std::uint8_t>(bits)) : std::nullopt;
}

std::vector<std::string> region_names() {
    std::vector<std::string> names{"east", "west"};
    for_each_value<Region>([&](Region region) { names.emplace_back(name_of(region)); });
    return names;
}

int first_week_of_age(int years) noexcept {
    return years == Selector::no_limit ? Selector::no_limit
                                       : static_cast<int>(std::ceil(years * weeks_per_year_of_age));
}

bool Selector::matches(const CitizenView& citizen) const noexcept {
    return in_range(citizen.age_weeks, first_week_of_age(age_from), first_week_of_age(age_to)) &&
           in_range(citizen.weeks_on_benefit, weeks_from, weeks_to) &&
           has_bit(sexes, index_of(citizen.sex)) &&
           has_bit(target_groups, index_of(citizen.target_group)) &&
           has_bit(regions, index_of(citizen.region)) &&
           (citizen.barriers & barriers) == barriers &&
           (job_centres.empty() ||
            std::ranges::find(job_centres, citizen.job_centre) != job_centres.end());
}

bool Selector::only_places() const noexcept {
    Selector places;
    places.regions = regions;
    places.job_centres = job_centres;
    return *this == places;
}

std::optional<Selector> both(const Selector& a, const Selector& b) {
    Selector s = a;
    s.age_from = std::max(a.age_from, b.age_from);
    s.age_to = std::min(a.age_to, b.age_to);
    s.weeks_from = std::max(a.weeks_from, b.weeks_from);
    s.weeks_to = std::min(a.weeks_to, b.weeks_to);
    s.sexes = static_cast<std::uint8_t>(a.sexes & b.sexes);
    s.target_groups = static_cast<std::uint8_t>(a.target_groups & b.target_groups);
    s.regions = static_cast<std::uint8_t>(a.regions & b.regions);
    s.barriers = static_cast<BarrierSet>(a.barriers | b.barriers);
    if (s.age_from >= s.age_to || s.weeks_from >= s.weeks_to || s.sexes == 0 ||
        s.target_groups == 0 || s.regions == 0 || !common_centres(s.job_centres, b.job_centres)) {
        return std::nullopt;
    }
    return s;
}

bool within(const Selector& part, const Selector& whole) {
    const auto covered = [](unsigned p, unsigned w) { return (p & ~w) == 0; };
    const bool centres =
        whole.job_centres.empty() ||
        (!part.job_centres.empty() && std::ranges::all_of(part.job_centres, [&](int c) {
            return std::ranges::find(whole.job_centres, c) != whole.job_centres.end();
        }));
    return part.age_from >= whole.age_from && part.age_to <= whole.age_to &&
           part.weeks_from >= whole.weeks_from && part.weeks_to <= whole.weeks_to &&
           covered(part.sexes, whole.sexes) && covered(part.target_groups, whole.target_groups) &&
           covered(part.regions, whole.regions) && covered(whole.barriers, part.barriers) &&
           centres;
}

} // namespace afklar
