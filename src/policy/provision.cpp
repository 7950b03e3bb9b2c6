#include <afklar/policy/provision.hpp>

namespace afklar {

namespace {

using Names = std::string_view;
constexpr Names off_on[] = {"off", "on"};
constexpr Names timing[] = {"statute", "professional"};
constexpr Names participation[] = {"compulsory", "voluntary"};
constexpr Names invitation[] = {"template", "personal"};
constexpr Names modes[] = {"in_person", "phone", "video"};
constexpr Names chooser[] = {"authority", "caseworker", "citizen"};
constexpr Names company[] = {"none", "private_only", "all"};
constexpr Names sanction_types[] = {"point", "period"};
constexpr Names team[] = {"required", "health_coordinator"};
constexpr Names attendance[] = {"compulsory", "voluntary"};
constexpr Names support[] = {"train_then_place", "place_then_train"};
constexpr Names at_cap[] = {"waiting_list", "hire_as_needed", "hire_within_allowance"};
constexpr Names target[] = {"process", "outcome"};
constexpr Names entry[] = {"registered", "job_ready"};

using P = Provision;
constexpr auto citizen = Scope::citizen;
constexpr auto centre = Scope::centre;
constexpr auto num = ValueKind::number;
constexpr auto whole = ValueKind::whole_number;
constexpr auto choice = ValueKind::choice;
constexpr auto set = ValueKind::choice_set;
constexpr auto up = Direction::up;
constexpr auto down = Direction::down;

// What must hold for a lever to act.
constexpr Given free_offers[] = {{P::offers_compulsory, 0}};
constexpr Given reviewed[] = {{P::guarantee, 52}, {P::review_interval, 26}};
constexpr Given scarce_hours[] = {{P::documentation_factor, 2.5}};
constexpr Given any_mode[] = {{P::modes_allowed, 7}};
constexpr Given guaranteed[] = {{P::guarantee, 52}};
constexpr Given capped[] = {{P::caseload_cap, 40}, {P::at_the_cap, 1}};
constexpr Given hiring[] = {{P::at_the_cap, 1}};
constexpr Given low_cap[] = {{P::caseload_cap, 40}};
constexpr Given all_degrees[] = {{P::degree_share, 1}};
constexpr Given unit[] = {{P::cross_disciplinary_unit, 1}};
constexpr Given placed_first[] = {{P::employment_support, 1}};
constexpr Given few_cases[] = {{P::specialist_caseload, 22}};
constexpr Given own_word[] = {{P::own_assessment, 1}};
constexpr Given more_inflow[] = {{P::inflow_factor, 1.5}};
constexpr Given half_a_year[] = {{P::entry_job_ready_weeks, 26}};
constexpr Given all_job_ready[] = {{P::entry_group, 1}};

// clang-format off
constexpr ProvisionDescriptor table[] = {
    {.provision = P::conversations_first_26_weeks, .key = "conversations_first_26_weeks", .group = "contact",
     .scope = citizen, .kind = whole, .low = 0, .high = 26, .neutral = 0, .unit = "conversations", .zero = "none",
     .reference = "L002",
     .sentence = "Conversations due in the first 26 weeks on benefit.",
     .lever = {"contacts_per_citizen_year", up, 0, 6}},
    {.provision = P::conversation_interval, .key = "conversation_interval", .group = "contact",
     .scope = citizen, .kind = whole, .low = 0, .high = 260, .neutral = 0, .unit = "weeks", .zero = "by need",
     .reference = "L003; L033",
     .sentence = "Weeks between conversations due after week 26; 0: by need.",
     .lever = {"contacts_per_citizen_year", down, 8, 52}},
    {.provision = P::least_conversations_held, .key = "least_conversations_held", .group = "contact",
     .scope = citizen, .kind = num, .low = 0, .high = 1, .neutral = 1, .unit = "share",
     .reference = "L066",
     .sentence = "Least share of the due conversations that must be held; what does not fit below "
                 "it is dropped, above it carried over.",
     .lever = {"contacts_per_citizen_year", up, 0, 1}},
    {.provision = P::timing, .key = "timing", .group = "contact",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = timing,
     .reference = "L003; S01",
     .sentence = "Whether statute or the caseworker's judgement sets the time of the next "
                 "conversation.",
     .lever = {"contacts_per_citizen_year", down, 0, 1}},
    {.provision = P::participation, .key = "participation", .group = "contact",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = participation,
     .reference = "L035; S13",
     .sentence = "Whether taking part in conversations is compulsory or voluntary.",
     .lever = {"sanctions_per_1000_citizen_months", down, 0, 1}},
    {.provision = P::invitation, .key = "invitation", .group = "contact",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = invitation,
     .reference = "S10; S11",
     .sentence = "Whether the invitation is a fixed template or a personal letter.",
     .lever = {"attendance_rate", up, 0, 1}},
    {.provision = P::modes_allowed, .key = "modes_allowed", .group = "contact",
     .scope = citizen, .kind = set, .low = 1, .high = 7, .neutral = 7, .choices = modes,
     .reference = "L007; L040; L043",
     .sentence = "Allowed forms of conversation.",
     .lever = {"contacts_per_citizen_year.in_person", down, 1, 7}},
    {.provision = P::mode_chosen_by, .key = "mode_chosen_by", .group = "contact",
     .scope = citizen, .kind = choice, .low = 0, .high = 2, .neutral = 0, .choices = chooser,
     .reference = "S42; S43; L052",
     .sentence = "Who chooses the form of a conversation.",
     .lever = {"attendance_rate", up, 0, 2, any_mode}},
    {.provision = P::duty_to_be_available, .key = "duty_to_be_available", .group = "availability",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L035; L039",
     .sentence = "Duty to be available for work and effort.",
     .lever = {"pressure", up, 0, 1}},
    {.provision = P::job_search_duty, .key = "job_search_duty", .group = "availability",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "S20; L035",
     .sentence = "Duty to search for jobs.",
     .lever = {"jobs_gross", up, 0, 1}},
    {.provision = P::offers_due_after, .key = "offers_due_after", .group = "availability",
     .scope = citizen, .kind = whole, .low = 0, .high = 260, .neutral = 0, .unit = "weeks", .zero = "none due",
     .reference = "L008",
     .sentence = "Weeks on benefit after which an offer is due; 0: none.",
     .lever = {"share.in_offer", down, 13, 104}},
    {.provision = P::offers_compulsory, .key = "offers_compulsory", .group = "availability",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L008; L035",
     .sentence = "Whether an offer is a duty.",
     .lever = {"share.in_offer", up, 0, 1}},
    {.provision = P::company_offers, .key = "company_offers", .group = "availability",
     .scope = citizen, .kind = choice, .low = 0, .high = 2, .neutral = 2, .choices = company,
     .reference = "L041; S20",
     .sentence = "Employers at which new company-based offers may start; those running go on.",
     .lever = {"share.company_placement", up, 0, 2}},
    {.provision = P::work_duty_hours, .key = "work_duty_hours", .group = "availability",
     .scope = citizen, .kind = num, .low = 0, .high = 37, .neutral = 0, .unit = "hours a week", .zero = "none",
     .reference = "L077",
     .sentence = "Hours of work duty a week.",
     .lever = {"pressure", up, 0, 37, free_offers}},
    {.provision = P::sanctions, .key = "sanctions", .group = "sanctions",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L012-L015; L037",
     .sentence = "Whether an unexcused absence can lead to a sanction.",
     .lever = {"sanctions_per_1000_citizen_months", up, 0, 1}},
    {.provision = P::check_of_reasons, .key = "check_of_reasons", .group = "sanctions",
     .scope = citizen, .kind = num, .low = 0, .high = 1, .neutral = 0, .unit = "share",
     .reference = "L017; E050",
     .sentence = "Share of cases in which the reasons are really checked before a sanction of an "
                 "activity-ready person.",
     .lever = {"sanctions_per_1000_citizen_months", down, 0, 1}},
    {.provision = P::personal_contact_required, .key = "personal_contact_required", .group = "sanctions",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L016",
     .sentence = "Personal contact must be attempted before a sanction of an activity-ready "
                 "person.",
     .lever = {"sanctions_per_1000_citizen_months", down, 0, 1}},
    {.provision = P::sanction_type, .key = "sanction_type", .group = "sanctions",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = sanction_types,
     .reference = "L013; L014",
     .sentence = "Point sanction, or period sanction until contact is restored.",
     .lever = {"cost.benefits", down, 0, 1}},
    {.provision = P::sanction_rates, .key = "sanction_rates", .group = "sanctions",
     .scope = citizen, .kind = num, .low = 0, .high = 30, .neutral = 3, .unit = "rates", .zero = "none",
     .reference = "L014; D379",
     .sentence = "Number of sanction rates a point sanction takes.",
     .lever = {"cost.benefits", down, 1, 12}},
    {.provision = P::stop_after_silence, .key = "stop_after_silence", .group = "sanctions",
     .scope = citizen, .kind = whole, .low = 0, .high = 260, .neutral = 0, .unit = "weeks", .zero = "never",
     .reference = "S15; E076",
     .sentence = "Weeks of silence after which payment may be stopped as the last resort; 0: "
                 "never.",
     .lever = {"unreached_by_anyone_26_weeks", up, 13, 104}},
    {.provision = P::guarantee, .key = "guarantee", .group = "clarification",
     .scope = citizen, .kind = whole, .low = 0, .high = 520, .neutral = 0, .unit = "weeks", .zero = "no guarantee",
     .reference = "L055; S33",
     .sentence = "Weeks on benefit within which an assessment is promised; 0: no guarantee.",
     .lever = {"unassessed_on_benefit_at_52", up, 26, 156}},
    {.provision = P::guarantee_phase_in, .key = "guarantee_phase_in", .group = "clarification",
     .scope = citizen, .kind = whole, .low = 0, .high = 520, .neutral = 0, .unit = "weeks", .zero = "at once",
     .reference = "assumption",
     .sentence = "Weeks over which the deadlines of those past the limit at the start are spread.",
     .lever = {"unassessed_on_benefit_at_52", up, 0, 104, guaranteed}},
    {.provision = P::review_interval, .key = "review_interval", .group = "clarification",
     .scope = citizen, .kind = whole, .low = 0, .high = 520, .neutral = 0, .unit = "weeks", .zero = "no reviews",
     .reference = "L056",
     .sentence = "Weeks between reviews while no lasting solution is found; 0: none.",
     .lever = {"contacts_per_citizen_year", up, 13, 208, guaranteed}},
    {.provision = P::processing_limits, .key = "processing_limits", .group = "clarification",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L050; S56",
     .sentence = "Whether open cases have a processing limit that staff must keep.",
     .lever = {"", down, 0, 1, {},
               "preparation has hours of its own (process.prep_floor) and goes by age of the case anyway, so "
               "that a limit changes little but the order"}},
    {.provision = P::certificate_validity_extension, .key = "certificate_validity_extension", .group = "clarification",
     .scope = citizen, .kind = whole, .low = 0, .high = 104, .neutral = 0, .unit = "weeks", .zero = "none",
     .reference = "L051; S57",
     .sentence = "Weeks by which medical certificates hold longer.",
     .lever = {"poor_file", down, 0, 104, reviewed}},
    {.provision = P::certificate_required, .key = "certificate_required", .group = "health evidence",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "D250; L021",
     .sentence = "Whether the health part needs a certificate where no round table replaces it.",
     .lever = {"weeks_case_open_to_decision", up, 0, 1}},
    {.provision = P::own_assessment, .key = "own_assessment", .group = "health evidence",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L057; S34",
     .sentence = "Whether the citizen's own assessment of health counts.",
     .lever = {"weeks_case_open_to_decision", down, 0, 1}},
    {.provision = P::round_table, .key = "round_table", .group = "health evidence",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L057; S34",
     .sentence = "Whether a round table of citizen, doctor and social worker can replace records.",
     .lever = {"weeks_case_open_to_decision", down, 0, 1, own_word}},
    {.provision = P::rehabilitation_team, .key = "rehabilitation_team", .group = "rehabilitation team",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = team,
     .reference = "L021; L064",
     .sentence = "Whether the rehabilitation team or a health coordinator hears a case.",
     .lever = {"team_cases_per_year", down, 0, 1}},
    {.provision = P::team_attendance, .key = "team_attendance", .group = "rehabilitation team",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = attendance,
     .reference = "L021; L038; S17",
     .sentence = "Whether the citizen must attend the team's meeting.",
     .lever = {"weeks_case_open_to_decision", down, 0, 1}},
    {.provision = P::team_virtual, .key = "team_virtual", .group = "rehabilitation team",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L038; S55",
     .sentence = "Whether the meeting may be virtual; absence then never stops the case.",
     .lever = {"weeks_case_open_to_decision", down, 0, 1}},
    {.provision = P::team_slots_factor, .key = "team_slots_factor", .group = "rehabilitation team",
     .scope = centre, .kind = num, .low = 0, .high = 10, .neutral = 1, .unit = "ratio",
     .reference = "D394; D395",
     .sentence = "Team slots as a factor on the usual number; each case has its price.",
     .lever = {"team_wait_weeks", down, 0.5, 2}},
    {.provision = P::resource_programme, .key = "resource_programme", .group = "schemes",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = off_on,
     .reference = "L022; L065",
     .sentence = "Whether resource programmes exist for new entrants.",
     .lever = {"share.resource_programme", up, 0, 1}},
    {.provision = P::vocational_rehabilitation, .key = "vocational_rehabilitation", .group = "schemes",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = off_on,
     .reference = "L065",
     .sentence = "Whether vocational rehabilitation exists for new entrants.",
     .lever = {"share.vocational_rehabilitation", up, 0, 1}},
    {.provision = P::job_clarification, .key = "job_clarification", .group = "schemes",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = off_on,
     .reference = "L021",
     .sentence = "Whether job clarification exists for new entrants from sickness benefit.",
     .lever = {"share.job_clarification", up, 0, 1}},
    {.provision = P::employment_support, .key = "employment_support", .group = "schemes",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = support,
     .reference = "E061; E064",
     .sentence = "Train then place, or place then train.",
     .lever = {"jobs_gross", up, 0, 1, few_cases}},
    {.provision = P::specialist_caseload, .key = "specialist_caseload", .group = "schemes",
     .scope = citizen, .kind = whole, .low = 0, .high = 100, .neutral = 0, .unit = "citizens", .zero = "no specialists",
     .reference = "E068",
     .sentence = "Citizens per employment specialist hired for those who take part in place then "
                 "train; 0: none is hired, their caseworker gives the support.",
     .lever = {"cost.staff", down, 10, 25, placed_first}},
    {.provision = P::development_flex_job_after, .key = "development_flex_job_after", .group = "flex job",
     .scope = citizen, .kind = whole, .low = 0, .high = 520, .neutral = 0, .unit = "weeks", .zero = "no right",
     .reference = "L054; L061",
     .sentence = "Weeks on benefit after which there is a right to a development flex job; 0: no "
                 "right.",
     .lever = {"share.development_flex_job", down, 26, 520}},
    {.provision = P::flex_job_least_hours, .key = "flex_job_least_hours", .group = "flex job",
     .scope = citizen, .kind = num, .low = 0, .high = 20, .neutral = 0, .unit = "hours a week", .zero = "no least",
     .reference = "L029",
     .sentence = "Least hours of a flex job.",
     .lever = {"share.flex_job", down, 0, 15}},
    {.provision = P::caseload_cap, .key = "caseload_cap", .group = "staffing",
     .scope = centre, .kind = whole, .low = 0, .high = 300, .neutral = 0, .unit = "cases", .zero = "no cap",
     .reference = "L059; L062",
     .sentence = "Most cases per caseworker; 0: no cap.",
     .lever = {"caseload", up, 35, 70, hiring}},
    {.provision = P::at_the_cap, .key = "at_the_cap", .group = "staffing",
     .scope = centre, .kind = choice, .low = 0, .high = 2, .neutral = 0, .choices = at_cap,
     .reference = "S36",
     .sentence = "What happens to cases above the cap.",
     .lever = {"waiting_list", down, 0, 1, low_cap}},
    {.provision = P::cap_phase_in, .key = "cap_phase_in", .group = "staffing",
     .scope = centre, .kind = whole, .low = 0, .high = 520, .neutral = 0, .unit = "weeks", .zero = "at once",
     .reference = "assumption",
     .sentence = "Weeks over which the cap comes down.",
     .lever = {"caseload", up, 0, 208, capped}},
    {.provision = P::degree_share, .key = "degree_share", .group = "staffing",
     .scope = centre, .kind = num, .low = 0, .high = 1, .neutral = 0, .unit = "share", .zero = "no demand",
     .reference = "L058; S35",
     .sentence = "Share of new holders who must have a social-work degree; 0: no demand.",
     .lever = {"caseload", up, 0, 1}},
    {.provision = P::degree_phase_in, .key = "degree_phase_in", .group = "staffing",
     .scope = centre, .kind = whole, .low = 0, .high = 520, .neutral = 0, .unit = "weeks", .zero = "at once",
     .reference = "assumption",
     .sentence = "Weeks over which the demand for a degree is phased in.",
     .lever = {"caseload", down, 0, 260, all_degrees}},
    {.provision = P::positions_follow_stock, .key = "positions_follow_stock", .group = "staffing",
     .scope = centre, .kind = choice, .low = 0, .high = 1, .neutral = 1, .choices = off_on,
     .reference = "assumption",
     .sentence = "Whether the number of positions follows the number of cases with a lag.",
     .lever = {"caseload", down, 0, 1, more_inflow}},
    {.provision = P::documentation_factor, .key = "documentation_factor", .group = "process",
     .scope = centre, .kind = num, .low = 0, .high = 3, .neutral = 1, .unit = "ratio",
     .reference = "L060; S37",
     .sentence = "Documentation hours per case and week as a factor on the usual ones.",
     .lever = {"contacts_per_citizen_year", down, 0.5, 2}},
    {.provision = P::conversation_targets, .key = "conversation_targets", .group = "process",
     .scope = centre, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L046; S52",
     .sentence = "Targets for the number of conversations and offers: what is due goes before what "
                 "is needed.",
     .lever = {"contacts_per_citizen_year", down, 0, 1}},
    {.provision = P::management_target, .key = "management_target", .group = "process",
     .scope = centre, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = target,
     .reference = "L060; S37",
     .sentence = "Whether management counts process or outcome.",
     .lever = {"team_cases_per_year", down, 0, 1, scarce_hours}},
    {.provision = P::cross_disciplinary_unit, .key = "cross_disciplinary_unit", .group = "organisation",
     .scope = centre, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = off_on,
     .reference = "L053; S31",
     .sentence = "One unit for those with problems besides unemployment.",
     .lever = {"caseworker_changes_per_citizen", up, 0, 1}},
    {.provision = P::unit_least_barriers, .key = "unit_least_barriers", .group = "organisation",
     .scope = citizen, .kind = whole, .low = 0, .high = 7, .neutral = 2, .unit = "barriers",
     .reference = "S31",
     .sentence = "Barriers from which a citizen belongs to the unit.",
     .lever = {"cost.programmes", down, 1, 4, unit}},
    {.provision = P::unit_setup_weeks, .key = "unit_setup_weeks", .group = "organisation",
     .scope = centre, .kind = whole, .low = 0, .high = 260, .neutral = 0, .unit = "weeks", .zero = "as the parameter says",
     .reference = "assumption",
     .sentence = "Weeks until the unit opens; 0: as the parameter unit.setup_weeks says.",
     .lever = {"cost.programmes", down, 4, 78, unit}},
    {.provision = P::allowance_change, .key = "allowance_change", .group = "organisation",
     .scope = centre, .kind = num, .low = -1, .high = 9, .neutral = 0, .unit = "share", .zero = "none",
     .reference = "S38; L070",
     .sentence = "Change of the job centre's yearly allowance.",
     .lever = {"caseload", down, -0.3, 0.3}},
    {.provision = P::entry_group, .key = "entry_group", .group = "entry and money",
     .scope = citizen, .kind = choice, .low = 0, .high = 1, .neutral = 0, .choices = entry,
     .reference = "L068",
     .sentence = "Target group at entry: as registered, or job-ready for all.",
     .lever = {"sanctions_per_1000_citizen_months", up, 0, 1, half_a_year}},
    {.provision = P::entry_job_ready_weeks, .key = "entry_job_ready_weeks", .group = "entry and money",
     .scope = citizen, .kind = whole, .low = 0, .high = 260, .neutral = 0, .unit = "weeks", .zero = "none",
     .reference = "L068",
     .sentence = "Weeks for which everyone counts as job-ready after entry.",
     .lever = {"sanctions_per_1000_citizen_months", up, 4, 104, all_job_ready}},
    {.provision = P::benefit_rate_factor, .key = "benefit_rate_factor", .group = "entry and money",
     .scope = citizen, .kind = num, .low = 0, .high = 3, .neutral = 1, .unit = "ratio",
     .reference = "L073; L074",
     .sentence = "Benefit rate as a factor on the usual one.",
     .lever = {"cost.benefits", up, 0.8, 1.2}},
    {.provision = P::inflow_factor, .key = "inflow_factor", .group = "environment",
     .scope = centre, .kind = num, .low = 0, .high = 5, .neutral = 1, .unit = "ratio",
     .reference = "S06",
     .sentence = "Inflow of new spells as a factor.",
     .lever = {"caseload", up, 0.5, 1.5}},
    {.provision = P::labour_market, .key = "labour_market", .group = "environment",
     .scope = centre, .kind = num, .low = 0, .high = 3, .neutral = 1, .unit = "ratio",
     .reference = "E073",
     .sentence = "Hiring market as a factor on the hazards of finding work.",
     .lever = {"jobs_gross", up, 0.5, 1.5}},
    {.provision = P::health_wait_factor, .key = "health_wait_factor", .group = "environment",
     .scope = centre, .kind = num, .low = 0, .high = 5, .neutral = 1, .unit = "ratio",
     .reference = "D254",
     .sentence = "Waits of the health system as a factor.",
     .lever = {"certificate_wait_weeks", up, 0.5, 2}},
};
// clang-format on

static_assert(std::size(table) == count_of<Provision>);
constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (index_of(table[i].provision) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "declarations stand in the order of the enumeration");

} // namespace

std::span<const ProvisionDescriptor> provisions() noexcept { return table; }

const ProvisionDescriptor& describe(Provision provision) noexcept {
    return table[index_of(provision)];
}

RuleSet::RuleSet() : values_{} {
    for (const ProvisionDescriptor& d : table) {
        values_[d.provision] = d.neutral;
    }
}

} // namespace afklar
