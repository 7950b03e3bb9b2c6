#include <afklar/experiment/layout.hpp>

#include <iterator>
#include <variant>

#include <fmt/format.h>

#include <afklar/core/digest.hpp>
#include <afklar/core/enum.hpp>
#include <afklar/observe/count.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {
namespace {

/// A text in which every value stands on a line of its own; numbers are written so that they read back exactly.
class Listing {
public:
    template <class... Values>
    void line(std::string_view what, const Values&... values) {
        text_ += what;
        (fmt::format_to(std::back_inserter(text_), "\t{}", values), ...);
        text_ += '\n';
    }
    /// A text of any bytes: its length keeps it apart from what follows.
    void block(std::string_view what, std::string_view bytes) {
        line(what, bytes.size());
        text_ += bytes;
        text_ += '\n';
    }
    template <class Range, class F>
    void each(std::string_view what, const Range& range, F&& write) {
        line(what, range.size());
        for (const auto& item : range) {
            write(item);
        }
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::int64_t day(Date date) { return date.time_since_epoch().count(); }

void write(Listing& out, const Selector& who) {
    out.line("who", who.age_from, who.age_to, who.weeks_from, who.weeks_to, +who.sexes,
             +who.target_groups, +who.regions, +who.barriers);
    out.each("centres", who.job_centres, [&](int centre) { out.line("", centre); });
}

void write(Listing& out, const std::optional<Selector>& who) {
    if (who) {
        write(out, *who);
    }
}

/// The dates of an entry or a setting.
template <class T>
void dates(Listing& out, const T& of) {
    out.line("dates", of.from ? day(*of.from) : -1, of.to ? day(*of.to) : -1, of.from.has_value(),
             of.to.has_value());
}

void write(Listing& out, const std::vector<Setting>& settings) {
    out.each("settings", settings, [&](const Setting& setting) {
        out.line(describe(setting.provision).key, setting.value, +setting.regions);
        dates(out, setting);
    });
}

void write(Listing& out, const Policy& policy) {
    out.each("entries", policy.entries(), [&](const TimelineEntry& entry) {
        out.line("regions", +entry.regions);
        dates(out, entry);
        write(out, entry.where);
        if (entry.regime) {
            out.line("regime", entry.regime->name);
            write(out, entry.regime->settings);
        }
        out.each("reforms", entry.reforms, [&](const Reform& reform) {
            out.line("reform", reform.name);
            write(out, reform.where);
            write(out, reform.settings);
        });
    });
    out.each("holds", policy.holds(), [&](const std::string& name) { out.line("", name); });
}

void write(Listing& out, const ParameterSet& set) {
    out.each("parameters", set.parameters, [&](const ParameterInfo& info) {
        const Prior& prior = info.prior;
        out.line(info.key, static_cast<int>(prior.family), prior.value, prior.low, prior.high,
                 prior.lower_limit, prior.upper_limit, prior.null_value.has_value(),
                 prior.null_value.value_or(0.0), prior.atom, name_of(info.grade), info.sceptic,
                 info.advocate, info.evidence_blind);
    });
    for (const RankCorrelation& correlation : set.correlations) {
        out.line("correlation", correlation.a, correlation.b, correlation.rank);
    }
}

void write(Listing& out, const std::vector<PublishedMargin>& margins) {
    out.each("margins", margins, [&](const PublishedMargin& margin) {
        out.each("dimensions", margin.dimensions,
                 [&](Dimension dimension) { out.line("", name_of(dimension)); });
        if (margin.within) {
            out.line("within", name_of(margin.within->first), margin.within->second);
        }
        out.each("shares", margin.shares,
                 [&](const auto& share) { out.line(share.first, share.second); });
        out.line("from", margin.from_parameter);
    });
}

void write(Listing& out, const Margins& margins) {
    out.block("file", margins.text);
    out.line("population", day(margins.date), margins.total, margins.job_centres,
             margins.job_centre_log_sd);
    out.each("bands", margins.age_bands,
             [&](const AgeBand& band) { out.line(band.name, band.from, band.to); });
    write(out, margins.margins);
    write(out, margins.entry);
    out.each("pairs", margins.pairs, [&](const BarrierPair& pair) {
        out.line(name_of(pair.a), name_of(pair.b), pair.odds_ratio);
    });
    out.each("history", margins.history, [&](const HistoryFact& fact) {
        out.line(fact.name, fact.within, fact.window_years, fact.at_least_years, fact.age_from,
                 fact.share);
    });
    out.each("regions", margins.centres_by_region, [&](double share) { out.line("", share); });
}

template <class T>
double or_missing(const std::optional<T>& value) {
    return value ? static_cast<double>(*value) : -1.0;
}

void write(Listing& out, const Microdata& microdata) {
    out.block("file", microdata.text);
    out.each("people", microdata.people, [&](const Person& person) {
        out.line("", person.id, person.age, name_of(person.sex), person.job_centre,
                 name_of(person.region), name_of(person.target_group), +person.barriers,
                 person.weeks_on_benefit, or_missing(person.health), or_missing(person.trust),
                 or_missing(person.work_capacity), or_missing(person.weeks_since_conversation),
                 or_missing(person.absences), or_missing(person.prefers_remote),
                 or_missing(person.unreachable), or_missing(person.known_elsewhere));
    });
}

/// Draws and replicates that were planned: of a run until something is known, those of one round.
struct Units {
    int draws = 0;
    int replicates = 0;
};
Units units_of(const ProjectionSpec& spec) {
    if (!spec.precision || spec.batch == 0) {
        return {spec.draws, spec.replicates};
    }
    return spec.draws > 1 ? Units{spec.batch, spec.replicates} : Units{1, spec.batch};
}

} // namespace

std::string fingerprint(const ProjectionSpec& spec) {
    Listing out;
    out.line("afklar", library_version());
    for_each_value<Count>([&](Count count) { out.line("count", name_of_count(count)); });
    std::visit([&](const auto& source) { write(out, source); }, spec.population.source);
    out.line("size", spec.population.size.value_or(-1));
    write(out, spec.parameters);
    out.each("set", spec.set, [&](const auto& held) { out.line(held.first, held.second); });
    out.each("regimes", spec.regimes, [&](const NamedPolicy& regime) {
        out.block("name", regime.name);
        write(out, regime.policy);
    });
    out.line("time", day(spec.start), spec.horizon.value, spec.burn_in.value);
    const Units units = units_of(spec);
    out.line("design", units.draws, units.replicates, spec.seed, name_of(spec.prior),
             baseline_of(spec));
    out.each("groups", groups_of(spec), [&](const Group& group) {
        out.block("name", group.name);
        write(out, group.who);
    });
    out.each("windows", windows_of(spec), [&](const Window& window) {
        out.line("window", window.name, window.from, window.to);
    });
    if (!spec.points.empty()) {
        out.each("points", spec.points, [&](Parameters point) {
            for (std::size_t k = 0; k < parameter_keys().size(); ++k) {
                out.line("", value_of(point, k));
            }
        });
    }
    if (spec.precision) {
        out.line("precision", describe(spec.precision->metric).key, spec.precision->half_width);
    } else if (spec.batch > 0) {
        out.line("batch", spec.batch);
    }
    if (spec.design != PointDesign::latin_hypercube) {
        out.line("points", name_of(spec.design));
    }
    if (!spec.probes) {
        out.line("without probes");
    }
    if (spec.evidence_blind) {
        out.line("evidence-blind too");
    }
    return sha256(out.text());
}

} // namespace afklar
