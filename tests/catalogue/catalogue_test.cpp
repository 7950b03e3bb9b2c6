#include <afklar/catalogue/catalogue.hpp>

#include <algorithm>
#include <set>
#include <sstream>

#include "support/catch.hpp"
#include <afklar/catalogue/embedded.hpp>

using namespace afklar;

namespace {

std::set<std::string> evidence_ids() {
    std::set<std::string> ids;
    for (const auto& file : embedded_files()) {
        if (!file.path.starts_with("evidence/")) {
            continue;
        }
        std::istringstream lines{std::string(file.text)};
        for (std::string line; std::getline(lines, line);) {
            ids.insert(line.substr(0, line.find(',')));
        }
    }
    return ids;
}

/// Every row that a source names, such as L002 or S31.
std::vector<std::string> rows_of(const std::string& source) {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i + 2 < source.size(); ++i) {
        const bool start = i == 0 || !std::isalnum(static_cast<unsigned char>(source[i - 1]));
        std::size_t end = i + 1;
        while (end < source.size() && std::isdigit(static_cast<unsigned char>(source[end]))) {
            ++end;
        }
        if (start && std::string("SDEL").find(source[i]) != std::string::npos && end > i + 2) {
            rows.push_back(source.substr(i, end - i));
        }
    }
    return rows;
}

void check_sources(const std::vector<Setting>& settings, const std::set<std::string>& ids) {
    for (const Setting& setting : settings) {
        INFO(describe(setting.provision).key << ": " << setting.source);
        CHECK((setting.source.starts_with("assumption: ") || !rows_of(setting.source).empty()));
        for (const auto& row : rows_of(setting.source)) {
            CHECK(ids.contains(row));
        }
    }
}

} // namespace

TEST_CASE("every shipped regime is complete, dated and says what it leaves out") {
    CHECK(shipped_regimes().size() >= 2);
    const auto ids = evidence_ids();
    for (const Regime& regime : shipped_regimes()) {
        INFO(regime.name);
        CHECK_NOTHROW(regime.rules());
        CHECK_FALSE(regime.not_represented.empty());
        CHECK(regime.in_force_from.has_value());
        check_sources(regime.settings, ids);
    }
}

TEST_CASE("every shipped reform names its sources and what it leaves out") {
    CHECK(shipped_reforms().size() >= 8);
    const auto ids = evidence_ids();
    for (const Reform& reform : shipped_reforms()) {
        INFO(reform.name);
        CHECK_FALSE(reform.settings.empty());
        CHECK_FALSE(reform.not_represented.empty());
        CHECK_FALSE(reform.source.empty());
        check_sources(reform.settings, ids);
    }
}

TEST_CASE("what ships is found by name, and nothing else is") {
    REQUIRE(find_regime("full_obligations") != nullptr);
    REQUIRE(find_reform("ds6_caseload_cap"));
    CHECK_FALSE(find_reform("full_obligations"));
    CHECK(find_regime("nothing") == nullptr);
    CHECK(find_regime("full_obligations")->origin.file ==
          "scenarios/regimes/full_obligations.toml");
}

TEST_CASE("a reform at another strength says so, and refuses what is out of range") {
    const Reform cap = *find_reform("ds6_caseload_cap");
    const Reform other = with(cap, Provision::caseload_cap, 30);
    CHECK(other.settings.front().value == 30);
    CHECK(other.settings.front().source == "assumption: set by the caller");
    CHECK(with(cap, Provision::caseload_cap, 35).settings.front().source ==
          cap.settings.front().source);
    CHECK_THROWS_WITH(with(cap, Provision::caseload_cap, 1000), Catch::Contains("caseload_cap"));
    CHECK_THROWS_AS(with(cap, Provision::guarantee, 52), Error);
}
