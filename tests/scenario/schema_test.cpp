#include <afklar/scenario/schema.hpp>

#include <string>

#include <boost/json.hpp>

#include <afklar/policy/provision.hpp>

#include "support/catch.hpp"

using namespace afklar;

TEST_CASE("the schema holds every provision with its range and its choices", "[schema]") {
    const auto schema = boost::json::parse(scenario_schema()).as_object();
    CHECK(schema.at("required").as_array().size() == 5);
    const auto& settings =
        schema.at("$defs").as_object().at("settings").as_object().at("properties").as_object();
    CHECK(settings.size() == count_of<Provision>);
    CHECK(settings.at("guarantee").as_object().at("maximum").to_number<double>() == 520.0);
    CHECK(settings.at("sanctions").as_object().at("enum").as_array().size() == 2);
    CHECK(settings.at("modes_allowed").as_object().at("items").as_object().contains("enum"));
}

TEST_CASE("the schema allows the numbers that a scenario may have", "[schema]") {
    const auto schema = boost::json::parse(scenario_schema());
    const auto most = [&](const char* place) {
        return schema.at_pointer(std::string("/properties/") + place + "/maximum")
            .to_number<double>();
    };
    CHECK(most("population/oneOf/0/properties/size") == 1e7);
    CHECK(most("time/properties/weeks") == 1040.0);
    CHECK(most("monte_carlo/properties/draws") == 1e6);
}

TEST_CASE("the schema finds parameters under their dotted keys", "[schema]") {
    const auto schema = boost::json::parse(scenario_schema());
    CHECK_NOTHROW(schema.at_pointer("/properties/parameters/properties/set/properties/contact/"
                                    "properties/trust_gain/maximum"));
}
