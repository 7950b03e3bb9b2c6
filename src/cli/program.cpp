#include "cli/program.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/core/simd.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/output.hpp"

namespace afklar::cli {

int status_of(const std::function<int()>& work) {
    try {
        return work();
    } catch (const ScenarioError& error) {
        print_faults(error.faults());
        return wrong_input;
    } catch (const CommandLineError& error) {
        std::cerr << "afklar: error: " << error.what() << '\n';
        return wrong_input;
    } catch (const std::exception& error) {
        std::cerr << "afklar: error: " << error.what() << '\n';
        return failed;
    }
}

void choose_simd() {
    const char* const chosen = std::getenv(simd_variable); // NOLINT(concurrency-mt-unsafe)
    if (chosen == nullptr || *chosen == '\0') {
        return;
    }
    const std::string place = std::string(simd_variable) + "=" + chosen;
    const auto simd = value_named<Simd>(chosen);
    if (!simd) {
        const std::vector<std::string> names = detail::all_names<Simd>();
        const auto near = detail::nearest(chosen, names);
        throw CommandLineError("unknown instruction set in " + place + detail::hint({}, names) +
                               (near ? "; did you mean '" + *near + "'?" : ""));
    }
    try {
        use_simd(*simd);
    } catch (const Error& error) {
        throw CommandLineError(place + ": " + error.what());
    }
}

} // namespace afklar::cli
