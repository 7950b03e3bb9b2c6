#include <algorithm>
#include <charconv>
#include <iostream>
#include <optional>
#include <utility>

#include <boost/json.hpp>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/policy/certificate.hpp>

#include "catalogue/reading.hpp"
#include "cli/catalogue_rows.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace afklar::cli {

namespace {

/// `full_obligations+ds6_caseload_cap`: a regime or timeline and what is added to it.
struct Shown {
    std::string name;
    std::string title;
    std::string source;
    Policy policy;
    std::vector<std::string> assumptions{};
    std::vector<std::string> not_represented{};
    const Regime* regime = nullptr;
    const Timeline* timeline = nullptr;
    std::vector<Reform> reforms{};
};

std::vector<std::string> known_names() {
    std::vector<std::string> names;
    for (const Regime& regime : shipped_regimes()) {
        names.push_back(regime.name);
    }
    for (const Reform& reform : shipped_reforms()) {
        names.push_back(reform.name);
        for (const PolicyPart& part : reform.parts) {
            names.push_back(reform.name + "." + part.name);
        }
    }
    for (const Timeline& timeline : shipped_timelines()) {
        names.push_back(timeline.name);
    }
    for (const char* plural : {"provisions", "parameters", "metrics"}) {
        for (const auto& row : listing_of(plural).rows) {
            names.push_back(cell(row.at("key")));
        }
    }
    return names;
}

[[noreturn]] void refuse(const std::string& name) {
    throw CommandLineError("nothing that ships is called '" + name + "'" +
                           detail::hint(name, known_names()) + " (afklar list …)");
}

/// What a regime or a timeline says of itself.
template <class T>
void describe_with(Shown& shown, const T& base) {
    shown.title = base.title;
    shown.source = base.source;
    shown.policy = Policy{base};
    shown.assumptions = base.assumptions;
    shown.not_represented = base.not_represented;
}

Shown policy_named(const std::string& text) {
    Shown shown;
    shown.name = text;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t plus = std::min(text.find('+', from), text.size());
        const std::string name = text.substr(from, plus - from);
        if (const Regime* regime = find_regime(name); regime != nullptr && from == 0) {
            shown.regime = regime;
            describe_with(shown, *regime);
        } else if (const Timeline* timeline = find_timeline(name);
                   timeline != nullptr && from == 0) {
            shown.timeline = timeline;
            describe_with(shown, *timeline);
        } else if (auto reform = find_reform(name)) {
            shown.policy = shown.policy + *reform;
            shown.reforms.push_back(std::move(*reform));
        } else {
            refuse(name);
        }
        from = plus + 1;
    }
    if (shown.regime == nullptr && shown.timeline == nullptr) {
        throw CommandLineError("'" + text +
                               "' names no regime; begin with one, as in "
                               "full_obligations+ds6_caseload_cap");
    }
    return shown;
}

/// `2020-03-16`. Errors: `CommandLineError`.
Date date_of(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const char* const end = text.data() + text.size();
    const auto y = std::from_chars(text.data(), end, year);
    const auto m = y.ptr < end ? std::from_chars(y.ptr + 1, end, month) : y;
    const auto d = m.ptr < end ? std::from_chars(m.ptr + 1, end, day) : m;
    try {
        if (text.size() == 10 && text[4] == '-' && text[7] == '-' && d.ptr == end) {
            return date(year, month, day);
        }
    } catch (const Error&) {
        // told below
    }
    throw CommandLineError("'--on' must be a date such as 2020-03-16, found '" + text + "'");
}

/// Regions, one bit each: one by name, `east`, `west`, or all.
std::uint8_t regions_of(const std::optional<std::string>& text) {
    if (!text) {
        return all_regions;
    }
    const auto regions = regions_named(*text);
    if (!regions) {
        throw CommandLineError("'--region': no region is called '" + *text + "'" +
                               detail::hint(*text, region_names()));
    }
    return *regions;
}

/// The rules of one week in some regions.
class Moment {
public:
    /// The week that holds the day.
    Moment(const Shown& shown, Date day, std::uint8_t regions)
        : monday_(monday_on_or_before(day)),
          regions_(regions),
          book_(shown.policy, PolicyWeeks{monday_, 1, 0}) {}

    [[nodiscard]] Date monday() const noexcept { return monday_; }

    /// The value; where it differs between the regions, each with its own: `all (west); none (east)`.
    [[nodiscard]] std::string value(Provision provision) const {
        return by_region([&](Region region) {
            return written(provision, book_.resolve(0, region, {}).number(provision));
        });
    }

