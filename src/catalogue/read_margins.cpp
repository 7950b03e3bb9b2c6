#include "catalogue/read_margins.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <afklar/evidence/parameters.hpp>

#include "catalogue/read_parameters.hpp"

namespace afklar::detail {

namespace {

Provenance read_provenance(TableReader& table) {
    Provenance p;
    p.benefit = table.text("benefit").value_or("");
    p.group = table.text("group").value_or("");
    if (table.name() != "[job_centres]") { // whose count is a number
        p.count = table.text("count").value_or("");
    }
    p.grade = table.need_text("grade");
    p.evidence = table.texts("evidence");
    p.assumption = table.text("assumption").value_or("");
    p.sentence = table.text("sentence").value_or("");
    return p;
}

/// An age band by its name: first and last year, `30_39`.
std::optional<AgeBand> band_named(const std::string& name) {
    const auto line = name.find('_');
    AgeBand band{name, 0, 0};
    const char* const end = name.data() + name.size();
    if (line == std::string::npos ||
        std::from_chars(name.data(), name.data() + line, band.from).ptr != name.data() + line ||
        std::from_chars(name.data() + line + 1, end, band.to).ptr != end || band.from > band.to) {
        return std::nullopt;
    }
    return band;
}

/// The categories of a dimension; empty for ages, whose bands the file names itself.
std::vector<std::string> categories_of(Dimension dimension) {
    switch (dimension) {
    case Dimension::target_group:
        return all_names<TargetGroup>();
    case Dimension::sex:
        return all_names<Sex>();
    case Dimension::region:
        return all_names<Region>();
    case Dimension::age:
        return {};
    case Dimension::mental_illness:
    case Dimension::anxiety:
    case Dimension::substance_use:
    case Dimension::somatic_illness:
    case Dimension::homelessness:
    case Dimension::conviction:
    case Dimension::language:
    case Dimension::count_:
        break;
    }
    return {"yes", "no"};
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == '.') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

class MarginsReader {
public:
    explicit MarginsReader(Faults& faults) : faults_(faults) {}

    Margins read(const Node& root, std::string text) {
        margins_.text = std::move(text);
        TableReader file{root, "the file of margins", faults_};
        check_schema(file);
        margins_.title = file.need_text("title");
        read_date(file);
        read_total(file);
        each(file, "margin", [&](TableReader& t) { margins_.margins.push_back(read_margin(t)); });
        each(file, "entry", [&](TableReader& t) { margins_.entry.push_back(read_margin(t)); });
        each(file, "seed", [&](TableReader& t) { read_pair(t); });
        each(file, "history", [&](TableReader& t) { read_history(t); });
        read_centres(file);
        file.finish();
        if (margins_.margins.empty()) {
            file.fault("margin", "a file of margins needs at least one [[margin]]");
        }
        std::ranges::sort(margins_.age_bands, {}, &AgeBand::from);
        return std::move(margins_);
    }

private:
    template <class F>
    void each(TableReader& file, const std::string& key, F&& read_it) {
        const Node* list = file.take(key);
        if (list == nullptr) {
            return;
        }
        if (list->kind != NodeKind::list) {
            faults_.add(list->origin, key, "write '" + key + "' as [[" + key + "]]");
            return;
        }
        for (const Node& item : list->items) {
            TableReader table{item, "[[" + key + "]]", faults_};
            read_it(table);
            table.finish();
        }
    }

    void read_date(TableReader& file) {
        const auto day = file.date("date");
        if (!day && file.take("date") == nullptr) {
            file.fault("date", "'date' is missing: the day of the stock");
        }
        margins_.date = day.value_or(Date{});
    }

    void read_total(TableReader& file) {
        const Node* node = file.need("total");
        if (node == nullptr) {
            return;
        }
        TableReader total{*node, "[total]", faults_};
        margins_.total = total.need_number("persons");
        margins_.total_provenance = read_provenance(total);
        total.finish();
        if (margins_.total < 1.0) {
            total.fault("persons", "the population is empty: 'persons' must be at least 1");
        }
    }

