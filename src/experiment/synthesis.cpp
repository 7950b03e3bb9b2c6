#include <afklar/experiment/synthesis.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <afklar/core/error.hpp>
#include <afklar/core/math.hpp>
#include <afklar/experiment/fitting.hpp>

namespace afklar {
namespace {

constexpr std::size_t barrier_sets = std::size_t{1} << count_of<Barrier>;

// --- what a margin says ----------------------------------------------------------------------------

std::string title_of(const PublishedMargin& margin) {
    std::string title = "margin";
    for (const Dimension dimension : margin.dimensions) {
        title += ' ' + std::string{name_of(dimension)};
    }
    return margin.within ? title + " within " + margin.within->second : title;
}

std::optional<Barrier> barrier_of(Dimension dimension) {
    return value_named<Barrier>(name_of(dimension));
}

/// Names of the categories of a dimension in the order of places; those of an age are its bands.
std::vector<std::string> categories_of(Dimension dimension, const Margins& margins) {
    if (dimension == Dimension::age) {
        std::vector<std::string> names;
        for (const AgeBand& band : margins.age_bands) {
            names.push_back(band.name);
        }
        return names;
    }
    if (dimension == Dimension::sex) {
        return {"female", "male"};
    }
    return {"no", "yes"};
}

/// Shares of the combinations of categories of some dimensions, the last running fastest.
struct Target {
    std::vector<Dimension> dimensions;
    std::vector<std::size_t> sizes;
    std::vector<double> shares;
};

std::size_t place_of(const std::string& name, Dimension dimension, const Margins& margins,
                     const PublishedMargin& margin) {
    std::string wanted = name;
    if (dimension == Dimension::sex && value_named<Sex>(name)) {
        wanted = *value_named<Sex>(name) == Sex::woman ? "female" : "male";
    }
    const auto names = categories_of(dimension, margins);
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found == names.end()) {
        throw Error(title_of(margin) + ": no category '" + name + "' of " +
                    std::string{name_of(dimension)});
    }
    return static_cast<std::size_t>(found - names.begin());
}

Target read(const PublishedMargin& margin, const Margins& margins) {
    Target target{margin.dimensions, {}, {}};
    std::size_t cells = 1;
    for (const Dimension dimension : margin.dimensions) {
        target.sizes.push_back(categories_of(dimension, margins).size());
        cells *= target.sizes.back();
    }
    target.shares.assign(cells, 0.0);
    for (const auto& [category, share] : margin.shares) {
        std::size_t place = 0;
        std::size_t from = 0;
        for (std::size_t d = 0; d < margin.dimensions.size(); ++d) {
            const bool last = d + 1 == margin.dimensions.size();
            const std::size_t dot = last ? category.size() : category.find('.', from);
            if (dot == std::string::npos) {
                throw Error(title_of(margin) + ": '" + category + "' names too few categories");
            }
            place = place * target.sizes[d] + place_of(category.substr(from, dot - from),
                                                       margin.dimensions[d], margins, margin);
            from = dot + 1;
        }
        target.shares[place] += share;
    }
    return target;
}

double parameter(const Parameters& parameters, const std::string& key) {
    const auto keys = parameter_keys();
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) {
        throw Error("a margin names the parameter '" + key + "', which does not exist");
    }
    return value_of(parameters, static_cast<std::size_t>(found - keys.begin()));
}

// --- which margins hold in a target group ----------------------------------------------------------

enum class Whom : std::uint8_t { stock, entry };

bool of_people(const PublishedMargin& margin) {
    return std::ranges::none_of(margin.dimensions, [](Dimension d) {
        return d == Dimension::target_group || d == Dimension::region;
    });
}

bool within(const PublishedMargin& margin, TargetGroup group) {
    return margin.within && margin.within->second == name_of(group);
}

/// Whether a list has margins of the dimensions for a target group; of its own, or given for all.
const PublishedMargin* find(const std::vector<PublishedMargin>& list,
                            const std::vector<Dimension>& dimensions, TargetGroup group) {
    const PublishedMargin* for_all = nullptr;
    for (const PublishedMargin& margin : list) {
        if (margin.dimensions != dimensions) {
            continue;
        }
        if (within(margin, group)) {
            return &margin;
        }
        if (!margin.within) {
            for_all = &margin;
        }
    }
    return for_all;
}

