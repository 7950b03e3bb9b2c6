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

constexpr ProvisionDescriptor table[] = {
    {P::conversations_first_26_weeks, "conversations_first_26_weeks", citizen, whole, "conversations", 0, 26, 0, {}, "L002", "Conversations due in the first 26 weeks on benefit.", "contact"},
    {P::conversation_interval, "conversation_interval", citizen, whole, "weeks", 0, 260, 0, {}, "L003; L033", "Weeks between conversations due after week 26; 0: by need.", "contact"},
    {P::least_conversations_held, "least_conversations_held", citizen, num, "share", 0, 1, 1, {}, "L066", "Least share of the due conversations that must be held; what does not fit below it is dropped, above it carried over.", "contact"},
    {P::timing, "timing", citizen, choice, "", 0, 1, 1, timing, "L003; S01", "Whether statute or the caseworker's judgement sets the time of the next conversation.", "contact"},
    {P::participation, "participation", citizen, choice, "", 0, 1, 1, participation, "L035; S13", "Whether taking part in conversations is compulsory or voluntary.", "contact"},
    {P::invitation, "invitation", citizen, choice, "", 0, 1, 0, invitation, "S10; S11", "Whether the invitation is a fixed template or a personal letter.", "contact"},
    {P::modes_allowed, "modes_allowed", citizen, set, "", 1, 7, 7, modes, "L007; L040; L043", "Allowed forms of conversation.", "contact"},
    {P::mode_chosen_by, "mode_chosen_by", citizen, choice, "", 0, 2, 0, chooser, "S42; S43; L052", "Who chooses the form of a conversation.", "contact"},
    {P::duty_to_be_available, "duty_to_be_available", citizen, choice, "", 0, 1, 0, off_on, "L035; L039", "Duty to be available for work and effort.", "availability"},
    {P::job_search_duty, "job_search_duty", citizen, choice, "", 0, 1, 0, off_on, "S20; L035", "Duty to search for jobs.", "availability"},
    {P::offers_due_after, "offers_due_after", citizen, whole, "weeks", 0, 260, 0, {}, "L008", "Weeks on benefit after which an offer is due; 0: none.", "availability"},
    {P::offers_compulsory, "offers_compulsory", citizen, choice, "", 0, 1, 0, off_on, "L008; L035", "Whether an offer is a duty.", "availability"},
    {P::company_offers, "company_offers", citizen, choice, "", 0, 2, 2, company, "L041; S20", "Employers at which new company-based offers may start; those running go on.", "availability"},
    {P::work_duty_hours, "work_duty_hours", citizen, num, "hours a week", 0, 37, 0, {}, "L077", "Hours of work duty a week.", "availability"},
    {P::sanctions, "sanctions", citizen, choice, "", 0, 1, 0, off_on, "L012-L015; L037", "Whether an unexcused absence can lead to a sanction.", "sanctions"},
    {P::check_of_reasons, "check_of_reasons", citizen, num, "share", 0, 1, 0, {}, "L017; E050", "Share of cases in which the reasons are really checked before a sanction of an activity-ready person.", "sanctions"},
    {P::personal_contact_required, "personal_contact_required", citizen, choice, "", 0, 1, 0, off_on, "L016", "Personal contact must be attempted before a sanction of an activity-ready person.", "sanctions"},
    {P::sanction_type, "sanction_type", citizen, choice, "", 0, 1, 0, sanction_types, "L013; L014", "Point sanction, or period sanction until contact is restored.", "sanctions"},
    {P::sanction_rates, "sanction_rates", citizen, num, "rates", 0, 30, 3, {}, "L014; D379", "Number of sanction rates a point sanction takes.", "sanctions"},
    {P::stop_after_silence, "stop_after_silence", citizen, whole, "weeks", 0, 260, 0, {}, "S15; E076", "Weeks of silence after which payment may be stopped as the last resort; 0: never.", "sanctions"},
    {P::guarantee, "guarantee", citizen, whole, "weeks", 0, 520, 0, {}, "L055; S33", "Weeks on benefit within which an assessment is promised; 0: no guarantee.", "clarification"},
    {P::guarantee_phase_in, "guarantee_phase_in", citizen, whole, "weeks", 0, 520, 0, {}, "assumption", "Weeks over which the deadlines of those past the limit at the start are spread.", "clarification"},
    {P::review_interval, "review_interval", citizen, whole, "weeks", 0, 520, 0, {}, "L056", "Weeks between reviews while no lasting solution is found; 0: none.", "clarification"},
    {P::processing_limits, "processing_limits", citizen, choice, "", 0, 1, 0, off_on, "L050; S56", "Whether open cases have a processing limit that staff must keep.", "clarification"},
    {P::certificate_validity_extension, "certificate_validity_extension", citizen, whole, "weeks", 0, 104, 0, {}, "L051; S57", "Weeks by which medical certificates hold longer.", "clarification"},
    {P::certificate_required, "certificate_required", citizen, choice, "", 0, 1, 0, off_on, "D250; L021", "Whether the health part needs a certificate where no round table replaces it.", "health evidence"},
    {P::own_assessment, "own_assessment", citizen, choice, "", 0, 1, 0, off_on, "L057; S34", "Whether the citizen's own assessment of health counts.", "health evidence"},
    {P::round_table, "round_table", citizen, choice, "", 0, 1, 0, off_on, "L057; S34", "Whether a round table of citizen, doctor and social worker can replace records.", "health evidence"},
    {P::rehabilitation_team, "rehabilitation_team", citizen, choice, "", 0, 1, 0, team, "L021; L064", "Whether the rehabilitation team or a health coordinator hears a case.", "rehabilitation team"},
    {P::team_attendance, "team_attendance", citizen, choice, "", 0, 1, 1, attendance, "L021; L038; S17", "Whether the citizen must attend the team's meeting.", "rehabilitation team"},
    {P::team_virtual, "team_virtual", citizen, choice, "", 0, 1, 0, off_on, "L038; S55", "Whether the meeting may be virtual; absence then never stops the case.", "rehabilitation team"},
    {P::team_slots_factor, "team_slots_factor", centre, num, "ratio", 0, 10, 1, {}, "D394; D395", "Team slots as a factor on the usual number; each case has its price.", "rehabilitation team"},
    {P::resource_programme, "resource_programme", citizen, choice, "", 0, 1, 1, off_on, "L022; L065", "Whether resource programmes exist for new entrants.", "schemes"},
    {P::vocational_rehabilitation, "vocational_rehabilitation", citizen, choice, "", 0, 1, 1, off_on, "L065", "Whether vocational rehabilitation exists for new entrants.", "schemes"},
    {P::job_clarification, "job_clarification", citizen, choice, "", 0, 1, 1, off_on, "L021", "Whether job clarification exists for new entrants from sickness benefit.", "schemes"},
    {P::employment_support, "employment_support", citizen, choice, "", 0, 1, 0, support, "E061; E064", "Train then place, or place then train.", "schemes"},
    {P::development_flex_job_after, "development_flex_job_after", citizen, whole, "weeks", 0, 520, 0, {}, "L054; L061", "Weeks on benefit after which there is a right to a development flex job; 0: no right.", "flex job"},
    {P::flex_job_least_hours, "flex_job_least_hours", citizen, num, "hours a week", 0, 20, 0, {}, "L029", "Least hours of a flex job.", "flex job"},
    {P::caseload_cap, "caseload_cap", centre, whole, "cases", 0, 300, 0, {}, "L059; L062", "Most cases per caseworker; 0: no cap.", "staffing"},
    {P::at_the_cap, "at_the_cap", centre, choice, "", 0, 2, 0, at_cap, "S36", "What happens to cases above the cap.", "staffing"},
    {P::cap_phase_in, "cap_phase_in", centre, whole, "weeks", 0, 520, 0, {}, "assumption", "Weeks over which the cap comes down.", "staffing"},
    {P::degree_share, "degree_share", centre, num, "share", 0, 1, 0, {}, "L058; S35", "Share of new holders who must have a social-work degree; 0: no demand.", "staffing"},
    {P::degree_phase_in, "degree_phase_in", centre, whole, "weeks", 0, 520, 0, {}, "assumption", "Weeks over which the demand for a degree is phased in.", "staffing"},
    {P::positions_follow_stock, "positions_follow_stock", centre, choice, "", 0, 1, 1, off_on, "assumption", "Whether the number of positions follows the number of cases with a lag.", "staffing"},
    {P::documentation_factor, "documentation_factor", centre, num, "ratio", 0, 3, 1, {}, "L060; S37", "Documentation hours per case and week as a factor on the usual ones.", "process"},
    {P::conversation_targets, "conversation_targets", centre, choice, "", 0, 1, 0, off_on, "L046; S52", "Targets for the number of conversations and offers: what is due goes before what is needed.", "process"},
    {P::management_target, "management_target", centre, choice, "", 0, 1, 0, target, "L060; S37", "Whether management counts process or outcome.", "process"},
    {P::cross_disciplinary_unit, "cross_disciplinary_unit", centre, choice, "", 0, 1, 0, off_on, "L053; S31", "One unit for those with problems besides unemployment.", "organisation"},
    {P::unit_least_barriers, "unit_least_barriers", citizen, whole, "barriers", 0, 7, 2, {}, "S31", "Barriers from which a citizen belongs to the unit.", "organisation"},
    {P::unit_setup_weeks, "unit_setup_weeks", centre, whole, "weeks", 0, 260, 0, {}, "assumption", "Weeks until the unit opens; 0: as the parameter unit.setup_weeks says.", "organisation"},
    {P::allowance_change, "allowance_change", centre, num, "share", -1, 1, 0, {}, "S38; L070", "Change of the job centre's yearly allowance.", "organisation"},
    {P::entry_group, "entry_group", citizen, choice, "", 0, 1, 0, entry, "L068", "Target group at entry: as registered, or job-ready for all.", "entry and money"},
    {P::entry_job_ready_weeks, "entry_job_ready_weeks", citizen, whole, "weeks", 0, 260, 0, {}, "L068", "Weeks for which everyone counts as job-ready after entry.", "entry and money"},
    {P::benefit_rate_factor, "benefit_rate_factor", citizen, num, "ratio", 0, 3, 1, {}, "L073; L074", "Benefit rate as a factor on the usual one.", "entry and money"},
    {P::inflow_factor, "inflow_factor", centre, num, "ratio", 0, 5, 1, {}, "S06", "Inflow of new spells as a factor.", "environment"},
    {P::labour_market, "labour_market", centre, num, "ratio", 0, 3, 1, {}, "E073", "Hiring market as a factor on the hazards of finding work.", "environment"},
    {P::health_wait_factor, "health_wait_factor", centre, num, "ratio", 0, 5, 1, {}, "D254", "Waits of the health system as a factor.", "environment"},
};

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

std::span<const ProvisionDescriptor> provisions() noexcept {
    return table;
}

const ProvisionDescriptor& describe(Provision provision) noexcept {
    return table[index_of(provision)];
}

RuleSet::RuleSet() : values_{} {
    for (const ProvisionDescriptor& d : table) {
        values_[d.provision] = d.neutral;
    }
}

} // namespace afklar
