#include "report/certificate.hpp"

#include <string>

#include <boost/json.hpp>

#include <afklar/experiment/layout.hpp>
#include <afklar/policy/certificate.hpp>

namespace afklar::detail {
namespace {

namespace json = boost::json;

json::array differences_of(const PairCertificate& pair, Date start) {
    json::array all;
    for (const RegionalDifference& regional : by_regions(pair.differences)) {
        const RuleDifference& difference = regional.difference;
        json::object out;
        out["provision"] = describe(difference.provision).key;
        out["from"] = iso(monday_of(start, difference.from));
        out["to"] = iso(monday_of(start, difference.to));
        out["regions"] = regions_in_words(regional.regions);
        out["who"] = in_words(difference.who);
        out["a"] = written(difference.provision, difference.a);
        out["b"] = written(difference.provision, difference.b);
        all.emplace_back(std::move(out));
    }
    return all;
}

} // namespace

json::value certificate(const ProjectionSpec& spec) {
    // The observed weeks alone: before them every regime is the baseline.
    const PolicyWeeks weeks{spec.start, spec.horizon.value, 0};
    const Certificate all = certify(spec.regimes, spec.regimes[baseline_of(spec)].name, weeks);
    json::array arms;
    for (const ArmCertificate& arm : all.arms) {
        arms.emplace_back(json::object{{"regime", arm.name}, {"hash", "sha256:" + arm.sha256}});
    }
    json::array pairs;
    for (const PairCertificate& pair : all.pairs) {
        pairs.emplace_back(json::object{{"a", pair.a},
                                        {"b", pair.b},
                                        {"hash", "sha256:" + pair.sha256},
                                        {"differences", differences_of(pair, spec.start)}});
    }
    return json::object{{"arms", std::move(arms)}, {"pairs", std::move(pairs)}};
}

} // namespace afklar::detail
