#include <afklar/report/twins.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "report/text.hpp"

namespace afklar {
namespace {

using detail::ten_digits;

constexpr std::array<std::pair<std::string_view, double>, 3> quartiles{
    {{"q25", 0.25}, {"q50", 0.5}, {"q75", 0.75}}};

/// The records of one arm.
class Records {
public:
    Records(const Twins& twins, const TwinArm& arm, const TextSink& to)
        : twins_(twins), arm_(arm), to_(to) {}

    void write() const {
        for_each_value<TwinOutcome>([&](TwinOutcome outcome) {
            for (const TwinShare share : {TwinShare::better, TwinShare::worse, TwinShare::same}) {
                write_share(share, outcome, name_of(outcome), name_of(better_of(outcome)));
            }
        });
        write_share(TwinShare::parted, {}, "", "");
        for (const auto& [name, share] : quartiles) {
            Estimate e;
            if (const auto week = week_parted(arm_, share)) {
                e.mean = *week;
            }
            record("", "", "first_week_parted." + std::string(name), "week", e);
        }
        record("", "", "people", "per run", people());
    }

private:
    void write_share(TwinShare share, TwinOutcome outcome, std::string_view of,
                     std::string_view better) const {
        const std::string name = "share_" + std::string(name_of(share));
        const DrawMatrix own = shares(twins_, arm_, share, outcome);
        record(of, better, name, "share", estimate(own, range_of_shares));
        if (!arm_.is_null_change()) {
            record(of, better, name + "_less_null_change", "share",
                   estimate(difference(own, shares(twins_, twins_.null_change(), share, outcome)),
                            range_of_differences(range_of_shares)));
        }
    }
    [[nodiscard]] Estimate people() const {
        DrawMatrix matrix(twins_.draws, twins_.replicates);
        for (std::size_t s = 0; s < twins_.streams.size(); ++s) {
            matrix.at(twins_.streams[s].draw, twins_.streams[s].replicate) =
                static_cast<double>(arm_.by_stream[s].people);
        }
        return estimate(matrix);
    }
    void record(std::string_view outcome, std::string_view better, const std::string& measure,
                std::string_view unit, const Estimate& e) const {
        std::string line = arm_.is_null_change() ? "null change" : "regime";
        for (const std::string& field :
             {csv_field(arm_.regime), csv_field(twins_.baseline), csv_field(outcome),
              csv_field(better), csv_field(measure), csv_field(unit), ten_digits(e.mean),
              ten_digits(e.ci_low), ten_digits(e.ci_high), std::to_string(e.draws),
              std::to_string(e.replicates)}) {
            line += "," + field;
        }
        to_(line + "\r\n");
    }

    const Twins& twins_;
    const TwinArm& arm_;
    const TextSink& to_;
};

constexpr EnumArray<TwinOutcome, std::string_view> headings{
    {"first assessed sooner", "fewer weeks unassessed", "shorter longest silence",
     "fewer weeks sanctioned", "more weeks in job or edu."}};

/// Share in per cent; `0` where nobody is.
std::string percent(const std::optional<double>& share) {
    return share ? detail::grouped(100.0 * *share, 1, false) : "–";
}

constexpr std::size_t name_width = 30;
constexpr std::size_t column_width = 17;
constexpr std::size_t gap = 2;

std::string line_of(std::string_view name, const std::vector<std::string>& cells) {
    std::string line = detail::to_left(name, name_width);
    for (const std::string& cell : cells) {
        line += std::string(gap, ' ') + detail::to_right(cell, column_width);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

/// The cells of one arm: better / worse for each outcome, then how many part and when.
std::vector<std::string> cells_of(const Twins& twins, const TwinArm& arm) {
    std::vector<std::string> cells;
    for_each_value<TwinOutcome>([&](TwinOutcome outcome) {
        cells.push_back(percent(estimate(shares(twins, arm, TwinShare::better, outcome)).mean) +
                        " / " +
                        percent(estimate(shares(twins, arm, TwinShare::worse, outcome)).mean));
    });
    const auto week = [&](double share) {
        const auto found = week_parted(arm, share);
        return found ? std::to_string(*found) : std::string("–");
    };
    cells.push_back(percent(estimate(shares(twins, arm, TwinShare::parted)).mean));
    cells.push_back(week(0.25) + ", " + week(0.5) + ", " + week(0.75));
    return cells;
}

/// Better and worse less those of the null change, run by run.
std::vector<std::string> net_of(const Twins& twins, const TwinArm& arm) {
    const auto less = [&](TwinShare share, TwinOutcome outcome) {
        const Estimate e = estimate(difference(shares(twins, arm, share, outcome),
                                               shares(twins, twins.null_change(), share, outcome)));
        return e.mean ? detail::grouped(100.0 * *e.mean, 1, true) : std::string("–");
    };
    std::vector<std::string> cells;
    for_each_value<TwinOutcome>([&](TwinOutcome outcome) {
        cells.push_back(less(TwinShare::better, outcome) + " / " + less(TwinShare::worse, outcome));
    });
    cells.push_back(less(TwinShare::parted, {}));
    return cells;
}

} // namespace

std::string twins_text(const Twins& twins) {
    std::string text =
        "\nThe same person under each regime and under the baseline, under the model's coupling: "
        "per cent better / worse off\n\n";
    std::vector<std::string> first;
    std::vector<std::string> second;
    for_each_value<TwinOutcome>([&](TwinOutcome outcome) {
        const auto lines = detail::wrapped(headings[outcome], column_width);
        first.push_back(lines.front());
        second.push_back(lines.size() > 1 ? lines[1] : "");
    });
    first.insert(first.end(), {"courses that", "first week apart,"});
    second.insert(second.end(), {"ever part", "quartiles"});
    text += line_of("", first) + line_of("", second);
    for (const TwinArm& arm : twins.arms) {
        const auto name = detail::wrapped(
            arm.is_null_change() ? "null change: one person fewer in each job centre" : arm.regime,
            name_width);
        text += line_of(name.front(), cells_of(twins, arm));
        const bool wraps = name.size() > 1;
        if (!arm.is_null_change()) {
            text += line_of(wraps ? name[1] : "  less the null change", net_of(twins, arm));
        } else if (wraps) {
            text += line_of(name[1], {});
        }
    }
    return text +
           fmt::format("\nWhich course of luck is the same under another regime is a choice of the "
                       "model, not "
                       "a fact of the world: the shares are not chances of any real person. The "
                       "null change "
                       "is the noise floor: what a regime has no more of than the null change says "
                       "nothing. "
                       "Followed: {} run{}, at most {}, the first replicate of every draw first.\n",
                       twins.streams.size(), twins.streams.size() == 1 ? "" : "s",
                       most_twin_streams);
}

void write_twins_csv(const Twins& twins, const TextSink& to) {
    to("arm,regime,baseline,outcome,better,measure,unit,mean,ci_low,ci_high,draws,replicates\r\n");
    for (const TwinArm& arm : twins.arms) {
        Records(twins, arm, to).write();
    }
}

} // namespace afklar
