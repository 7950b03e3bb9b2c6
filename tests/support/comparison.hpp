#pragma once

/// Regimes run side by side on the same people and the same luck, and differences between them with
/// their standard error over paired replicates, so that a test of a pattern reads like its sentence.

#include <cmath>
#include <cstddef>
#include <limits>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar::test {

/// Chosen once, before the first run; never changed to make a test pass.
inline constexpr std::uint64_t chosen_seed = 2020;

/// How many standard errors a difference must be away from zero to be called one.
inline constexpr double sure = 3.0;

/// Two sums of counts and what they are called together.
struct Rate {
    std::string_view name;
    Terms over{};
    Terms per{}; ///< empty: per run
    double scale = 1.0;

    [[nodiscard]] double of(const CountSums& sums) const {
        const auto below = per[0].times == 0 ? 1 : total(per, sums);
        return below == 0
                   ? std::numeric_limits<double>::quiet_NaN()
                   : scale * static_cast<double>(total(over, sums)) / static_cast<double>(below);
    }
};

/// Which part of a comparison: a group and a stretch of weeks by name.
struct Part {
    std::string group = "all";
    std::string window = "all";
};

/// One number a run: a level, or the difference of two regimes that met the same luck.
struct Sample {
    std::string what;
    std::vector<double> values;

    [[nodiscard]] double mean() const {
        double sum = 0.0;
        for (const double v : values) {
            sum += v;
        }
        return sum / static_cast<double>(values.size());
    }
    [[nodiscard]] double standard_error() const {
        const double m = mean();
        double square = 0.0;
        for (const double v : values) {
            square += (v - m) * (v - m);
        }
        const auto n = static_cast<double>(values.size());
        return n < 2.0 ? std::numeric_limits<double>::infinity()
                       : std::sqrt(square / (n - 1.0) / n);
    }
    /// Of all runs; one without a value is neither above nor below.
    [[nodiscard]] double share_positive() const {
        return share([](double v) { return v > 0.0; });
    }
    [[nodiscard]] double share_negative() const {
        return share([](double v) { return v < 0.0; });
    }
    template <class Holds>
    [[nodiscard]] double share(Holds holds) const {
        std::size_t number = 0;
        for (const double v : values) {
            number += holds(v) ? 1U : 0U;
        }
        return static_cast<double>(number) / static_cast<double>(values.size());
    }
    /// Surely above or below zero; a value that is missing in any run makes neither true.
    [[nodiscard]] bool surely_up() const {
        return mean() > 0.0 && mean() >= sure * standard_error();
    }
    [[nodiscard]] bool surely_down() const {
        return mean() < 0.0 && -mean() >= sure * standard_error();
    }

    friend Sample operator-(Sample a, const Sample& b) {
        for (std::size_t k = 0; k < a.values.size(); ++k) {
            a.values[k] -= b.values[k];
        }
        a.what += " less " + b.what;
        return a;
    }
    friend std::ostream& operator<<(std::ostream& out, const Sample& s) {
        return out << s.what << ": " << s.mean() << " ± " << s.standard_error() << " ("
                   << s.values.size() << " runs, " << s.share_positive() << " above zero)";
    }
};

/// People drawn from the shipped margins, shipped parameters, the chosen seed.
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): people, then weeks, as a sentence says it
inline ProjectionSpec projection(int size, Week weeks, std::vector<NamedPolicy> regimes) {
    ProjectionSpec spec;
    spec.population = synthesise(denmark_2019(), size);
    spec.parameters = denmark();
    spec.regimes = std::move(regimes);
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{weeks};
    spec.burn_in = Weeks{104};
    spec.replicates = 8;
    spec.seed = chosen_seed;
    spec.groups = {{"all", {}}};
    return spec;
}

/// A reform of one setting.
inline Reform setting(std::string name, Provision provision, double value) {
    Reform reform;
    reform.name = std::move(name);
    reform.title = reform.name;
    reform.source = "assumption: for a test";
    reform.settings = {{provision, value, "assumption: for a test", {}}};
    return reform;
}

