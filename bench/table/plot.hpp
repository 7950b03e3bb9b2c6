#pragma once
/// A picture of lines over logarithmic axes, as SVG that can be read on a light and on a dark page.

#include <span>
#include <string>
#include <vector>

namespace afklar::bench {

/// Domain: both above 0.
struct Point {
    double x = 1.0;
    double y = 1.0;
};

struct Line {
    std::string name;
    std::vector<Point> points;
    bool dashed = false; ///< worked out, not measured
};

/// A pair of axes. Domain: at least one point; up to three lines.
struct Panel {
    std::string title;
    std::string x_name;
    std::string y_name;
    std::vector<Line> lines;
};

/// A number in few letters: `500`, `10 k`, `2 M`, `0.05`.
[[nodiscard]] std::string short_number(double value);

/// Marks of a logarithmic axis that spans the values: powers of ten, and where there are few of them
/// also 2 and 5 times these. The first and the last enclose all values.
[[nodiscard]] std::vector<double> marks_for(double least, double most);

/// Panels side by side under a title.
[[nodiscard]] std::string svg_of(const std::string& title, const std::string& subtitle,
                                 std::span<const Panel> panels);

} // namespace afklar::bench
