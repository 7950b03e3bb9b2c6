#include <afklar/catalogue/evidence.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("rows are found by number, with what their table says", "[evidence]") {
    CHECK(evidence_rows().size() > 500);
    const EvidenceRow* order = find_evidence("L035");
    REQUIRE(order != nullptr);
    CHECK(order->at("in_force_from") == "2020-03-12");
    CHECK(order->at("legal_reference") == "order on partial suspension of 20 March 2020");
    CHECK(order->at("nothing").empty());
    CHECK(find_evidence("L999") == nullptr);
    CHECK(find_evidence("") == nullptr);
}

TEST_CASE("the rows that a source names", "[evidence]") {
    const auto ids = [](std::string_view source) {
        std::string text;
        for (const EvidenceRow* row : evidence_in(source)) {
            text += (text.empty() ? "" : " ") + row->id;
        }
        return text;
    };
    CHECK(ids("L035; S13: a choice") == "L035 S13");
    CHECK(ids("L001-L003; L002") == "L001 L002 L003");
    CHECK(ids("assumption: COVID19 and L9999 are none, D090 is") == "D090");
    CHECK(ids("").empty());
}