/// The margins that hold, each set of dimensions once, in the order of the file.
std::vector<const PublishedMargin*> margins_of(const Margins& margins, TargetGroup group,
                                               Whom whom) {
    std::vector<const PublishedMargin*> result;
    const auto add_from = [&](const std::vector<PublishedMargin>& list) {
        for (const PublishedMargin& margin : list) {
            if (!of_people(margin)) {
                continue;
            }
            const bool known = std::ranges::any_of(result, [&](const PublishedMargin* other) {
                return other->dimensions == margin.dimensions;
            });
            const PublishedMargin* found = find(list, margin.dimensions, group);
            if (!known && found != nullptr) {
                result.push_back(found);
            }
        }
    };
    if (whom == Whom::entry) {
        add_from(margins.entry);
    }
    add_from(margins.margins);
    return result;
}

/// The share of yes of a barrier that is not as the file has it.
void take_parameter(Target& target, const PublishedMargin& margin, TargetGroup group, Whom whom,
                    const Parameters& parameters) {
    if (target.dimensions.size() != 1 || !barrier_of(target.dimensions.front())) {
        return;
    }
    double yes = target.shares[1];
    if (!margin.from_parameter.empty()) {
        yes = parameter(parameters, margin.from_parameter);
        if (group != TargetGroup::activity_ready) {
            yes *= parameters.barriers.job_ready_factor;
        }
    }
    if (whom == Whom::entry && group == TargetGroup::activity_ready) {
        yes *= parameters.population.entry_barriers;
    }
    yes = clamp_to(yes, 0.0, 1.0);
    target.shares = {1.0 - yes, yes};
}

/// Brings a target of several dimensions to those of its single dimensions.
void reconcile(Target& target, const std::vector<Target>& singles) {
    std::vector<Margin> margins;
    std::size_t stride = target.shares.size();
    for (std::size_t d = 0; d < target.dimensions.size(); ++d) {
        stride /= target.sizes[d];
        const auto single = std::ranges::find_if(singles, [&](const Target& other) {
            return other.dimensions.size() == 1 && other.dimensions.front() == target.dimensions[d];
        });
        if (single == singles.end()) {
            continue;
        }
        Margin margin{{}, single->shares};
        for (std::size_t cell = 0; cell < target.shares.size(); ++cell) {
            margin.category_of_cell.push_back(
                static_cast<std::int32_t>(cell / stride % target.sizes[d]));
        }
        margins.push_back(std::move(margin));
    }
    target.shares = fit_margins(target.shares, margins).weights;
}

std::vector<Target> targets_of(const Margins& margins, TargetGroup group, Whom whom,
                               const Parameters& parameters) {
    std::vector<Target> targets;
    const auto fits_entry = [&](const PublishedMargin& margin) {
        // barriers of an entry margin are those of new spells already
        const bool own = whom == Whom::entry &&
                         std::ranges::any_of(margins.entry, [&](const PublishedMargin& entry) {
                             return &entry == &margin;
                         });
        return own ? Whom::stock : whom;
    };
    for (const PublishedMargin* margin : margins_of(margins, group, whom)) {
        Target target = read(*margin, margins);
        take_parameter(target, *margin, group, fits_entry(*margin), parameters);
        targets.push_back(std::move(target));
    }
    for (Target& target : targets) {
        if (target.dimensions.size() > 1) {
            reconcile(target, targets);
        }
    }
    return targets;
}

// --- fitting ---------------------------------------------------------------------------------------

/// Cells of one target group: sex, then age band, then set of barriers, the last running fastest.
struct Cells {
    std::size_t bands = 0;

    [[nodiscard]] std::size_t size() const noexcept { return count_of<Sex> * bands * barrier_sets; }
    [[nodiscard]] static BarrierSet barriers(std::size_t cell) noexcept {
        return static_cast<BarrierSet>(cell % barrier_sets);
    }
    [[nodiscard]] std::size_t band(std::size_t cell) const noexcept {
        return cell / barrier_sets % bands;
    }
    [[nodiscard]] Sex sex(std::size_t cell) const noexcept {
        return static_cast<Sex>(cell / barrier_sets / bands);
    }
    /// Place of the cell's category of a dimension.
    [[nodiscard]] std::size_t category(std::size_t cell, Dimension dimension) const {
        if (dimension == Dimension::sex) {
            return index_of(sex(cell));
        }
        if (dimension == Dimension::age) {
            return band(cell);
        }
        const auto barrier = barrier_of(dimension);
        return barrier && has(barriers(cell), *barrier) ? 1 : 0;
    }
};

