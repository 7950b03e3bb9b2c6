#include "cli/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <sstream>
#include <utility>

#include <boost/program_options.hpp>

#include "catalogue/reading.hpp"

namespace afklar::cli {

namespace po = boost::program_options;

struct Arguments::Parts {
    std::string usage;
    std::string sentence;
    po::options_description options{"Options"};
    po::options_description words; ///< not shown among the options
    po::positional_options_description places;
    std::vector<Argument> word_list;
    std::vector<std::string> names;
    po::variables_map values;

    void explain() const {
        std::cout << "usage: afklar " << usage << "\n\n" << sentence << "\n\n";
        for (const Argument& word : word_list) {
            std::cout << "  " << word.name << "  " << word.sentence << "\n";
        }
        std::cout << (word_list.empty() ? "" : "\n") << options;
    }
};

Arguments::Arguments(std::string usage, std::string sentence) : parts_(std::make_unique<Parts>()) {
    parts_->usage = std::move(usage);
    parts_->sentence = std::move(sentence);
    flag({"help", "", "Say what the command does and takes."});
}

Arguments::~Arguments() = default;

Arguments& Arguments::word(const Argument& argument) {
    parts_->words.add_options()(argument.name.c_str(), po::value<std::vector<std::string>>());
    parts_->places.add(argument.name.c_str(), 1);
    parts_->word_list.push_back(argument);
    return *this;
}

Arguments& Arguments::words(const Argument& argument) {
    parts_->words.add_options()(argument.name.c_str(), po::value<std::vector<std::string>>());
    parts_->places.add(argument.name.c_str(), -1);
    parts_->word_list.push_back(argument);
    return *this;
}

Arguments& Arguments::flag(const Argument& argument) {
    parts_->options.add_options()(argument.name.c_str(), argument.sentence.c_str());
    parts_->names.push_back("--" + argument.name);
    return *this;
}

Arguments& Arguments::option(const Argument& argument) {
    parts_->options.add_options()(
        argument.name.c_str(),
        po::value<std::vector<std::string>>()->value_name(argument.value)->composing(),
        argument.sentence.c_str());
    parts_->names.push_back("--" + argument.name);
    return *this;
}

Arguments& Arguments::repeated(const Argument& argument) {
    return option({argument.name, argument.value, argument.sentence + " May be repeated."});
}

bool Arguments::read(const std::vector<std::string>& args) {
    po::options_description all;
    all.add(parts_->options).add(parts_->words);
    try {
        constexpr int style =
            po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(args)
                      .options(all)
                      .positional(parts_->places)
                      .style(style)
                      .run(),
                  parts_->values);
    } catch (const po::unknown_option& error) {
        const std::string name = error.get_option_name();
        throw CommandLineError("unknown argument '" + name + "'" +
                               detail::hint(name, parts_->names));
    } catch (const po::too_many_positional_options_error&) {
        throw CommandLineError("too many words; usage: afklar " + parts_->usage);
    } catch (const po::error& error) {
        throw CommandLineError(error.what());
    }
    if (has("help")) {
        parts_->explain();
        return false;
    }
    return true;
}

bool Arguments::has(const std::string& name) const { return parts_->values.count(name) != 0; }

std::vector<std::string> Arguments::texts(const std::string& name) const {
    return has(name) ? parts_->values[name].as<std::vector<std::string>>()
                     : std::vector<std::string>{};
}

std::optional<std::string> Arguments::text(const std::string& name) const {
    const auto all = texts(name);
    if (all.size() > 1) {
        throw CommandLineError("'--" + name + "' is given more than once");
    }
    return all.empty() ? std::nullopt : std::optional<std::string>(all.front());
}

std::string Arguments::needed(const std::string& name) const {
    const auto value = text(name);
    if (!value) {
        throw CommandLineError(name + " is missing; usage: afklar " + parts_->usage);
    }
    return *value;
}

std::optional<std::int64_t> Arguments::whole(const std::string& name, std::int64_t low,
                                             std::int64_t high) const {
    const auto value = text(name);
    if (!value) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const char* const end = value->data() + value->size();
    const auto result = std::from_chars(value->data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end || number < low || number > high) {
        throw CommandLineError("'--" + name + "' must be a whole number from " +
                               std::to_string(low) + " to " + std::to_string(high) + ", found '" +
                               *value + "'");
    }
    return number;
}

std::pair<std::string, std::string> key_and_value(const std::string& argument,
                                                  const std::string& text) {
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0) {
        throw CommandLineError("'--" + argument + "' takes KEY=VALUE, found '" + text + "'");
    }
    return {text.substr(0, sign), text.substr(sign + 1)};
}

} // namespace afklar::cli
