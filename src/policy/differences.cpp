#include <algorithm>

#include <afklar/policy/policy.hpp>

namespace afklar {

namespace {

SelectorMask mask_for(const RuleBook& book, const std::optional<Selector>& who) {
    return who ? book.selectors().mask_within(*who) : SelectorMask{};
}

std::vector<Week> starts_of(const RuleBook& a, const RuleBook& b, Week weeks) {
    std::vector<Week> starts;
    for (const RuleBook* book : {&a, &b}) {
        for (std::size_t s = 0; s < book->segments(); ++s) {
            starts.push_back(book->start_of(s));
        }
    }
    std::erase_if(starts, [weeks](Week w) { return w >= weeks; });
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    starts.push_back(weeks);
    return starts;
}

bool same_but_for_weeks(const RuleDifference& x, const RuleDifference& y) {
    return x.provision == y.provision && x.region == y.region && x.who == y.who && x.a == y.a &&
           x.b == y.b;
}

/// Adds a difference, or lengthens the one it continues.
void put(std::vector<RuleDifference>& list, const RuleDifference& one) {
    for (RuleDifference& known : list) {
        if (same_but_for_weeks(known, one) && known.to == one.from) {
            known.to = one.to;
            return;
        }
    }
    list.push_back(one);
}

bool covers(const std::vector<RuleDifference>& list, const RuleDifference& one) {
    return std::ranges::any_of(list, [&](const RuleDifference& known) {
        return !known.who && known.provision == one.provision && known.region == one.region &&
               known.a == one.a && known.b == one.b && known.from <= one.from && one.to <= known.to;
    });
}

struct Books {
    const RuleBook& a;
    const RuleBook& b;
    std::vector<Week> starts;

    [[nodiscard]] std::vector<RuleDifference> compare(Region region,
                                                      const std::optional<Selector>& who) const {
        std::vector<RuleDifference> result;
        const SelectorMask mask_a = mask_for(a, who);
        const SelectorMask mask_b = mask_for(b, who);
        for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
            const RuleSet rules_a = a.resolve(a.segment_of(starts[i]), region, mask_a);
            const RuleSet rules_b = b.resolve(b.segment_of(starts[i]), region, mask_b);
            for (const ProvisionDescriptor& d : provisions()) {
                const double value_a = rules_a.number(d.provision);
                const double value_b = rules_b.number(d.provision);
                if (value_a != value_b) {
                    put(result,
                        {d.provision, starts[i], starts[i + 1], region, who, value_a, value_b});
                }
            }
        }
        return result;
    }
};

} // namespace

namespace {

/// Everyone, and every selector of either book.
std::vector<std::optional<Selector>> groups_in(const RuleBook& a, const RuleBook& b) {
    std::vector<std::optional<Selector>> groups{std::nullopt};
    for (const RuleBook* book : {&a, &b}) {
        for (const Selector& s : book->selectors()) {
            if (std::ranges::find(groups, std::optional<Selector>{s}) == groups.end()) {
                groups.emplace_back(s);
            }
        }
    }
    return groups;
}

} // namespace

std::vector<RuleDifference> differences(const RuleBook& a, const RuleBook& b, Week weeks) {
    const auto groups = groups_in(a, b);
    const Books books{a, b, starts_of(a, b, weeks)};
    std::vector<RuleDifference> result;
    for_each_value<Region>([&](Region region) {
        for (const auto& who : groups) {
            if (who && !holds_region(who->regions, region)) {
                continue;
            }
            auto found = books.compare(region, who);
            std::erase_if(found, [&](const auto& one) { return who && covers(result, one); });
            result.insert(result.end(), found.begin(), found.end());
        }
    });
    std::ranges::stable_sort(result, {}, [](const RuleDifference& d) {
        return std::pair{d.provision, d.from};
    });
    return result;
}

} // namespace afklar
