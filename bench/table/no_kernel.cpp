// Where there are no kernels to compare with: they are compiled for levels of x86-64.

#include "workloads.hpp"

namespace afklar::bench {

Measurement workloads(const Sizes&) {
    return {"reference workloads", {}, [](const std::vector<double>&) {
                std::vector<Row> rows;
                for (const char* key : {"P1", "P2", "P8"}) {
                    rows.push_back(skipped(key, "the kernels are compiled for x86-64 only"));
                }
                return rows;
            }};
}

} // namespace afklar::bench