    std::optional<std::pair<Dimension, std::string>> read_within(TableReader& table) {
        const Node* node = table.take_table("within");
        if (node == nullptr) {
            return std::nullopt;
        }
        if (node->members.size() != 1) {
            faults_.add(node->origin, "within", "'within' names one dimension and one category");
            return std::nullopt;
        }
        const Member& only = node->members.front();
        const auto dimension = value_named<Dimension>(only.key);
        if (!dimension) {
            const auto names = all_names<Dimension>();
            faults_.add(only.origin, only.key,
                        "'" + only.key + "' is no dimension" + hint(only.key, names));
            return std::nullopt;
        }
        const auto category = as_text(only.value, only.key, faults_);
        if (!category || !is_category(*dimension, *category, only.value.origin)) {
            return std::nullopt;
        }
        return std::pair{*dimension, *category};
    }

    bool is_category(Dimension dimension, const std::string& category, const Origin& origin) {
        if (dimension == Dimension::age) {
            return add_band(category, origin);
        }
        const auto names = categories_of(dimension);
        if (std::ranges::find(names, category) != names.end()) {
            return true;
        }
        faults_.add(origin, category,
                    "'" + category + "' is no category of " + std::string(name_of(dimension)) +
                        hint(category, names));
        return false;
    }

    bool add_band(const std::string& name, const Origin& origin) {
        if (std::ranges::find(margins_.age_bands, name, &AgeBand::name) !=
            margins_.age_bands.end()) {
            return true;
        }
        const auto band = band_named(name);
        const bool overlaps =
            band && std::ranges::any_of(margins_.age_bands, [&](const AgeBand& b) {
                return b.from <= band->to && band->from <= b.to;
            });
        if (!band || overlaps) {
            faults_.add(origin, name,
                        "'" + name + "' is no band of ages such as 30_39" +
                            (overlaps ? " beside the others, which it overlaps" : ""));
            return false;
        }
        margins_.age_bands.push_back(*band);
        return true;
    }

    PublishedMargin read_margin(TableReader& table) {
        PublishedMargin margin;
        margin.origin = table.origin();
        if (const Node* list = table.need("dimensions")) {
            const auto names = all_names<Dimension>();
            for (const Node& item : list->items) {
                if (const auto place = place_among(item, "dimensions", names, faults_)) {
                    margin.dimensions.push_back(static_cast<Dimension>(*place));
                }
            }
            if (list->items.empty()) {
                faults_.add(list->origin, "dimensions", "'dimensions' must name at least one");
            }
        }
        margin.within = read_within(table);
        read_shares(table, margin);
        margin.from_parameter = table.text("from_parameter").value_or("");
        if (!margin.from_parameter.empty()) {
            check_parameter(*table.take("from_parameter"), margin.from_parameter);
        }
        margin.provenance = read_provenance(table);
        return margin;
    }

    void check_parameter(const Node& node, const std::string& key) {
        if (std::ranges::find(parameter_names(), key) == parameter_names().end()) {
            faults_.add(node.origin, "from_parameter",
                        "unknown parameter '" + key + "'" + hint(key, parameter_names()));
        }
    }

    void read_shares(TableReader& table, PublishedMargin& margin) {
        const Node* shares = table.need("shares");
        if (shares == nullptr) {
            return;
        }
        double sum = 0.0;
        for (const Member& member : shares->members) {
            const auto share = as_number(member.value, member.key, Limits{0.0, 1.0}, faults_);
            check_category(margin, member);
            margin.shares.emplace_back(member.key, share.value_or(0.0));
            sum += share.value_or(0.0);
        }
        constexpr double slack = 1e-9;
        if (std::abs(sum - 1.0) > slack) {
            faults_.add(shares->origin, "shares", "'shares' must sum to 1, found " + plain(sum));
        }
    }

