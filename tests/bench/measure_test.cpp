#include <bench/table/measure.hpp>

#include <support/catch.hpp>

using namespace afklar::bench;

TEST_CASE("the median is the middle one", "[measure]") {
    CHECK(median({3.0}) == 3.0);
    CHECK(median({9.0, 1.0, 4.0}) == 4.0);
    CHECK(median({5.0, 1.0, 100.0, 2.0, 4.0}) == 4.0);
    CHECK(median({4.0, 1.0}) == 4.0);
}

TEST_CASE("samples are taken in turn, rows made of medians", "[measure]") {
    std::string order;
    const auto sample = [&order](char name, std::vector<double> values) {
        return [&order, name, values, next = std::size_t{0}]() mutable {
            order += name;
            return values[next++];
        };
    };
    std::vector<double> heard;
    const auto keep = [&heard](const std::vector<double>& medians) {
        heard.insert(heard.end(), medians.begin(), medians.end());
        return std::vector{row("P4", medians.front())};
    };
    const std::vector<Measurement> measurements{
        {"one", {sample('a', {1.0, 9.0, 2.0}), sample('b', {7.0, 7.0, 8.0})}, keep},
        {"two", {sample('c', {3.0, 5.0, 4.0})}, keep}};
    std::vector<std::string> said;
    const auto rows =
        measure(measurements, 3, [&said](const std::string& line) { said.push_back(line); });
    CHECK(order == "abcabcabc");
    CHECK(heard == std::vector{2.0, 7.0, 4.0});
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].measured == 4.0);
    CHECK(said.size() == 6);
}

TEST_CASE("clocks go forward", "[measure]") {
    CHECK(seconds_of(cpu_seconds, [] {}) >= 0.0);
    CHECK(seconds_of(wall_seconds, [] {}) >= 0.0);
}
