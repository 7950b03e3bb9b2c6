#include <afklar/policy/certificate.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <afklar/core/digest.hpp>

namespace afklar {

namespace {

template <NamedEnum E>
std::string names_in_words(unsigned bits) {
    std::string text;
    for_each_value<E>([&](E value) {
        if (((bits >> index_of(value)) & 1U) != 0) {
            text += text.empty() ? "" : ", ";
            text += name_of(value);
        }
    });
    return text;
}

/// `50 and over`, `under 30`, `30 to 49`.
std::string stretch_in_words(int from, int to) {
    if (to == Selector::no_limit) {
        return std::to_string(from) + " and over";
    }
    if (from == 0) {
        return "under " + std::to_string(to);
    }
    return std::to_string(from) + " to " + std::to_string(to - 1);
}

void list_rules(std::string& text, const RuleSet& rules) {
    for (const ProvisionDescriptor& d : provisions()) {
        text += std::string(d.key) + " = " + written(d.provision, rules.number(d.provision)) + "\n";
    }
}

} // namespace

std::string regions_in_words(std::uint8_t regions) {
    switch (regions) {
    case 0x1F:
        return "all regions";
    case 0x03:
        return "east";
    case 0x1C:
        return "west";
    default:
        return names_in_words<Region>(regions);
    }
}

namespace {

std::string centres_in_words(const std::vector<int>& centres) {
    std::string text;
    for (const int centre : centres) {
        text += (text.empty() ? "job centres " : ", ") + std::to_string(centre);
    }
    return text;
}

/// The conditions of a selector, each in words; empty where it has none.
std::vector<std::string> conditions(const Selector& who) {
    const Selector everyone;
    const auto unless = [](bool none, const std::string& text) {
        return none ? std::string{} : text;
    };
    return {unless(who.age_from == 0 && who.age_to == Selector::no_limit,
                   "age " + stretch_in_words(who.age_from, who.age_to)),
            unless(who.weeks_from == 0 && who.weeks_to == Selector::no_limit,
                   "weeks on benefit " + stretch_in_words(who.weeks_from, who.weeks_to)),
            unless(who.sexes == everyone.sexes, names_in_words<Sex>(who.sexes)),
            unless(who.target_groups == everyone.target_groups,
                   names_in_words<TargetGroup>(who.target_groups)),
            unless(who.barriers == 0, "barriers " + names_in_words<Barrier>(who.barriers)),
            unless(who.regions == everyone.regions, regions_in_words(who.regions)),
            centres_in_words(who.job_centres)};
}

} // namespace

std::string in_words(const std::optional<Selector>& who) {
    std::string text;
    for (const std::string& condition : conditions(who.value_or(Selector{}))) {
        text += text.empty() || condition.empty() ? condition : "; " + condition;
    }
    return text.empty() ? "everyone" : text;
}

std::string listing(const RuleBook& book, Week weeks) {
    std::string text;
    std::string before;
    for (std::size_t s = 0; s < book.segments(); ++s) {
        std::string segment;
        for_each_value<Region>([&](Region region) {
            std::string everyone;
            list_rules(everyone, book.resolve(s, region, {}));
            segment += "region " + std::string(name_of(region)) + "\n" + everyone;
            for (const Selector& who : book.selectors()) {
                std::string theirs;
                list_rules(theirs, book.resolve(s, region, book.selectors().mask_within(who)));
                if (theirs != everyone) { // a group like everyone else is no part of the rules
                    segment.append("group ").append(in_words(who)).append("\n").append(theirs);
                }
            }
        });
        if (segment != before) { // a date at which nothing changes is no part of the rules
            text += "week " + std::to_string(book.start_of(s)) + "\n" + segment;
            before = std::move(segment);
        }
    }
    return text + "end " + std::to_string(weeks) + "\n";
}

namespace {

std::string as_text(const std::vector<RuleDifference>& differences) {
    std::string text;
    for (const RuleDifference& d : differences) {
        text += std::string(describe(d.provision).key) + " " + std::string(name_of(d.region)) +
                " " + in_words(d.who) + " " + std::to_string(d.from) + " " + std::to_string(d.to) +
                " " + written(d.provision, d.a) + " " + written(d.provision, d.b) + "\n";
    }
    return text;
}

} // namespace

Certificate certify(const std::vector<NamedPolicy>& arms, const std::string& baseline,
                    const PolicyWeeks& over) {
    const auto base = std::ranges::find(arms, baseline, &NamedPolicy::name);
    if (base == arms.end()) {
        throw Error("no regime is called '" + baseline + "'");
    }
    Certificate certificate;
    std::vector<RuleBook> books;
    std::vector<std::size_t> order{static_cast<std::size_t>(std::distance(arms.begin(), base))};
    for (std::size_t k = 0; k < arms.size(); ++k) {
        books.emplace_back(arms[k].policy, over);
        certificate.arms.push_back({arms[k].name, sha256(listing(books.back(), over.weeks))});
        if (k != order.front()) {
            order.push_back(k);
        }
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            auto all = differences(books[order[i]], books[order[j]], over.weeks);
            const std::string hash = sha256(as_text(all));
            certificate.pairs.push_back(
                {arms[order[i]].name, arms[order[j]].name, hash, std::move(all)});
        }
    }
    return certificate;
}

std::vector<RegionalDifference> by_regions(const std::vector<RuleDifference>& differences) {
    std::vector<RegionalDifference> result;
    for (const RuleDifference& d : differences) {
        const auto bit = static_cast<std::uint8_t>(1U << index_of(d.region));
        const auto same = std::ranges::find_if(result, [&](const RegionalDifference& known) {
            const RuleDifference& k = known.difference;
            return k.provision == d.provision && k.from == d.from && k.to == d.to && k.a == d.a &&
                   k.b == d.b && k.who == d.who;
        });
        if (same == result.end()) {
            result.push_back({d, bit});
        } else {
            same->regions = static_cast<std::uint8_t>(same->regions | bit);
        }
    }
    return result;
}

} // namespace afklar
