#include "report/certificate.hpp"

#include <string>

#include <boost/json.hpp>

#include <afklar/experiment/layout.hpp>
#include <afklar/policy/certificate.hpp>

namespace afklar::detail {
namespace {

namespace json = boost::json;

json::object difference_of(const RegionalDifference& regional, Date start) {
    const RuleDifference& difference = regional.difference;
    json::object out;
    out["provision"] = describe(difference.provision).key;
    out["from"] = iso(monday_of(start, difference.from));
    out["to"] = iso(monday_of(start, difference.to));
    out["regions"] = regions_in_words(regional.regions);
    out["who"] = in_words(difference.who);
    out["baseline"] = written(difference.provision, difference.a);
    out["regime"] = written(difference.provision, difference.b);
    return out;
}

} // namespace

json::value certificate(const ProjectionSpec& spec) {
    // The observed weeks alone: before them every regime is the baseline.
    const PolicyWeeks weeks{spec.start, spec.horizon.value, 0};
    json::array arms;
    for (const ArmCertificate& arm :
         certify(spec.regimes, spec.regimes[baseline_of(spec)].name, weeks)) {
        json::array differences;
        for (const RegionalDifference& difference : by_regions(arm.differences)) {
            differences.emplace_back(difference_of(difference, spec.start));
        }
        json::object out;
        out["regime"] = arm.name;
        out["hash"] = "sha256:" + arm.sha256;
        out["differences"] = std::move(differences);
        arms.emplace_back(std::move(out));
    }
    return arms;
}

} // namespace afklar::detail
