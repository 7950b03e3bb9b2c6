#include <afklar/policy/selector_index.hpp>

#include <algorithm>
#include <iterator>
#include <string>

#include <afklar/core/error.hpp>

namespace afklar {

void SelectorIndex::Stretches::build(const std::vector<std::pair<int, int>>& limits) {
    for (const auto& [from, to] : limits) {
        borders.push_back(from);
        borders.push_back(to);
    }
    std::erase_if(borders, [](int b) { return b <= 0 || b == Selector::no_limit; });
    std::ranges::sort(borders);
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    masks.resize(borders.size() + 1);
    for (std::size_t s = 0; s < masks.size(); ++s) {
        const int first = s == 0 ? 0 : borders[s - 1];
        for (std::size_t k = 0; k < limits.size(); ++k) {
            masks[s].set(k, limits[k].first <= first && first < limits[k].second);
        }
    }
}

std::size_t SelectorIndex::Stretches::place_of(int value) const noexcept {
    return static_cast<std::size_t>(
        std::distance(borders.begin(), std::ranges::upper_bound(borders, value)));
}

int SelectorIndex::Stretches::to_border(int value) const noexcept {
    const auto next = std::ranges::upper_bound(borders, value);
    return next == borders.end() ? Selector::no_limit : *next - value;
}

namespace {

/// Puts bit k into the tables of all values whose bit the set holds.
template <class E>
void put(EnumArray<E, SelectorMask>& table, unsigned set, std::size_t k) {
    for_each_value<E>([&](E value) { table[value].set(k, ((set >> index_of(value)) & 1U) != 0); });
}

} // namespace

SelectorIndex::SelectorIndex(std::vector<Selector> selectors) : selectors_(std::move(selectors)) {
    if (selectors_.size() > most) {
        throw Error("there are at most " + std::to_string(most) + " groups, found " +
                    std::to_string(selectors_.size()));
    }
    content_.resize(std::size_t{1} << count_of<Barrier>);
    std::vector<std::pair<int, int>> ages;
    std::vector<std::pair<int, int>> weeks;
    for (std::size_t k = 0; k < selectors_.size(); ++k) {
        const Selector& s = selectors_[k];
        ages.emplace_back(first_week_of_age(s.age_from), first_week_of_age(s.age_to));
        weeks.emplace_back(s.weeks_from, s.weeks_to);
        put(sex_, s.sexes, k);
        put(target_group_, s.target_groups, k);
        put(region_, s.regions, k);
        for (unsigned set = 0; set < content_.size(); ++set) {
            content_[set].set(k, (s.barriers & ~set) == 0);
        }
        any_centre_.set(k, s.job_centres.empty());
        for (const int centre : s.job_centres) {
            auto at = std::ranges::lower_bound(centres_, centre, {},
                                               &std::pair<int, SelectorMask>::first);
            if (at == centres_.end() || at->first != centre) {
                at = centres_.insert(at, {centre, {}});
            }
            at->second.set(k);
        }
    }
    age_.build(ages);
    weeks_.build(weeks);
}

SelectorMask SelectorIndex::mask_of(const CitizenView& citizen) const noexcept {
    SelectorMask mask = age_.masks[age_.place_of(citizen.age_weeks)] &
                        weeks_.masks[weeks_.place_of(citizen.weeks_on_benefit)] &
                        sex_[citizen.sex] & target_group_[citizen.target_group] &
                        region_[citizen.region];
    mask &= content_[citizen.barriers];
    const auto centre = std::ranges::lower_bound(centres_, citizen.job_centre, {},
                                                 &std::pair<int, SelectorMask>::first);
    const bool named = centre != centres_.end() && centre->first == citizen.job_centre;
    return mask & (named ? any_centre_ | centre->second : any_centre_);
}

SelectorMask SelectorIndex::mask_within(const Selector& part) const {
    SelectorMask mask;
    for (std::size_t k = 0; k < selectors_.size(); ++k) {
        mask.set(k, within(part, selectors_[k]));
    }
    return mask;
}

int SelectorIndex::to_age_border(const CitizenView& citizen) const noexcept {
    return age_.to_border(citizen.age_weeks);
}

int SelectorIndex::to_benefit_border(const CitizenView& citizen) const noexcept {
    return weeks_.to_border(citizen.weeks_on_benefit);
}

} // namespace afklar
