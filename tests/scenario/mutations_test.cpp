/// Shipped scenarios with letters changed, dropped and swapped: the reader answers with faults or a
/// scenario, and never with anything else.

#include <filesystem>
#include <fstream>

#include <afklar/catalogue/embedded.hpp>
#include <afklar/core/error.hpp>
#include <afklar/scenario/scenario.hpp>

#include "support/catch.hpp"
#include "support/property.hpp"

using namespace afklar;

namespace {

std::string mutated(std::string text) {
    const int changes = *rc::gen::inRange(1, 5);
    for (int i = 0; i < changes && !text.empty(); ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        switch (*rc::gen::inRange(0, 4)) {
        case 0:
            text[at] = *rc::gen::element('"', '[', ']', '=', '\n', '0', 'x', '.', '\xC3', '\0');
            break;
        case 1:
            text.erase(at, *rc::gen::inRange<std::size_t>(1, 20));
            break;
        case 2:
            text.insert(at, text.substr(*rc::gen::inRange<std::size_t>(0, text.size()), 12));
            break;
        default:
            text.resize(at);
        }
    }
    return text;
}

} // namespace

TEST_CASE("a damaged scenario gives faults, never a crash or another exception") {
    const auto path = std::filesystem::temp_directory_path() / "afklar_mutation_test.toml";
    afklar::test::holds("faults or a scenario", [&] {
        const auto name = *rc::gen::element<std::string>("smallest.toml", "suspension_2020.toml");
        std::ofstream{path, std::ios::binary} << mutated(std::string(embedded_file(name)));
        try {
            static_cast<void>(read_scenario(path.string()));
        } catch (const ScenarioError& error) {
            RC_ASSERT(!error.faults().empty());
        }
    });
    std::filesystem::remove(path);
}
