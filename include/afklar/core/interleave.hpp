#pragma once
/// An even mixture of kinds, without chance.

#include <cstddef>
#include <span>
#include <vector>

namespace afklar {

/// The kinds 0, 1, … in an order in which each is spread evenly: of a kind with n members the j-th
/// (from 0) stands at (2j + 1) / 2n of the way. Ties go to the lower kind; counts below 1 are empty.
/// Cost: members times kinds.
inline std::vector<std::size_t> interleave(std::span<const int> counts) {
    std::vector<long long> taken(counts.size(), 0);
    std::vector<std::size_t> order;
    for (;;) {
        std::size_t next = counts.size();
        for (std::size_t kind = 0; kind < counts.size(); ++kind) {
            if (taken[kind] >= counts[kind]) {
                continue;
            }
            if (next == counts.size() ||
                (2 * taken[kind] + 1) * counts[next] < (2 * taken[next] + 1) * counts[kind]) {
                next = kind;
            }
        }
        if (next == counts.size()) {
            return order;
        }
        ++taken[next];
        order.push_back(next);
    }
}

} // namespace afklar
