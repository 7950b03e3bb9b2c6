#pragma once
/// The one family of exceptions that the library throws; it never exits, prints or logs.

#include <stdexcept>
#include <string>
#include <vector>

namespace afklar {

/// Base of every exception of the library.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One thing that is wrong in a file or on a command line, and how to mend it.
struct Fault {
    std::string file;    ///< as the user named it; empty for the command line
    int line = 0;        ///< 1-based; 0: not known
    int column = 0;      ///< 1-based; 0: not known
    std::string key;     ///< the key, column or argument concerned
    std::string message; ///< what was found, what is allowed, the nearest right name
};

/// `file:line:column: error: message`, as compilers and editors write it.
std::string to_string(const Fault& fault);

/// Everything that is wrong in the files of one scenario, in the order of files and lines.
class ScenarioError : public Error {
public:
    explicit ScenarioError(std::vector<Fault> faults);
    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

private:
    std::vector<Fault> faults_;
};

/// A run that broke one of its own balances, or could not write its files.
class RunError : public Error {
public:
    using Error::Error;
};

} // namespace afklar
