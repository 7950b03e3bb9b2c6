#include <afklar/policy/policy.hpp>
#include <afklar/policy/provision.hpp>

#include <set>
#include <string_view>

#include "support/catch.hpp"

using namespace afklar;

TEST_CASE("every provision is declared once, with a key, a sentence, a reference and a group") {
    std::set<std::string_view> keys;
    for (const auto& d : provisions()) {
        INFO(d.key);
        CHECK(keys.insert(d.key).second);
        CHECK_FALSE(d.sentence.empty());
        CHECK_FALSE(d.reference.empty());
        CHECK_FALSE(d.group.empty());
        CHECK(d.low <= d.neutral);
        CHECK(d.neutral <= d.high);
        CHECK(&describe(d.provision) == &d);
    }
    CHECK(keys.size() == count_of<Provision>);
}

TEST_CASE("choices name exactly the values that their range allows") {
    for (const auto& d : provisions()) {
        INFO(d.key);
        switch (d.kind) {
        case ValueKind::choice:
            CHECK(static_cast<double>(d.choices.size()) == d.high + 1);
            CHECK(d.unit.empty());
            break;
        case ValueKind::choice_set:
            CHECK((1U << d.choices.size()) - 1 == static_cast<unsigned>(d.high));
            break;
        case ValueKind::number:
        case ValueKind::whole_number:
        case ValueKind::count_:
            CHECK(d.choices.empty());
            CHECK_FALSE(d.unit.empty());
        }
    }
}

TEST_CASE("a fresh rule set asks for nothing") {
    const RuleSet rules;
    CHECK_FALSE(rules.on(Provision::sanctions));
    CHECK(rules.choice<Participation>(Provision::participation) == Participation::voluntary);
    CHECK(rules.whole(Provision::guarantee) == 0);
}

TEST_CASE("values are written as in files") {
    CHECK(written(Provision::modes_allowed, 5) == "in_person, video");
    CHECK(written(Provision::at_the_cap, 1) == "hire_as_needed");
    CHECK(written(Provision::caseload_cap, 35) == "35");
    CHECK(written(Provision::check_of_reasons, 0.5) == "0.5");
}
