/// How much shared luck gains when one provision changes slightly: a caseload cap of 70 against 65, 2,000
/// people, two years. The goal is a variance ratio of 10 for contacts and of 3 for queues.
///
/// Without money for staff the goal is met; contacts by phone alone are just at it. With hiring it is met for
/// queues, not for contacts: positions are whole, and in centres of about ten of them the step from 70
/// to 65 is one position more or none, weeks earlier or later, as the number of cases happens to cross
/// the border. Nearly nine tenths of the variance of the difference in contacts is that of the difference
/// in staff; what people meet beside it is shared as far as the goal asks.

#include <array>
#include <iostream>
#include <utility>

#include <afklar/experiment/coupling.hpp>
#include <afklar/experiment/result.hpp>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr double goal_of_contacts = 10.0;
constexpr double goal_of_queues = 3.0;

constexpr std::array contacts = {metric::contacts_per_citizen_year,
                                 metric::contacts_per_citizen_year_in_person,
                                 metric::contacts_per_citizen_year_by_centre,
                                 metric::no_contact_13_weeks, metric::no_contact_26_weeks};
constexpr std::array queues = {metric::waiting_list, metric::team_wait_weeks};

/// A cap of 65 against one of 70.
class Slightly {
public:
    Slightly(const Reform& cap_70, const Reform& cap_65) : result_(run(spec(cap_70, cap_65))) {}

    [[nodiscard]] DrawMatrix at_70(Metric metric) const { return result_.values("70", metric); }
    [[nodiscard]] DrawMatrix at_65(Metric metric) const { return result_.values("65", metric); }
    [[nodiscard]] double ratio(Metric metric) const {
        const double found = variance_ratio(at_65(metric), at_70(metric)).value();
        std::cout << describe(metric).key << ": " << found << "\n";
        return found;
    }
    /// Share of the variance of the difference in a metric that goes with the difference in staff.
    [[nodiscard]] double with_staff(Metric metric) const {
        const DrawMatrix staff = difference(at_65(metric::cost_staff), at_70(metric::cost_staff));
        const DrawMatrix other = difference(at_65(metric), at_70(metric));
        const double ms = *estimate(staff).mean;
        const double mo = *estimate(other).mean;
        double both = 0.0;
        double of_staff = 0.0;
        double of_other = 0.0;
        for (std::size_t k = 0; k < staff.values.size(); ++k) {
            const double s = staff.values[k] - ms;
            const double o = other.values[k] - mo;
            both += s * o;
            of_staff += s * s;
            of_other += o * o;
        }
        return both * both / (of_staff * of_other);
    }

private:
    static ProjectionSpec spec(const Reform& cap_70, const Reform& cap_65) {
        const Policy full = regimes::full_obligations();
        auto spec = projection(2000, 104, {{"70", full + cap_70}, {"65", full + cap_65}});
        spec.replicates = 120;
        spec.probes = false;
        return spec;
    }

    Result result_;
};

} // namespace

TEST_CASE("a cap of 65 against 70 where nobody is hired for it") {
    const Slightly caps(reforms::ds6_caseload_cap_no_money(70),
                        reforms::ds6_caseload_cap_no_money(65));
    for (const Metric metric : contacts) {
        CHECK(caps.ratio(metric) >= goal_of_contacts);
    }
    for (const Metric metric : queues) {
        CHECK(caps.ratio(metric) >= goal_of_queues);
    }
    CHECK(caps.ratio(metric::attendance_rate) >= goal_of_contacts);
    // At the goal within chance: asked is only that the coupling is not lost.
    CHECK(caps.ratio(metric::contacts_per_citizen_year_phone) >= low_variance_ratio);
    CHECK(caps.ratio(metric::certificate_wait_weeks) >= low_variance_ratio);
}

TEST_CASE("a cap of 65 against 70 with the staff hired for it") {
    const Slightly caps(reforms::ds6_caseload_cap(70), reforms::ds6_caseload_cap(65));
    for (const Metric metric : queues) {
        CHECK(caps.ratio(metric) >= goal_of_queues);
    }
    // The goal is missed, by way of the staff.
    const double found = caps.ratio(metric::contacts_per_citizen_year);
    const double with_staff = caps.with_staff(metric::contacts_per_citizen_year);
    std::cout << "of its variance with staff: " << with_staff << "\n";
    CHECK(found < goal_of_contacts);
    CHECK(with_staff > 0.8);
    CHECK(found / (1.0 - with_staff) >= goal_of_contacts);
    // Of cases per caseworker the note says what it is: the effect is larger than chance.
    CHECK(caps.ratio(metric::caseload) < low_variance_ratio);
    CHECK(coupling_of(caps.at_65(metric::caseload), caps.at_70(metric::caseload)) ==
          Coupling::large_effect);
}
