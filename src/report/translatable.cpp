#include <afklar/report/language.hpp>

#include <set>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/evidence.hpp>
#include <afklar/people/attributes.hpp>
#include <afklar/policy/provision.hpp>
#include <afklar/report/trace.hpp>

#include "report/phrases.hpp"
#include "report/story_words.hpp"

namespace afklar {

namespace {

/// Texts in their order, each once; empty ones are left out.
class Texts {
public:
    void add(std::string_view text) {
        if (!text.empty() && seen_.insert(std::string(text)).second) {
            all_.emplace_back(text);
        }
    }
    template <NamedEnum E>
    void names() {
        for_each_value<E>([this](E value) { add(detail::plain_words(name_of(value))); });
    }
    [[nodiscard]] std::vector<std::string> all() { return std::move(all_); }

private:
    std::vector<std::string> all_;
    std::set<std::string, std::less<>> seen_;
};

void add_phrases(Texts& texts) {
    for (const StorySentence& sentence : story_sentences()) {
        texts.add(sentence.text);
    }
    for (const std::string_view text : detail::phrase::all) {
        texts.add(text);
    }
    for (const auto& row : detail::phrase::rows) {
        for (const std::string_view text : row) {
            texts.add(text);
        }
    }
    for (const auto& counted : detail::phrase::counted) {
        texts.add(counted.one);
        texts.add(counted.many);
    }
    texts.names<Sex>();
    texts.names<TargetGroup>();
    texts.names<Barrier>();
    texts.names<Region>();
}

void add_provisions(Texts& texts) {
    for (const ProvisionDescriptor& d : provisions()) {
        texts.add(detail::plain_words(d.key));
        texts.add(d.sentence);
        texts.add(d.zero);
        for (const std::string_view choice : d.choices) {
            texts.add(detail::plain_words(choice));
        }
    }
}

template <class Whole>
void add_titles(Texts& texts, const Whole& whole) {
    texts.add(whole.title);
    for (const PolicyPart& part : whole.parts) {
        texts.add(part.title);
    }
}

} // namespace

std::vector<std::string> translatable() {
    Texts texts;
    add_phrases(texts);
    add_provisions(texts);
    for (const Regime& regime : shipped_regimes()) {
        add_titles(texts, regime);
    }
    for (const Reform& reform : shipped_reforms()) {
        add_titles(texts, reform);
    }
    for (const Timeline& timeline : shipped_timelines()) {
        texts.add(timeline.title);
    }
    for (const ShippedScenario& scenario : shipped_scenarios()) {
        texts.add(scenario.title);
        for (const std::string& name : scenario.regimes) {
            texts.add(find_regime(name) == nullptr ? name : std::string());
        }
    }
    for (const EvidenceRow& row : evidence_rows()) {
        texts.add(row.at("legal_reference"));
    }
    return texts.all();
}

} // namespace afklar
