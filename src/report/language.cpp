#include <afklar/report/language.hpp>

#include <algorithm>

#include <afklar/catalogue/embedded.hpp>
#include <afklar/core/error.hpp>

namespace afklar {

namespace {

[[noreturn]] void refuse(int line, std::string_view what) {
    throw Error("line " + std::to_string(line) + " of a catalogue: " + std::string(what));
}

/// What stands between the quotes of `"…"`, with its escapes resolved.
std::string unquoted(std::string_view text, int line) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') {
        refuse(line, "a text stands in quotes");
    }
    text = text.substr(1, text.size() - 2);
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            refuse(line, "a quote within a text is written \\\"");
        }
        if (text[i] != '\\') {
            result += text[i];
            continue;
        }
        const char escaped = ++i < text.size() ? text[i] : ' ';
        if (escaped != 'n' && escaped != '"' && escaped != '\\') {
            refuse(line, "an escape is one of \\n, \\\" and \\\\");
        }
        result += escaped == 'n' ? '\n' : escaped;
    }
    return result;
}

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t from = line.find_first_not_of(blanks);
    if (from == std::string_view::npos) {
        return {};
    }
    return line.substr(from, line.find_last_not_of(blanks) - from + 1);
}

/// Takes a word and the blanks after it from the beginning of a line, if it stands there.
bool take(std::string_view& line, std::string_view word) {
    if (!line.starts_with(word)) {
        return false;
    }
    line = trimmed(line.substr(word.size()));
    return true;
}

std::vector<Message> shipped(std::string_view path) {
    auto all = read_messages(embedded_file(path));
    std::ranges::sort(all, {}, &Message::english);
    return all;
}

} // namespace

std::vector<Message> read_messages(std::string_view catalogue) {
    std::vector<Message> all;
    std::string Message::*into = nullptr;
    for (int number = 1; !catalogue.empty(); ++number) {
        const std::size_t end = std::min(catalogue.find('\n'), catalogue.size());
        std::string_view line = trimmed(catalogue.substr(0, end));
        catalogue.remove_prefix(std::min(end + 1, catalogue.size()));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (take(line, "msgid ")) {
            all.emplace_back();
            into = &Message::english;
        } else if (take(line, "msgstr ") && into == &Message::english) {
            into = &Message::other;
        } else if (line.front() != '"' || into == nullptr) {
            refuse(number, "msgid, msgstr, a text or a comment is expected");
        }
        all.back().*into += unquoted(line, number);
    }
    std::erase_if(all, [](const Message& message) { return message.english.empty(); });
    return all;
}

std::span<const Message> messages(Language language) {
    if (language == Language::en) {
        return {};
    }
    static const std::vector<Message> danish = shipped("language/da.po");
    return danish;
}

std::string translated(Language language, std::string_view english) {
    const auto all = messages(language);
    const auto found = std::ranges::lower_bound(
        all, english, {}, [](const Message& message) { return std::string_view(message.english); });
    return found != all.end() && found->english == english ? found->other : std::string(english);
}

} // namespace afklar
