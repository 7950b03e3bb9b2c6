#include <afklar/catalogue/denmark.hpp>

#include <afklar/catalogue/embedded.hpp>

#include "catalogue/read_margins.hpp"
#include "catalogue/read_parameters.hpp"

namespace afklar {

ParameterSet denmark() {
    static const ParameterSet once = [] {
        detail::Faults faults;
        const auto root = detail::parse_toml(embedded_file("parameters/denmark.toml"),
                                             "scenarios/parameters/denmark.toml");
        auto set = detail::read_parameters(root, "denmark", faults);
        faults.throw_if_any();
        return set;
    }();
    return once;
}

Margins denmark_2019() {
    static const Margins once = [] {
        detail::Faults faults;
        const auto text = embedded_file("population/denmark-2019.toml");
        const auto root = detail::parse_toml(text, "scenarios/population/denmark-2019.toml");
        auto margins = detail::read_margins(root, std::string(text), faults);
        faults.throw_if_any();
        return margins;
    }();
    return once;
}

} // namespace afklar
