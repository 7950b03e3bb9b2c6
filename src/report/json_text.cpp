#include "report/json_text.hpp"

#include <cmath>
#include <string_view>

#include <boost/json.hpp>

#include "report/text.hpp"

namespace afklar::detail {
namespace {

using boost::json::value;

class Writer {
public:
    void write(const value& v, int depth) {
        if (const auto* object = v.if_object()) {
            write_all(*object, "{}", depth, [&](const boost::json::key_value_pair& pair) {
                write_text(pair.key());
                text_ += ": ";
                write(pair.value(), depth + 1);
            });
        } else if (const auto* array = v.if_array()) {
            write_all(*array, "[]", depth, [&](const value& item) { write(item, depth + 1); });
        } else if (const double* number = v.if_double()) {
            text_ += std::isfinite(*number) ? shortest(*number) : "null";
        } else {
            text_ += boost::json::serialize(v);
        }
    }
    [[nodiscard]] std::string take() { return std::move(text_) + "\n"; }

private:
    void write_text(boost::json::string_view text) { text_ += boost::json::serialize(value(text)); }
    void new_line(int depth) {
        text_ += '\n';
        text_.append(2 * static_cast<std::size_t>(depth), ' ');
    }
    template <class Range, class F>
    void write_all(const Range& range, std::string_view brackets, int depth, F&& item_of) {
        text_ += brackets.front();
        bool first = true;
        for (const auto& item : range) {
            if (!first) {
                text_ += ',';
            }
            first = false;
            new_line(depth + 1);
            item_of(item);
        }
        if (!first) {
            new_line(depth);
        }
        text_ += brackets.back();
    }

    std::string text_;
};

} // namespace

std::string json_text(const value& v) {
    Writer writer;
    writer.write(v, 0);
    return writer.take();
}

} // namespace afklar::detail
