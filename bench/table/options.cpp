#include "options.hpp"

#include <afklar/core/error.hpp>

namespace afklar::bench {

Options options_of(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t k = 0; k < words.size(); ++k) {
        const std::string& word = words[k];
        if (word == "--json") {
            options.json = true;
        } else if (word == "--quick") {
            options.extent = Extent::quick;
        } else if (word == "--full") {
            options.extent = Extent::full;
        } else if (word == "--scaling") {
            if (k + 1 == words.size() || words[k + 1].starts_with('-')) {
                throw Error("--scaling: which file is the picture to be written to?");
            }
            options.scaling = words[++k];
        } else {
            throw Error("'" + word + "' is no option of the table");
        }
    }
    return options;
}

Sizes sizes_of(Extent extent) {
    Sizes sizes;
    switch (extent) {
    case Extent::quick:
        sizes = {.rounds = 1,
                 .workload = 6400,
                 .people = 1000,
                 .weeks = 26,
                 .burn_in = 8,
                 .few = 1000,
                 .many = 4000,
                 .replicates = 2,
                 .probed_weeks = 50};
        break;
    case Extent::usual:
        break;
    case Extent::full:
        sizes.many = 10'000'000;
        break;
    }
    return sizes;
}

} // namespace afklar::bench
