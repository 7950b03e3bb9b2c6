#pragma once
/// The arguments of one command: declared, read, and explained when they are wrong.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <afklar/core/error.hpp>

namespace afklar::cli {

/// An argument that is wrong; the program ends with status 2.
class CommandLineError : public Error {
public:
    using Error::Error;
};

/// One argument as `--help` shows it.
struct Argument {
    std::string name;  ///< without the dashes
    std::string value; ///< what is to be given: `N`, `DIR`; empty for a flag
    std::string sentence;
};

/// What a command takes.
class Arguments {
public:
    /// `usage`: what follows the name of the program; `sentence`: what the command does.
    Arguments(std::string usage, std::string sentence);
    ~Arguments();
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    /// A word without dashes, in the order of declaration.
    Arguments& word(const Argument& argument);
    /// All further words.
    Arguments& words(const Argument& argument);
    Arguments& flag(const Argument& argument);
    Arguments& option(const Argument& argument);
    /// An option that may be given several times.
    Arguments& repeated(const Argument& argument);

    /// Reads the arguments. False: help was asked for and printed, and the command is done.
    /// Errors: `CommandLineError` naming the argument.
    [[nodiscard]] bool read(const std::vector<std::string>& args);

    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] std::optional<std::string> text(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> texts(const std::string& name) const;
    /// Errors: `CommandLineError` when the word was not given.
    [[nodiscard]] std::string needed(const std::string& name) const;
    /// Errors: `CommandLineError` when it is no whole number from `low` to `high`.
    [[nodiscard]] std::optional<std::int64_t> whole(const std::string& name, std::int64_t low,
                                                    std::int64_t high) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Splits `KEY=VALUE`. Errors: `CommandLineError` when there is no `=`.
std::pair<std::string, std::string> key_and_value(const std::string& argument,
                                                  const std::string& text);

} // namespace afklar::cli
