#include "scenario/microdata.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "catalogue/csv_rows.hpp"

namespace afklar::detail {

namespace {

const std::vector<std::string>& required_columns() {
    static const std::vector<std::string> names{
        "id", "age", "sex", "job_centre", "region", "target_group", "barriers", "weeks_on_benefit"};
    return names;
}

const std::vector<std::string>& all_columns() {
    static const std::vector<std::string> names = [] {
        auto all = required_columns();
        all.insert(all.end(), {"health", "trust", "work_capacity", "weeks_since_conversation",
                               "absences", "prefers_remote", "unreachable", "known_elsewhere"});
        return all;
    }();
    return names;
}

class CsvReader {
public:
    CsvReader(std::string file, Faults& faults) : file_(std::move(file)), faults_(faults) {}

    std::vector<Person> read(std::string_view text) {
        const auto rows = csv_rows(text);
        if (rows.empty() || !read_header(rows.front())) {
            if (rows.empty()) {
                fault(1, "", "the population is empty: the file has no lines");
            }
            return {};
        }
        std::vector<Person> people;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            row_ = &rows[i];
            if (row_->cells.size() != columns_.size()) {
                fault(row_->line, "",
                      "the line has " + std::to_string(row_->cells.size()) + " cells, the header " +
                          std::to_string(columns_.size()));
                continue;
            }
            people.push_back(read_person());
            check_person(people.back());
        }
        if (rows.size() == 1) {
            fault(1, "", "the population is empty: the file has a header and no people");
        }
        if (left_out_ > 0) {
            faults_.add({file_, rows.back().line, 0}, "",
                        "and " + std::to_string(left_out_) + " more faults in this file");
        }
        return people;
    }

private:
    void fault(int line, std::string_view column, const std::string& message) {
        constexpr int most = 20;
        if (++count_ > most) {
            ++left_out_;
            return;
        }
        faults_.add({file_, line, 0}, column,
                    (column.empty() ? "" : "column '" + std::string(column) + "': ") + message);
    }

    bool read_header(const CsvRow& header) {
        const int before = count_;
        for (std::size_t i = 0; i < header.cells.size(); ++i) {
            const std::string& name = header.cells[i];
            if (std::ranges::find(all_columns(), name) == all_columns().end()) {
                fault(header.line, name, "unknown column" + hint(name, all_columns()));
            } else if (!columns_.emplace(name, i).second) {
                fault(header.line, name, "the column stands there twice");
            }
        }
        for (const std::string& name : required_columns()) {
            if (!columns_.contains(name)) {
                fault(header.line, name, "the column is missing");
            }
        }
        return count_ == before;
    }

    [[nodiscard]] const std::string* cell(const std::string& column) const {
        const auto at = columns_.find(column);
        return at == columns_.end() || row_->cells[at->second].empty() ? nullptr
                                                                       : &row_->cells[at->second];
    }

    template <class T>
    std::optional<T> number(const std::string& column, Limits limits, bool required) {
        const std::string* text = cell(column);
        T value{};
        if (text != nullptr) {
            const char* const end = text->data() + text->size();
            const auto result = std::from_chars(text->data(), end, value);
            const auto number = static_cast<double>(value);
            if (result.ec == std::errc{} && result.ptr == end && number >= limits.low &&
                number <= limits.high) {
                return value;
            }
        } else if (!required) {
            return std::nullopt;
        }
        fault(row_->line, column,
              std::string("must be a ") + (std::is_integral_v<T> ? "whole " : "") +
                  "number between " + plain(limits.low) + " and " + plain(limits.high) +
                  ", found '" + (text != nullptr ? *text : "") + "'");
        return std::nullopt;
    }

    template <NamedEnum E>
    E choice(const std::string& column, E otherwise) {
        const std::string* text = cell(column);
        const auto value = value_named<E>(text != nullptr ? *text : "");
        if (!value) {
            unknown_value(column, text != nullptr ? *text : "", all_names<E>());
        }
        return value.value_or(otherwise);
    }

    void unknown_value(const std::string& column, const std::string& text,
                       const std::vector<std::string>& names) {
        fault(row_->line, column, "'" + text + "' is no value" + hint(text, names));
    }

    std::optional<bool> truth(const std::string& column) {
        const std::string* text = cell(column);
        if (text == nullptr) {
            return std::nullopt;
        }
        if (*text != "true" && *text != "false") {
            fault(row_->line, column, "must be true or false, found '" + *text + "'");
        }
        return *text == "true";
    }

    BarrierSet barriers() {
        const std::string* text = cell("barriers");
        BarrierSet set = 0;
        std::size_t from = 0;
        while (text != nullptr && from <= text->size()) {
            const std::size_t end = std::min(text->find(';', from), text->size());
            const std::string name = text->substr(from, end - from);
            if (const auto barrier = value_named<Barrier>(name)) {
                set = static_cast<BarrierSet>(set | bit_of(*barrier));
            } else {
                unknown_value("barriers", name, all_names<Barrier>());
            }
            from = end + 1;
        }
        return set;
    }

    Person read_person() {
        constexpr Limits share{0.0, 1.0};
        constexpr Limits weeks{0.0, 5000.0};
        Person p;
        p.id = number<std::int64_t>("id", {0.0, 4e9}, true).value_or(-1);
        p.age = number<int>("age", {16.0, 100.0}, true).value_or(40);
        p.sex = choice("sex", Sex::woman);
        p.job_centre = number<int>("job_centre", {0.0, 65534.0}, true).value_or(0);
        p.region = choice("region", Region::capital);
        p.target_group = choice("target_group", TargetGroup::activity_ready);
        p.barriers = barriers();
        p.weeks_on_benefit = number<int>("weeks_on_benefit", weeks, true).value_or(0);
        p.health = number<double>("health", share, false);
        p.trust = number<double>("trust", share, false);
        p.work_capacity = number<double>("work_capacity", {0.0, 37.0}, false);
        p.weeks_since_conversation = number<int>("weeks_since_conversation", weeks, false);
        p.absences = number<int>("absences", {0.0, 1000.0}, false);
        p.prefers_remote = truth("prefers_remote");
        p.unreachable = truth("unreachable");
        p.known_elsewhere = truth("known_elsewhere");
        return p;
    }

    void check_person(const Person& p) {
        if (p.id >= 0 && !ids_.insert(p.id).second) {
            fault(row_->line, "id", "the id " + std::to_string(p.id) + " stands there twice");
        }
        const auto [at, first] = regions_.emplace(p.job_centre, p.region);
        if (!first && at->second != p.region) {
            fault(row_->line, "region",
                  "job centre " + std::to_string(p.job_centre) + " lies in " +
                      std::string(name_of(at->second)) + " in a line above");
        }
    }

    std::string file_;
    Faults& faults_;
    const CsvRow* row_ = nullptr;
    std::map<std::string, std::size_t> columns_;
    std::set<std::int64_t> ids_;
    std::map<int, Region> regions_;
    int count_ = 0;
    int left_out_ = 0;
};

} // namespace

std::vector<Person> read_microdata(std::string_view text, const std::string& file, Faults& faults) {
    return CsvReader{file, faults}.read(text);
}

} // namespace afklar::detail
