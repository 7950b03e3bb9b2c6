#pragma once
/// The languages of a trace: English as it is written in the program, Danish from one catalogue in the
/// format of gettext, `language/da.po`.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>

namespace afklar {

enum class Language : std::uint8_t { en, da, count_ };
constexpr std::array<std::string_view, 2> names_of(Language) { return {"en", "da"}; }

/// A text and its translation.
struct Message {
    std::string english;
    std::string other;
};

/// Reads a catalogue: `msgid` and `msgstr` over any number of lines, comments, the escapes `\"`, `\\`
/// and `\n`; the header is left out. Errors: `Error` with the line that is none of these.
[[nodiscard]] std::vector<Message> read_messages(std::string_view catalogue);

/// Every message of the shipped catalogue of a language, by English text; none for English.
[[nodiscard]] std::span<const Message> messages(Language language);

/// A text in a language; the English one where the catalogue has none, as for a user's own words.
[[nodiscard]] std::string translated(Language language, std::string_view english);

/// Every English text that a trace can hold, once: sentences, phrases, words, rules, laws and titles
/// of what ships. The catalogue of a language must have them all.
[[nodiscard]] std::vector<std::string> translatable();

} // namespace afklar
