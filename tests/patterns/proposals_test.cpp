/// Each of the seven proposals: under the advocate's priors it moves the outcome that its mechanism
/// claims; under every prior set its cost or side effect shows in another column. Claims are data.

#include <iomanip>
#include <iostream>
#include <map>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

enum class Way : std::uint8_t { up, down };

/// A proposal moves a rate in a direction, in a group and stretch of weeks.
struct Claim {
    std::string_view proposal;
    Rate rate;
    Way way;
    std::string_view group = "all";
    std::string_view window = "after";

    [[nodiscard]] Part part() const { return {std::string{group}, std::string{window}}; }
    [[nodiscard]] bool holds(const Sample& sample) const {
        return way == Way::up ? sample.surely_up() : sample.surely_down();
    }
};

// What is measured, each a ratio of counts.
constexpr Rate treatment{"treatments begun per 1000 weeks", sum_of(Count::treatment_started),
                         sum_of(Count::on_benefit), 1000.0};
constexpr Rate changes{"changes of caseworker per citizen year", sum_of(Count::caseworker_changed),
                       sum_of(Count::has_caseworker, Count::without_caseworker), 52.18};
constexpr Rate open{"weeks from opening to decision", sum_of(Count::assessed_weeks_open),
                    sum_of(Count::assessed)};
constexpr Rate programmes{"kroner for programmes per citizen year", sum_of(Count::cost_programmes),
                          sum_of(Count::present), 0.5218};
constexpr Rate benefits{"kroner of benefits per citizen year", sum_of(Count::cost_benefits),
                        sum_of(Count::present), 0.5218};
constexpr Rate staff_cost{"kroner for staff per citizen year", sum_of(Count::cost_staff),
                          sum_of(Count::present), 0.5218};
constexpr Rate pay{"kroner for staff per filled position and year", sum_of(Count::cost_staff),
                   sum_of(Count::positions_filled), 0.5218};
constexpr Rate devflex{"share in a development flex job", sum_of(Count::in_development_flex_job),
                       sum_of(Count::present)};
constexpr Rate capacity{"work capacity, hours", sum_of(Count::capacity_sum),
                        sum_of(Count::on_benefit), 0.001};
constexpr Rate flex{"share in a flex job", sum_of(Count::in_flex_job), sum_of(Count::present)};
constexpr Rate places{"employer places used", sum_of(Count::employer_places_used),
                      sum_of(Count::employer_places)};
constexpr Rate jobs{"jobs per 1000 weeks", sum_of(Count::job_started), sum_of(Count::on_benefit),
                    1000.0};
constexpr Rate unassessed{"past 52 weeks without an assessment", sum_of(Count::past_52_unassessed),
                          sum_of(Count::past_52)};
constexpr Rate poor{"assessed on a poor file", sum_of(Count::assessed_poor_file),
                    sum_of(Count::assessed)};
constexpr Rate misplaced{"misplaced", sum_of(Count::assessed_misplaced), sum_of(Count::assessed)};
constexpr Rate team_queue{"share in the team's queue", sum_of(Count::in_team_queue),
                          sum_of(Count::on_benefit)};
constexpr Rate certificates{"certificates per case", sum_of(Count::certificate_asked),
                            sum_of(Count::case_opened)};
constexpr Rate tables{"round tables per case", sum_of(Count::round_table),
                      sum_of(Count::case_opened)};
constexpr Rate trust{"trust", sum_of(Count::trust_sum), sum_of(Count::on_benefit), 0.001};
constexpr Rate vacant{"positions vacant", sum_of(Count::positions_vacant),
                      sum_of(Count::positions_filled, Count::positions_vacant)};
constexpr Rate caseload{"caseload", sum_of(Count::caseload_sum), sum_of(Count::positions_filled)};
constexpr Rate quits{"quits per position year", sum_of(Count::quits),
                     sum_of(Count::positions_filled), 52.18};
constexpr Rate waiting{"without a caseworker", sum_of(Count::without_caseworker),
                       sum_of(Count::has_caseworker, Count::without_caseworker)};
constexpr Rate contacts{"conversations per year on benefit", sum_of(Count::held),
                        sum_of(Count::on_benefit), 52.18};
constexpr Rate silent{"silent for 26 weeks", sum_of(Count::silent_26), sum_of(Count::on_benefit)};
constexpr Rate documentation{"hours of documentation per position week",
                             sum_of(Count::hours_documentation), sum_of(Count::positions_filled),
                             0.01};
constexpr Rate talk{"minutes of caseworker time per conversation", sum_of(Count::hours_contact),
                    sum_of(Count::held), 0.6};