    void check_category(const PublishedMargin& margin, const Member& member) {
        const auto parts = split(member.key);
        if (parts.size() != margin.dimensions.size()) {
            faults_.add(member.origin, member.key,
                        "'" + member.key + "' must name one category for each of " +
                            std::to_string(margin.dimensions.size()) + " dimensions");
            return;
        }
        for (std::size_t i = 0; i < parts.size(); ++i) {
            is_category(margin.dimensions[i], parts[i], member.origin);
        }
    }

    void read_pair(TableReader& table) {
        BarrierPair pair;
        const Node* node = table.need("pair");
        const auto names = all_names<Barrier>();
        std::vector<Barrier> both;
        for (const Node& item : node != nullptr ? node->items : std::vector<Node>{}) {
            if (const auto place = place_among(item, "pair", names, faults_)) {
                both.push_back(static_cast<Barrier>(*place));
            }
        }
        if (both.size() == 2 && both[0] != both[1]) {
            pair.a = both[0];
            pair.b = both[1];
        } else {
            table.fault("pair", "'pair' must name two barriers");
        }
        pair.odds_ratio = table.need_number("odds_ratio");
        if (!(pair.odds_ratio > 0.0)) {
            table.fault("odds_ratio",
                        "'odds_ratio' must be above 0, found " + plain(pair.odds_ratio));
        }
        pair.provenance = read_provenance(table);
        margins_.pairs.push_back(std::move(pair));
    }

    void read_history(TableReader& table) {
        HistoryFact fact;
        fact.name = table.need_text("name");
        const auto within = read_within(table);
        if (within && within->first == Dimension::target_group) {
            fact.within = within->second;
        } else {
            table.fault("within", "a [[history]] is within one target_group");
        }
        fact.window_years = table.need_number("window_years");
        fact.at_least_years = table.need_number("at_least_years");
        fact.age_from = table.need_number("age_from");
        const Node* share = table.need("share");
        fact.share = share == nullptr
                         ? 0.0
                         : as_number(*share, "share", Limits{0.0, 1.0}, faults_).value_or(0.0);
        fact.provenance = read_provenance(table);
        margins_.history.push_back(std::move(fact));
    }

    void read_centres(TableReader& file) {
        const Node* node = file.need("job_centres");
        if (node == nullptr) {
            return;
        }
        TableReader table{*node, "[job_centres]", faults_};
        margins_.job_centres = static_cast<int>(table.whole("count", {1, 65'535}).value_or(0));
        margins_.job_centre_log_sd = table.need_number("log_sd");
        margins_.job_centre_provenance = read_provenance(table);
        if (const Node* by_region = table.need("by_region")) {
            read_centres_by_region(*by_region);
        }
        table.finish();
        double sum = 0.0;
        for (const double centres : margins_.centres_by_region) {
            sum += centres;
        }
        if (sum != margins_.job_centres) {
            table.fault("by_region", "the centres by region sum to " + plain(sum) +
                                         ", but 'count' is " +
                                         std::to_string(margins_.job_centres));
        }
    }

    void read_centres_by_region(const Node& node) {
        TableReader table{node, "[job_centres.by_region]", faults_};
        if (const Node* centres = table.need("centres")) {
            TableReader counts{*centres, "centres", faults_};
            for_each_value<Region>([&](Region region) {
                margins_.centres_by_region[region] =
                    static_cast<double>(counts.whole(name_of(region), {0, 65'535}).value_or(0));
            });
            counts.finish();
        }
        margins_.centres_provenance = read_provenance(table);
        table.finish();
    }

    Faults& faults_;
    Margins margins_;
};

} // namespace

Margins read_margins(const Node& root, std::string text, Faults& faults) {
    return MarginsReader{faults}.read(root, std::move(text));
}

} // namespace afklar::detail
