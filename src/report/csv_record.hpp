#pragma once
/// One record of a CSV file of ours.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <afklar/experiment/estimates.hpp>
#include <afklar/report/csv.hpp>

#include "report/text.hpp"

namespace afklar::detail {

/// One record; text is quoted where needed, an empty optional is an empty field.
class Record {
public:
    Record& text(std::string_view value) { return put(csv_field(value)); }
    Record& number(const std::optional<double>& value) { return put(ten_digits(value)); }
    Record& number(double value) { return put(ten_digits(value)); }
    /// Mean, interval of the mean, and quantiles over draws.
    Record& estimate(const Estimate& e) {
        return number(e.mean).number(e.ci_low).number(e.ci_high).number(e.q05).number(e.q50).number(
            e.q95);
    }
    Record& whole(std::int64_t value) { return put(std::to_string(value)); }
    void end(const TextSink& to) {
        line_ += "\r\n";
        to(line_);
    }

private:
    Record& put(std::string_view field) {
        if (!first_) {
            line_ += ',';
        }
        first_ = false;
        line_ += field;
        return *this;
    }
    std::string line_;
    bool first_ = true;
};

/// The first line.
inline void head(const TextSink& to, std::string_view columns) {
    to(columns);
    to("\r\n");
}

} // namespace afklar::detail
