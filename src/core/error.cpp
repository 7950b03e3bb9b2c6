#include <afklar/core/error.hpp>

#include <utility>

namespace afklar {

std::string to_string(const Fault& fault) {
    std::string place;
    if (!fault.file.empty()) {
        place = fault.file;
        if (fault.line > 0) {
            place += ':' + std::to_string(fault.line);
            if (fault.column > 0) {
                place += ':' + std::to_string(fault.column);
            }
        }
        place += ": ";
    }
    return place + "error: " + fault.message;
}

namespace {
std::string all_of(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) {
        if (!text.empty()) {
            text += '\n';
        }
        text += to_string(fault);
    }
    return text;
}
} // namespace

ScenarioError::ScenarioError(std::vector<Fault> faults)
    : Error(all_of(faults)), faults_(std::move(faults)) {}

} // namespace afklar
