#include <bench/table/plot.hpp>

#include <algorithm>
#include <string_view>

#include <support/catch.hpp>

using namespace afklar::bench;

namespace {

/// Whether every element is closed in order and no text has a bare `<` or `&`. Empty: well-formed.
std::string fault_of(std::string_view xml) {
    std::vector<std::string> open;
    for (std::size_t at = 0; at < xml.size(); ++at) {
        if (xml[at] == '&') {
            const std::string_view rest = xml.substr(at, 5);
            if (!rest.starts_with("&amp;") && !rest.starts_with("&lt;") &&
                !rest.starts_with("&gt;")) {
                return "a bare & at " + std::to_string(at);
            }
        }
        if (xml[at] != '<') {
            continue;
        }
        const std::size_t end = xml.find('>', at);
        const std::string tag{xml.substr(at + 1, end - at - 1)};
        if (end == std::string_view::npos || tag.find('<') != std::string::npos ||
            std::ranges::count(tag, '"') % 2 != 0) {
            return "a tag that does not end: " + tag;
        }
        const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /\n", 1));
        if (tag[0] == '/') {
            if (open.empty() || open.back() != tag.substr(1)) {
                return "closes " + tag;
            }
            open.pop_back();
        } else if (tag.back() != '/') {
            open.push_back(name);
        }
        at = end;
    }
    return open.empty() ? "" : "not closed: " + open.back();
}

Panel panel() {
    return {"Title <1>",
            "citizens & more",
            "ns",
            {{"one", {{500.0, 12.0}, {1e6, 7.0}}}, {"two", {{500.0, 6.5}}, true}}};
}

} // namespace

TEST_CASE("numbers on axes are short", "[plot]") {
    CHECK(short_number(0.05) == "0.05");
    CHECK(short_number(500.0) == "500");
    CHECK(short_number(1000.0) == "1000");
    CHECK(short_number(10'000.0) == "10 k");
    CHECK(short_number(2e6) == "2 M");
}

TEST_CASE("marks enclose all values", "[plot]") {
    CHECK(marks_for(500.0, 1e6) == std::vector{100.0, 1e3, 1e4, 1e5, 1e6});
    CHECK(marks_for(1.0, 1000.0) == std::vector{1.0, 10.0, 100.0, 1000.0});
    CHECK(marks_for(12.0, 45.0) == std::vector{10.0, 20.0, 50.0});
    CHECK(marks_for(20.0, 50.0) == std::vector{20.0, 50.0});
    CHECK(marks_for(7.0, 7.0) == std::vector{5.0, 10.0});
    CHECK(marks_for(10.0, 10.0).size() >= 2);
    for (const double least : {0.003, 0.9, 1.0, 17.0, 950.0}) {
        for (const double factor : {1.0, 1.7, 30.0, 1e5}) {
            const auto marks = marks_for(least, least * factor);
            INFO(least << " times " << factor);
            CHECK(marks.size() >= 2);
            CHECK(marks.front() <= least * 1.000001);
            CHECK(marks.back() >= least * factor * 0.999999);
            CHECK(std::ranges::is_sorted(marks));
        }
    }
}

TEST_CASE("the picture is well-formed", "[plot]") {
    CHECK(fault_of("<a><b x=\"1\"/></a>").empty());
    CHECK_FALSE(fault_of("<a><b></a>").empty());
    CHECK_FALSE(fault_of("<a>R & D</a>").empty());
    const std::vector<Panel> panels{panel(), panel()};
    const std::string svg = svg_of("A & B", "below", panels);
    CHECK(fault_of(svg) == "");
    CHECK(svg.starts_with("<svg xmlns="));
    for (const char* part : {"A &amp; B", "Title &lt;1&gt;", "citizens &amp; more", "10 k",
                             "prefers-color-scheme: dark", "stroke-dasharray"}) {
        CHECK(svg.find(part) != std::string::npos);
    }
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(svg.find("inf") == std::string::npos);
}