/// A projection run once; sums of all counts by regime, run, window and group.
class Comparison {
public:
    explicit Comparison(ProjectionSpec spec)
        : spec_(std::move(spec)),
          groups_(groups_of(spec_)),
          windows_(windows_of(spec_)),
          sums_(spec_.regimes.size()),
          weekly_(spec_.regimes.size()) {
        const auto runs =
            static_cast<std::size_t>(spec_.draws) * static_cast<std::size_t>(spec_.replicates);
        for (std::size_t r = 0; r < sums_.size(); ++r) {
            sums_[r].resize(runs);
            weekly_[r].resize(runs);
        }
        RunHooks hooks;
        hooks.done_already = [](const StreamPlan& plan, std::size_t) {
            return plan.kind != StreamKind::projection; // no probes
        };
        hooks.finished = [this](Finished&& run) { keep(run); };
        run_tasks(spec_, hooks);
    }

    /// A rate in every run of a regime; with several draws the mean over the replicates of each.
    [[nodiscard]] Sample level(std::string_view regime, const Rate& rate,
                               const Part& part = {}) const {
        const auto& runs = sums_[regime_named(spec_, regime)];
        const std::size_t cell = cell_of(part);
        Sample sample{std::string{rate.name} + " under " + std::string{regime} + " (" + part.group +
                          ", " + part.window + ")",
                      {}};
        const auto replicates = static_cast<std::size_t>(spec_.replicates);
        if (spec_.draws == 1) {
            for (const auto& run : runs) {
                sample.values.push_back(rate.of(run[cell]));
            }
            return sample;
        }
        for (std::size_t d = 0; d < runs.size() / replicates; ++d) {
            double sum = 0.0;
            for (std::size_t k = 0; k < replicates; ++k) {
                sum += rate.of(runs[d * replicates + k][cell]);
            }
            sample.values.push_back(sum / static_cast<double>(replicates));
        }
        return sample;
    }
    /// The first regime less the second, run by run.
    [[nodiscard]] Sample difference(std::string_view regime, std::string_view baseline,
                                    const Rate& rate, const Part& part = {}) const {
        Sample sample = level(regime, rate, part) - level(baseline, rate, part);
        sample.what = std::string{rate.name} + ", " + std::string{regime} + " less " +
                      std::string{baseline} + " (" + part.group + ", " + part.window + ")";
        return sample;
    }
    /// All weekly counts of a run, for what is compared week by week.
    [[nodiscard]] const Tally& tally(std::string_view regime, std::size_t run) const {
        return weekly_[regime_named(spec_, regime)][run];
    }

    [[nodiscard]] const ProjectionSpec& spec() const noexcept { return spec_; }

private:
    void keep(const Finished& run) {
        const auto place =
            static_cast<std::size_t>(run.plan.draw) * static_cast<std::size_t>(spec_.replicates) +
            static_cast<std::size_t>(run.plan.replicate);
        auto& cells = sums_[run.regime][place];
        for (const Window& window : windows_) {
            for (std::size_t g = 0; g < groups_.size(); ++g) {
                cells.push_back(sums_of(run.tally, g, window.from, window.to));
            }
        }
        if (spec_.draws == 1) {
            weekly_[run.regime][place] = run.tally;
        }
    }
    [[nodiscard]] std::size_t cell_of(const Part& part) const {
        for (std::size_t w = 0; w < windows_.size(); ++w) {
            for (std::size_t g = 0; g < groups_.size(); ++g) {
                if (windows_[w].name == part.window && groups_[g].name == part.group) {
                    return w * groups_.size() + g;
                }
            }
        }
        throw Error("no part '" + part.group + "', '" + part.window + "' in this comparison");
    }

    ProjectionSpec spec_;
    std::vector<Group> groups_;
    std::vector<Window> windows_;
    std::vector<std::vector<std::vector<CountSums>>> sums_; ///< [regime][run][window × group]
    std::vector<std::vector<Tally>> weekly_;                ///< [regime][run], one draw only
};

} // namespace afklar::test