constexpr Rate attendance{"attendance", sum_of(Count::held_by_centre), sum_of(Count::invited)};
constexpr Rate work_or_education{"share in work or education",
                                 sum_of(Count::in_job, Count::in_education),
                                 sum_of(Count::present)};
constexpr Rate unused{"hours unused", less(Count::hours_available, Count::hours_used),
                      sum_of(Count::hours_available)};
constexpr Rate assessed{"assessments per 1000 weeks", sum_of(Count::assessed),
                        sum_of(Count::on_benefit), 1000.0};
constexpr Rate health{"health", sum_of(Count::health_sum), sum_of(Count::on_benefit), 0.001};

constexpr std::array everything{treatment,
                                changes,
                                open,
                                programmes,
                                benefits,
                                staff_cost,
                                pay,
                                devflex,
                                capacity,
                                flex,
                                places,
                                jobs,
                                unassessed,
                                poor,
                                misplaced,
                                team_queue,
                                certificates,
                                tables,
                                trust,
                                vacant,
                                caseload,
                                quits,
                                waiting,
                                contacts,
                                silent,
                                documentation,
                                talk,
                                attendance,
                                work_or_education,
                                unused,
                                assessed,
                                health};

/// What the proposers say would come of it (policy.md, benefit path); required under their own priors.
constexpr std::array benefits_claimed{
    Claim{"ds1", treatment, Way::up, "two_barriers"},
    Claim{"ds1", open, Way::down, "two_barriers"},
    Claim{"ds2", devflex, Way::up},
    Claim{"ds2", capacity, Way::up, "activity_ready"},
    Claim{"ds3", unassessed, Way::down},
    Claim{"ds4", certificates, Way::down},
    Claim{"ds4", open, Way::down},
    Claim{"ds6", caseload, Way::down},
    Claim{"ds6", quits, Way::down},
    Claim{"ds6", changes, Way::down},
    Claim{"ds7", documentation, Way::down},
    Claim{"ds7", contacts, Way::up},
};

/// What it costs or does beside; required whatever one believes.
constexpr std::array costs{
    Claim{"ds1", programmes, Way::up, "two_barriers"}, // dearer per case
    Claim{"ds1", silent, Way::up},                     // staff taken from the ordinary unit
    Claim{"ds2", places, Way::up},
    Claim{"ds3", poor, Way::up},
    Claim{"ds4", tables, Way::up},
    Claim{"ds5", vacant, Way::up}, // recruitment slower; dearer as well, see below
    Claim{"ds6", staff_cost, Way::up},
    Claim{"ds6 unpaid", waiting, Way::up},
    Claim{"ds7", contacts, Way::down, "first_half_year"},
};

ProjectionSpec seven(PriorSet prior) {
    const Policy full = regimes::full_obligations();
    auto spec = projection(3000, 260,
                           {{"full", full},
                            {"ds1", full + reforms::ds1_cross_disciplinary_unit()},
                            {"ds2", full + reforms::ds2_development_flex_job()},
                            {"ds3", full + reforms::ds3_clarification_guarantee()},
                            {"ds4", full + reforms::ds4_own_health_assessment()},
                            {"ds5", full + reforms::ds5_social_work_degree()},
                            {"ds6", full + reforms::ds6_caseload_cap()},
                            {"ds6 unpaid", full + reforms::ds6_caseload_cap_no_money()},
                            {"ds7", full + reforms::ds7_outcome_steering()}});
    spec.prior = prior;
    spec.windows = {{"transition", 0, 104}, {"after", 104, 260}};
    Selector activity_ready;
    activity_ready.target_groups =
        static_cast<std::uint8_t>(1U << index_of(TargetGroup::activity_ready));
    Selector two_barriers = activity_ready;
    two_barriers.barriers =
        static_cast<BarrierSet>(bit_of(Barrier::mental_illness) | bit_of(Barrier::somatic_illness));
    Selector first_half_year;
    first_half_year.weeks_to = 26;
    first_half_year.target_groups = static_cast<std::uint8_t>(
        (1U << index_of(TargetGroup::activity_ready)) | (1U << index_of(TargetGroup::job_ready)));
    spec.groups = {{"all", {}},
                   {"activity_ready", activity_ready},
                   {"two_barriers", two_barriers},
                   {"first_half_year", first_half_year}};
    return spec;
}

/// Every rate under every proposal: the level under full obligations, and differences in standard errors.
void tell_all(const Comparison& compared, const Part& part) {
    std::cout << "\nlevels under full obligations, differences and (standard errors from zero); "
              << part.group << ", " << part.window << "\n";
    for (const Rate& rate : everything) {
        std::cout << std::setw(46) << std::left << rate.name << std::right << std::setprecision(4)
                  << std::setw(10) << compared.level("full", rate, part).mean();
        for (const NamedPolicy& regime : compared.spec().regimes) {
            if (regime.name == "full") {
                continue;
            }
            const Sample d = compared.difference(regime.name, "full", rate, part);
            std::cout << " | " << regime.name << " " << d.mean() << " (" << std::setprecision(2)
                      << d.mean() / d.standard_error() << std::setprecision(4) << ")";
        }
        std::cout << "\n";
    }
}