    /// Who set it, and by what authority.
    [[nodiscard]] std::string source(Provision provision, const std::string& unnamed) const {
        return by_region([&](Region region) {
            const auto authority = book_.authority(provision, 0, region, {});
            if (authority.by.empty()) {
                return std::string("default");
            }
            return (authority.by == unnamed ? "" : std::string(authority.by) + ": ") +
                   std::string(authority.source);
        });
    }

private:
    template <class Text>
    [[nodiscard]] std::string by_region(Text&& text) const {
        std::vector<std::pair<std::string, std::uint8_t>> texts;
        for_each_value<Region>([&](Region region) {
            if (!holds_region(regions_, region)) {
                return;
            }
            const std::string one = text(region);
            auto at = std::ranges::find(texts, one, &std::pair<std::string, std::uint8_t>::first);
            if (at == texts.end()) {
                at = texts.insert(at, {one, std::uint8_t{0}});
            }
            at->second = static_cast<std::uint8_t>(at->second | (1U << index_of(region)));
        });
        if (texts.size() == 1) {
            return texts.front().first;
        }
        std::string all;
        for (const auto& [one, regions] : texts) {
            all += (all.empty() ? "" : "; ") + one + " (" + regions_in_words(regions) + ")";
        }
        return all;
    }

    Date monday_;
    std::uint8_t regions_;
    RuleBook book_;
};

/// The day that is meant where none is named: the first on which the rules hold.
Date day_of(const Shown& shown, const std::optional<Date>& on) {
    if (on) {
        return *on;
    }
    const Date usual = date(2020, 1, 6);
    if (shown.regime != nullptr) {
        return monday_on_or_after(shown.regime->in_force_from.value_or(usual));
    }
    return monday_on_or_after(shown.timeline->entries.front().from.value_or(usual));
}

void print_rules(const Shown& shown, const Moment& moment) {
    std::vector<std::vector<std::string>> rows;
    std::string_view group;
    for (const ProvisionDescriptor& d : provisions()) {
        if (d.group != group) {
            group = d.group;
            rows.push_back({std::string(group)});
        }
        rows.push_back(
            {"  " + std::string(d.key), moment.value(d.provision), std::string(d.unit),
             moment.source(d.provision, shown.regime != nullptr ? shown.regime->name : "")});
    }
    print_columns(rows);
}

/// `from 2020-05-27`, `from 2020-03-09 until 2020-07-08`, …; empty without dates.
std::string dates_in_words(const std::optional<Date>& from, const std::optional<Date>& to) {
    std::string text = from ? "from " + iso(*from) : "";
    if (to) {
        text += (text.empty() ? "until " : " until ") + iso(*to - std::chrono::days{1});
    }
    return text;
}

void print_dates(const Regime& regime, const std::optional<Date>& on) {
    if (!regime.in_force_from) {
        return;
    }
    std::cout << "in force " << dates_in_words(regime.in_force_from, regime.in_force_to);
    const bool outside =
        on && (*on < *regime.in_force_from || (regime.in_force_to && *on >= *regime.in_force_to));
    std::cout << (outside ? "; not on " + iso(*on) : "") << '\n';
}

void print_parts(const std::vector<PolicyPart>& parts, const std::string& whole) {
    if (parts.empty()) {
        return;
    }
    std::cout << "\nParts\n";
    std::vector<std::vector<std::string>> rows;
    for (const PolicyPart& part : parts) {
        std::string when = dates_in_words(part.from, part.to);
        if (part.regions != all_regions) {
            when += (when.empty() ? "" : ", ") + regions_in_words(part.regions);
        }
        const std::string dot_name = "." + part.name;
        const bool itself = whole.ends_with(dot_name); // a part was asked for
        rows.push_back({itself ? whole : whole + dot_name, when, part.title, part.source});
    }
    print_columns(rows, "  ");
}

void print_entries(const Timeline& timeline) {
    std::vector<std::vector<std::string>> rows;
    for (const TimelineEntry& entry : timeline.entries) {
        rows.push_back({entry.from ? iso(*entry.from) : "throughout", applied_names(entry),
                        entry.regions == all_regions ? "" : regions_in_words(entry.regions),
                        entry.to ? "until " + iso(*entry.to - std::chrono::days{1}) : ""});
    }
    print_columns(rows, "  ");
}

