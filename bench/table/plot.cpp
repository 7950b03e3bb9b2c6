#include "plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace afklar::bench {

namespace {

// Lengths in units of the picture.
constexpr double panel_width = 330.0;
constexpr double height = 390.0;
constexpr double left_edge = 58.0; ///< of the axes within a panel
constexpr double right_edge = 312.0;
constexpr double top_edge = 120.0;
constexpr double bottom_edge = 328.0;

// An own background keeps the text readable where a page does not follow the reader's choice.
constexpr const char* style = R"(<style>
  text { font: 12px system-ui, sans-serif; fill: #424a53; }
  .title { font-size: 17px; font-weight: 600; fill: #1f2328; }
  .panel { font-size: 13px; font-weight: 600; fill: #1f2328; }
  .page { fill: #ffffff; stroke: #d0d7de; }
  .grid { stroke: #d8dee4; stroke-width: 1; }
  .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
  .dashed { stroke-dasharray: 5 4; }
  .a { stroke: #0969da; } .fa { fill: #0969da; }
  .b { stroke: #bc4c00; } .fb { fill: #bc4c00; }
  .c { stroke: #57606a; } .fc { fill: #57606a; }
  @media (prefers-color-scheme: dark) {
    text { fill: #b6bfc9; }
    .title, .panel { fill: #f0f3f6; }
    .page { fill: #0d1117; stroke: #30363d; }
    .grid { stroke: #2b323b; }
    .a { stroke: #58a6ff; } .fa { fill: #58a6ff; }
    .b { stroke: #f0883e; } .fb { fill: #f0883e; }
    .c { stroke: #9ea7b3; } .fc { fill: #9ea7b3; }
  }
</style>
)";

std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

/// What a text looks like and on which side of its place it stands.
struct Look {
    const char* style = "mark";
    const char* anchor = "middle";
};

std::string text_at(double x, double y, const Look& look, const std::string& text) {
    return fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\" text-anchor=\"{}\">{}</text>\n", x, y,
        look.style, look.anchor, escaped(text));
}

std::string stroke(double x1, double y1, double x2, double y2, const std::string& look) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
                       "class=\"{}\"/>\n",
                       x1, y1, x2, y2, look);
}

/// One direction of a panel.
struct Axis {
    std::vector<double> marks;
    double from = 0.0; ///< place of the first mark
    double to = 0.0;   ///< of the last

    [[nodiscard]] double at(double value) const {
        const double first = std::log10(marks.front());
        const double last = std::log10(marks.back());
        return from + (to - from) * (std::log10(value) - first) / (last - first);
    }
};

Axis axis_of(const Panel& panel, double Point::*direction, double from, double to) {
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    for (const Line& line : panel.lines) {
        for (const Point& point : line.points) {
            least = std::min(least, point.*direction);
            most = std::max(most, point.*direction);
        }
    }
    return {marks_for(least, most), from, to};
}

std::string grid(const Panel& panel, const Axis& x, const Axis& y) {
    std::string text;
    for (const double mark : x.marks) {
        text += stroke(x.at(mark), top_edge, x.at(mark), bottom_edge, "grid");
        text += text_at(x.at(mark), bottom_edge + 17.0, {}, short_number(mark));
    }
    for (const double mark : y.marks) {
        text += stroke(x.from, y.at(mark), x.to, y.at(mark), "grid");
        text += text_at(x.from - 7.0, y.at(mark) + 4.0, {"mark", "end"}, short_number(mark));
    }
    text += text_at((x.from + x.to) / 2.0, bottom_edge + 40.0, {}, panel.x_name);
    text += text_at(x.from - left_edge + 20.0, top_edge - 44.0, {"panel", "start"}, panel.title);
    return text +
           text_at(x.from - left_edge + 20.0, top_edge - 27.0, {"mark", "start"}, panel.y_name);
}

std::string draw(const Line& line, char letter, const Axis& x, const Axis& y) {
    std::string path;
    std::string dots;
    for (const Point& point : line.points) {
        path +=
            fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : " L", x.at(point.x), y.at(point.y));
        if (!line.dashed) {
            dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.2\" class=\"f{}\"/>\n",
                                x.at(point.x), y.at(point.y), letter);
        }
    }
    return fmt::format("<path d=\"{}\" class=\"line {}{}\"/>\n", path, letter,
                       line.dashed ? " dashed" : "") +
           dots;
}

std::string panel_at(const Panel& panel, double left) {
    const Axis x = axis_of(panel, &Point::x, left + left_edge, left + right_edge);
    const Axis y = axis_of(panel, &Point::y, bottom_edge, top_edge);
    std::string text = grid(panel, x, y);
    double key = left + 20.0;
    for (std::size_t k = 0; k < panel.lines.size(); ++k) {
        const Line& line = panel.lines[k];
        const auto letter = static_cast<char>('a' + std::min<std::size_t>(k, 2));
        text += draw(line, letter, x, y);
        text += stroke(key, top_edge - 14.0, key + 18.0, top_edge - 14.0,
                       fmt::format("line {}{}", letter, line.dashed ? " dashed" : ""));
        text += text_at(key + 23.0, top_edge - 10.0, {"mark", "start"}, line.name);
        key += 34.0 + 6.2 * static_cast<double>(line.name.size()); // about as wide as letters are
    }
    return text;
}

} // namespace

std::string short_number(double value) {
    constexpr double million = 1e6;
    constexpr double thousand = 1e3;
    if (value >= million) {
        return fmt::format("{:g} M", value / million);
    }
    return value > thousand ? fmt::format("{:g} k", value / thousand) : fmt::format("{:g}", value);
}

std::vector<double> marks_for(double least, double most) {
    // Rounding of a logarithm must not cost a mark.
    constexpr double hair = 1e-9;
    const auto ends = [&](const std::vector<double>& steps) {
        std::vector<double> all;
        const int first = static_cast<int>(std::floor(std::log10(least) + hair));
        const int last = static_cast<int>(std::ceil(std::log10(most) - hair));
        for (int power = first; power <= last; ++power) {
            for (const double step : steps) {
                all.push_back(step * std::pow(10.0, power));
            }
        }
        std::vector<double> marks;
        for (std::size_t k = 0; k < all.size(); ++k) {
            const bool below = k + 1 < all.size() && all[k + 1] <= least * (1.0 + hair);
            const bool above = k > 0 && all[k - 1] >= most * (1.0 - hair);
            if (!below && !above) {
                marks.push_back(all[k]);
            }
        }
        return marks;
    };
    constexpr std::size_t few = 4;
    std::vector<double> marks = ends({1.0});
    if (marks.size() < few) {
        marks = ends({1.0, 2.0, 5.0});
    }
    if (marks.size() < 2) {
        marks.push_back(10.0 * marks.back());
    }
    return marks;
}

std::string svg_of(const std::string& title, const std::string& subtitle,
                   std::span<const Panel> panels) {
    const double width = panel_width * static_cast<double>(panels.size()) + 10.0;
    std::string text =
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
                    "width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\">\n<title>{2}</title>\n",
                    width, height, escaped(title));
    text += style;
    text += fmt::format("<rect x=\"0.5\" y=\"0.5\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"6\" "
                        "class=\"page\"/>\n",
                        width - 1.0, height - 1.0);
    text += text_at(20.0, 29.0, {"title", "start"}, title);
    text += text_at(20.0, 49.0, {"mark", "start"}, subtitle);
    for (std::size_t k = 0; k < panels.size(); ++k) {
        text += panel_at(panels[k], panel_width * static_cast<double>(k));
    }
    return text + "</svg>\n";
}

} // namespace afklar::bench