const Comparison& under(PriorSet prior) {
    static std::map<PriorSet, Comparison> known;
    const auto found = known.find(prior);
    return found != known.end() ? found->second
                                : known.emplace(prior, Comparison(seven(prior))).first->second;
}

} // namespace

TEST_CASE("each proposal moves what it claims, under the advocate's priors") {
    const Comparison& compared = under(PriorSet::advocate);
    std::cout << "\nADVOCATE\n";
    tell_all(compared, {"all", "after"});
    for (const Claim& claim : benefits_claimed) {
        const Sample d = compared.difference(claim.proposal, "full", claim.rate, claim.part());
        INFO(d);
        CHECK(claim.holds(d));
    }
}

/// A degree against none over ten years; the demand is phased in over the first five.
ProjectionSpec degree(PriorSet prior) {
    const Policy full = regimes::full_obligations();
    auto spec =
        projection(2000, 520, {{"full", full}, {"ds5", full + reforms::ds5_social_work_degree()}});
    spec.prior = prior;
    spec.windows = {{"phase-in", 0, 260}, {"after", 260, 520}};
    return spec;
}

TEST_CASE(
    "ds5, under the advocate's priors: the craft raises trust, the shortage of staff takes more") {
    const auto effect = [&](double further_weeks) {
        auto spec = degree(PriorSet::advocate);
        spec.replicates = 24;
        spec.set = {{"staff.recruit_degree_weeks", further_weeks}};
        Sample d = Comparison(std::move(spec)).difference("ds5", "full", trust, {"all", "after"});
        std::cout << further_weeks << " further weeks of recruitment: " << d << "\n";
        return d;
    };
    // The mechanism, had recruitment not become slower …
    CHECK(effect(0.0).surely_up());
    // … and what comes of the proposal as a whole, which is not what it claims.
    CHECK(effect(denmark().find("staff.recruit_degree_weeks")->prior.value).surely_down());
}

TEST_CASE("ds5 makes pay dearer once staff have changed, under every prior set") {
    // In the phase-in few are new, and the difference is lost among recruitments: one in 1,000.
    const auto prior = GENERATE(PriorSet::central, PriorSet::sceptic, PriorSet::advocate,
                                PriorSet::evidence_blind);
    const Comparison compared(degree(prior));
    for (const char* window : {"phase-in", "after"}) {
        std::cout << name_of(prior) << ", " << window << ": "
                  << compared.difference("ds5", "full", pay, {"all", window}) << "\n";
    }
    CHECK(compared.difference("ds5", "full", pay, {"all", "after"}).surely_up());
}

TEST_CASE("each proposal costs something, under every prior set") {
    const auto prior = GENERATE(PriorSet::central, PriorSet::sceptic, PriorSet::advocate,
                                PriorSet::evidence_blind);
    const Comparison& compared = under(prior);
    std::cout << "\n" << name_of(prior) << "\n";
    if (prior != PriorSet::advocate) {
        tell_all(compared, {"all", "after"});
    }
    for (const Claim& claim : costs) {
        const Sample d = compared.difference(claim.proposal, "full", claim.rate, claim.part());
        std::cout << "  cost: " << d << "\n";
        INFO(name_of(prior) << " " << d);
        CHECK(claim.holds(d));
    }
}

TEST_CASE("which claimed benefits cannot be told from nothing under the central priors is told") {
    auto spec = seven(PriorSet::central);
    spec.population = synthesise(denmark_2019(), 2000);
    spec.draws = 40;
    spec.replicates = 1;
    const Comparison compared(std::move(spec));
    std::cout << "\ncentral priors, 40 parameter draws: claimed benefits\n";
    for (const Claim& claim : benefits_claimed) {
        const Sample d = compared.difference(claim.proposal, "full", claim.rate, claim.part());
        const double claimed = claim.way == Way::up ? d.share_positive() : d.share_negative();
        const double opposite = claim.way == Way::up ? d.share_negative() : d.share_positive();
        std::cout << (claimed >= 0.95    ? "  told apart "
                      : opposite >= 0.95 ? "  OPPOSITE   "
                                         : "  ≈ 0        ")
                  << std::setw(4) << claim.proposal << " "
                  << (claim.way == Way::up ? "up  " : "down") << " in " << 100.0 * claimed
                  << " % of draws: " << d << "\n";
        CHECK(d.values.size() == 40);
    }
}