void print_policy(const Shown& shown, const std::optional<Date>& on, std::uint8_t regions) {
    print_heading(shown.title + " (" + shown.name + ")");
    std::cout << "source: " << shown.source << '\n';
    if (shown.regime != nullptr) {
        print_dates(*shown.regime, on);
    } else {
        std::cout << '\n';
        print_entries(*shown.timeline);
    }
    const Moment moment{shown, day_of(shown, on), regions};
    std::cout << "\nThe rules of the week of Monday " << iso(moment.monday()) << ", "
              << regions_in_words(regions) << "\n\n";
    print_rules(shown, moment);
    if (shown.regime != nullptr) {
        print_parts(shown.regime->parts, shown.regime->name);
    }
    print_sentences("Assumptions", shown.assumptions);
    print_sentences("Of the law it does not represent", shown.not_represented);
    for (const Reform& reform : shown.reforms) {
        print_sentences("Assumptions of " + reform.name, reform.assumptions);
        print_sentences("What " + reform.name + " does not represent", reform.not_represented);
    }
    std::cout
        << "\nWhich rule holds: of the entries in force the regime with the latest start, what it "
           "says\nfor the region or the date before what it says in general; reforms are merged "
           "into it without\norder, and two that contradict each other are refused.\n";
}

void print_comparison(const Shown& a, const Shown& b, const std::optional<Date>& on,
                      std::uint8_t regions) {
    const Moment one{a, day_of(a, on), regions};
    const Moment other{b, day_of(b, on), regions};
    std::cout << a.name << " in the week of " << iso(one.monday()) << " against " << b.name
              << " in the week of " << iso(other.monday()) << "; " << regions_in_words(regions)
              << "\n\n";
    std::vector<std::vector<std::string>> rows{
        {"provision", a.name, b.name, "unit", "source of the second"}};
    for (const ProvisionDescriptor& d : provisions()) {
        if (one.value(d.provision) != other.value(d.provision)) {
            rows.push_back({std::string(d.key), one.value(d.provision), other.value(d.provision),
                            std::string(d.unit), other.source(d.provision, b.name)});
        }
    }
    const std::size_t different = rows.size() - 1;
    if (different > 0) {
        print_columns(rows);
        std::cout << '\n';
    }
    std::cout << different << " of " << count_of<Provision> << " provisions differ\n";
}

void print_reform(const Reform& reform) {
    print_heading(reform.title + " (" + reform.name + ")");
    std::cout << "source: " << reform.source << "\nfor " << in_words(reform.where) << "\n\n";
    std::vector<std::vector<std::string>> rows{{"provision", "value", "unit", "source", "part"}};
    for (const Setting& setting : reform.settings) {
        const ProvisionDescriptor& d = describe(setting.provision);
        rows.push_back({std::string(d.key), written(setting.provision, setting.value),
                        std::string(d.unit), setting.source, setting.part});
    }
    print_columns(rows);
    print_parts(reform.parts, reform.name);
    print_sentences("Assumptions", reform.assumptions);
    print_sentences("What it does not represent", reform.not_represented);
}

/// A provision, parameter or metric: all that is known of it, a line each.
bool print_row(const std::string& key) {
    for (const char* plural : {"parameters", "metrics", "provisions", "evidence"}) {
        for (const auto& row : listing_of(plural).rows) {
            const auto& object = row.get_object();
            if (cell(object.contains("key") ? row.at("key") : row.at("id")) != key) {
                continue;
            }
            std::vector<std::vector<std::string>> rows;
            for (const auto& member : row.get_object()) {
                rows.push_back({std::string(member.key()), cell(member.value())});
            }
            print_columns(rows);
            return true;
        }
    }
    return false;
}

} // namespace

int command_show(const std::vector<std::string>& args) {
    Arguments arguments{"show NAME [--on DATE] [--region R] [--against NAME]",
                        "One regime or timeline in full, or two compared; a reform, provision, "
                        "parameter or metric.\n"
                        "Reforms are added to a regime with +: full_obligations+ds6_caseload_cap."};
    arguments.word({"NAME", "", "What to show."})
        .option({"on", "DATE", "The rules of the week that holds the day."})
        .option({"region", "R", "The rules of that region, or of east or west."})
        .option({"against", "NAME", "Show only what differs from that regime."});
    if (!arguments.read(args)) {
        return 0;
    }
    const std::string name = arguments.needed("NAME");
    const auto on = arguments.text("on");
    const auto day = on ? std::optional<Date>(date_of(*on)) : std::nullopt;
    const std::uint8_t regions = regions_of(arguments.text("region"));
    if (const auto against = arguments.text("against")) {
        print_comparison(policy_named(*against), policy_named(name), day, regions);
    } else if (const auto reform = find_reform(name)) {
        print_reform(*reform);
    } else if (name.find('+') != std::string::npos || find_regime(name) != nullptr ||
               find_timeline(name) != nullptr) {
        print_policy(policy_named(name), day, regions);
    } else if (!print_row(name)) {
        refuse(name);
    }
    return 0;
}

} // namespace afklar::cli