/// Weights of all sets of barriers: shares, and odds ratios of the pairs that are there.
std::vector<double> seed_of(const std::vector<Target>& targets,
                            const std::vector<BarrierPair>& pairs) {
    EnumArray<Barrier, double> share{};
    for_each_value<Barrier>([&](Barrier barrier) { share[barrier] = 0.5; });
    for (const Target& target : targets) {
        const auto barrier = barrier_of(target.dimensions.front());
        if (barrier && target.dimensions.size() == 1) {
            share[*barrier] = target.shares[1];
        }
    }
    std::vector<double> seed(barrier_sets, 1.0);
    for (std::size_t set = 0; set < barrier_sets; ++set) {
        const auto barriers = static_cast<BarrierSet>(set);
        for_each_value<Barrier>([&](Barrier barrier) {
            seed[set] *= has(barriers, barrier) ? share[barrier] : 1.0 - share[barrier];
        });
        for (const BarrierPair& pair : pairs) {
            if (has(barriers, pair.a) && has(barriers, pair.b)) {
                seed[set] *= pair.odds_ratio;
            }
        }
    }
    return seed;
}

Margin margin_of(const Target& target, const Cells& cells) {
    Margin margin{{}, target.shares};
    margin.category_of_cell.reserve(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        std::size_t place = 0;
        for (std::size_t d = 0; d < target.dimensions.size(); ++d) {
            place = place * target.sizes[d] + cells.category(cell, target.dimensions[d]);
        }
        margin.category_of_cell.push_back(static_cast<std::int32_t>(place));
    }
    return margin;
}

void fit_group(ArchetypeTable& table, const Margins& margins, TargetGroup group, Whom whom,
               const Parameters& parameters) {
    const Cells cells{margins.age_bands.size()};
    const std::vector<Target> targets = targets_of(margins, group, whom, parameters);
    const std::vector<double> by_set = seed_of(targets, margins.pairs);
    std::vector<double> seed;
    std::vector<Archetype> archetypes;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const AgeBand& band = margins.age_bands[cells.band(cell)];
        seed.push_back(by_set[Cells::barriers(cell)]);
        archetypes.push_back({cells.sex(cell), static_cast<std::uint8_t>(band.from),
                              static_cast<std::uint8_t>(band.to), Cells::barriers(cell)});
    }
    std::vector<Margin> constraints;
    constraints.reserve(targets.size());
    for (const Target& target : targets) {
        constraints.push_back(margin_of(target, cells));
    }
    const FittedTable fitted = fit_margins(seed, constraints);
    if (!fitted.met) {
        throw Error("the margins of " + std::string{name_of(group)} + " contradict each other");
    }
    table.set(group, std::move(archetypes), fitted.weights);
}

bool has_margins(const Margins& margins, TargetGroup group) {
    return std::ranges::any_of(margins.margins, [group](const PublishedMargin& margin) {
        return within(margin, group) && of_people(margin);
    });
}

/// Without margins of its own, sickness benefit has the people of the job-ready.
void copy_job_ready(ArchetypeTable& table) {
    constexpr TargetGroup from = TargetGroup::job_ready;
    const std::vector<Archetype>& archetypes = table.archetypes(from);
    std::vector<double> weights;
    weights.reserve(archetypes.size());
    for (std::size_t k = 0; k < archetypes.size(); ++k) {
        weights.push_back(table.share(from, k));
    }
    table.set(TargetGroup::sickness_benefit, archetypes, weights);
}

ArchetypeTable fit(const Margins& margins, Whom whom, const Parameters& parameters) {
    ArchetypeTable table;
    fit_group(table, margins, TargetGroup::activity_ready, whom, parameters);
    fit_group(table, margins, TargetGroup::job_ready, whom, parameters);
    if (has_margins(margins, TargetGroup::sickness_benefit)) {
        fit_group(table, margins, TargetGroup::sickness_benefit, whom, parameters);
    } else {
        copy_job_ready(table);
    }
    return table;
}

} // namespace

PopulationTables fit_archetypes(const Margins& margins, const Parameters& parameters) {
    return {fit(margins, Whom::stock, parameters), fit(margins, Whom::entry, parameters)};
}

StockHistory history_of(const Margins& margins) {
    StockHistory history;
    for (const HistoryFact& fact : margins.history) {
        const auto group = value_named<TargetGroup>(fact.within);
        if (!group) {
            throw Error("earlier support of '" + fact.within + "', which is no target group");
        }
        history.facts.push_back(
            {*group, fact.window_years, fact.at_least_years, fact.age_from, fact.share});
    }
    return history;
}

} // namespace afklar
