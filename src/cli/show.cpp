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

/// `full_obligations+ds6_caseload_cap`: a regime and what is added to it.
struct Shown {
    std::string name;
    Policy policy;
    const Regime* regime = nullptr;
    std::vector<const Reform*> reforms{};
};

std::vector<std::string> known_names() {
    std::vector<std::string> names;
    for (const Regime& regime : shipped_regimes()) {
        names.push_back(regime.name);
    }
    for (const Reform& reform : shipped_reforms()) {
        names.push_back(reform.name);
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

Shown policy_named(const std::string& text) {
    Shown shown{text, {}};
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t plus = std::min(text.find('+', from), text.size());
        const std::string name = text.substr(from, plus - from);
        if (const Regime* regime = find_regime(name); regime != nullptr && from == 0) {
            shown.regime = regime;
            shown.policy = Policy{*regime};
        } else if (const Reform* reform = find_reform(name); reform != nullptr) {
            shown.reforms.push_back(reform);
            shown.policy = shown.policy + *reform;
        } else {
            refuse(name);
        }
        from = plus + 1;
    }
    if (shown.regime == nullptr) {
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

Region region_of(const std::string& text) {
    const auto region = value_named<Region>(text);
    if (!region) {
        throw CommandLineError("'--region': no region is called '" + text + "'" +
                               detail::hint(text, detail::all_names<Region>()));
    }
    return *region;
}

RuleSet rules_on(const Shown& shown, Date day, Region region) {
    const RuleBook book{shown.policy, nearest_monday(day), 1};
    return book.resolve(0, region, 0);
}

std::string source_of(const Shown& shown, Provision provision) {
    std::string source;
    const auto look = [&](const std::vector<Setting>& settings, const std::string& by) {
        const auto at = std::ranges::find(settings, provision, &Setting::provision);
        if (at != settings.end()) {
            source = by + at->source;
        }
    };
    look(shown.regime->settings, "");
    for (const Reform* reform : shown.reforms) {
        look(reform->settings, reform->name + ": ");
    }
    return source;
}

void print_rules(const Shown& shown, const RuleSet& rules) {
    std::vector<std::vector<std::string>> rows;
    std::string_view group;
    for (const ProvisionDescriptor& d : provisions()) {
        if (d.group != group) {
            group = d.group;
            rows.push_back({std::string(group)});
        }
        rows.push_back({"  " + std::string(d.key), written(d.provision, rules.number(d.provision)),
                        std::string(d.unit), source_of(shown, d.provision)});
    }
    print_columns(rows);
}

void print_dates(const Regime& regime, const std::optional<Date>& on) {
    if (!regime.in_force_from) {
        return;
    }
    std::cout << "in force from " << iso(*regime.in_force_from);
    if (regime.in_force_to) {
        std::cout << " until the day before " << iso(*regime.in_force_to);
    }
    const bool outside =
        on && (*on < *regime.in_force_from || (regime.in_force_to && *on >= *regime.in_force_to));
    std::cout << (outside ? "; not on " + iso(*on) : "") << '\n';
}

void print_policy(const Shown& shown, const std::optional<Date>& on, Region region) {
    print_heading(shown.regime->title + " (" + shown.name + ")");
    std::cout << "source: " << shown.regime->source << '\n';
    print_dates(*shown.regime, on);
    std::cout << '\n';
    print_rules(shown, rules_on(shown, on.value_or(date(2020, 1, 6)), region));
    print_sentences("Assumptions", shown.regime->assumptions);
    print_sentences("Of the law it does not represent", shown.regime->not_represented);
    for (const Reform* reform : shown.reforms) {
        print_sentences("Assumptions of " + reform->name, reform->assumptions);
        print_sentences("What " + reform->name + " does not represent", reform->not_represented);
    }
}

void print_comparison(const Shown& a, const Shown& b, Date day, Region region) {
    const RuleSet rules_a = rules_on(a, day, region);
    const RuleSet rules_b = rules_on(b, day, region);
    std::vector<std::vector<std::string>> rows{
        {"provision", a.name, b.name, "unit", "source of the second"}};
    for (const ProvisionDescriptor& d : provisions()) {
        const double value_a = rules_a.number(d.provision);
        const double value_b = rules_b.number(d.provision);
        if (value_a != value_b) {
            rows.push_back({std::string(d.key), written(d.provision, value_a),
                            written(d.provision, value_b), std::string(d.unit),
                            source_of(b, d.provision)});
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
    std::vector<std::vector<std::string>> rows{{"provision", "value", "unit", "source"}};
    for (const Setting& setting : reform.settings) {
        const ProvisionDescriptor& d = describe(setting.provision);
        rows.push_back({std::string(d.key), written(setting.provision, setting.value),
                        std::string(d.unit), setting.source});
    }
    print_columns(rows);
    print_sentences("Assumptions", reform.assumptions);
    print_sentences("What it does not represent", reform.not_represented);
}

/// A provision, parameter or metric: all that is known of it, a line each.
bool print_row(const std::string& key) {
    for (const char* plural : {"parameters", "metrics", "provisions"}) {
        for (const auto& row : listing_of(plural).rows) {
            if (cell(row.at("key")) != key) {
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
    Arguments arguments{
        "show NAME [--on DATE] [--region R] [--against NAME]",
        "One regime in full, or two compared; a reform, provision, parameter or metric.\n"
        "Reforms are added to a regime with +: full_obligations+ds6_caseload_cap."};
    arguments.word({"NAME", "", "What to show."})
        .option({"on", "DATE", "The rules of that day."})
        .option({"region", "R", "The rules of that region."})
        .option({"against", "NAME", "Show only what differs from that regime."});
    if (!arguments.read(args)) {
        return 0;
    }
    const std::string name = arguments.needed("NAME");
    const auto on = arguments.text("on");
    const auto day = on ? std::optional<Date>(date_of(*on)) : std::nullopt;
    const Region region = region_of(arguments.text("region").value_or("capital"));
    const auto against = arguments.text("against");
    if (against) {
        print_comparison(policy_named(*against), policy_named(name), day.value_or(date(2020, 1, 6)),
                         region);
    } else if (const Reform* reform = find_reform(name)) {
        print_reform(*reform);
    } else if (name.find('+') != std::string::npos || find_regime(name) != nullptr) {
        print_policy(policy_named(name), day, region);
    } else if (!print_row(name)) {
        refuse(name);
    }
    return 0;
}

} // namespace afklar::cli
