#include <afklar/report/trace.hpp>

namespace afklar {

namespace {

/// One table for all. {he} {him} {his} {He} {His}: the citizen. {chance}: of what happened. {weeks}: its
/// number as weeks, {share}: as a share. Told with another event: empty.
constexpr StorySentence sentences[] = {
    {Count::arrived, -1, "{He} came onto benefit."},
    {Count::departed, -1, "{He} {gone}."},
    {Count::returned, -1, "{He} came back onto benefit after a time without support."},
    {Count::recovered, -1, "{He} got well and left the job centre{with_chance}."},
    {Count::left_without_support, -1, "{He} left the benefit without a job{with_chance}."},
    {Count::invited, 0, "The caseworker called {him} to a conversation with the standard letter."},
    {Count::invited, 1, "The caseworker wrote {him} a personal letter in plain words."},
    {Count::held, 0, "{Came}; the chance was {chance}."},
    {Count::held, 1, "{He} rang the caseworker unasked, and they talked."},
    {Count::held, 2,
     "{He} turned up at the job centre because payment had stopped; the chance was {chance}."},
    {Count::held_in_person, -1, ""},
    {Count::held_phone, -1, ""},
    {Count::held_video, -1, ""},
    {Count::held_by_centre, -1, ""},
    {Count::held_by_citizen, -1, ""},
    {Count::missed_excused, -1,
     "{He} did not take part, but said so beforehand with a valid reason; the chance of a "
     "miss was {chance}, and of an excuse with it {share}."},
    {Count::missed_unexcused, -1,
     "{He} did not take part and was not heard from{nothing_compulsory}; the chance of a "
     "miss was {chance}, and of an excuse with it {share}."},
    {Count::dropped_conversations, -1,
     "A conversation that was due was left out for want of time."},
    {Count::attempts, 0,
     "The caseworker tried to reach {him} in person before deciding on a sanction, but in vain."},
    {Count::attempts, 1,
     "The caseworker tried to reach {him} in person before deciding on a sanction, and found "
     "{him}: "
     "the absence was explained and counts as excused; the chance was {chance}."},
    {Count::sanction, -1,
     "A sanction followed: {share} of a month's benefit; the chance was {chance}."},
    {Count::sanction_harm, -1, "It harmed {his} health; the chance was {chance}."},
    {Count::sanction_overturned, -1, "The sanction was overturned on appeal and paid back."},
    {Count::payment_stopped, -1,
     "Payment was stopped, as the last way to reach {him}{with_chance}."},
    {Count::treatment_started, -1, "Treatment began."},
    {Count::home_support_started, -1, "{He} was given support at home."},
    {Count::offer_started, -1, "An offer began{with_chance}."},
    {Count::placement_started, -1, "{He} started at an employer's."},
    {Count::case_opened, -1,
     "The caseworker opened {his} case for the assessment of work "
     "ability{reading}{with_chance}."},
    {Count::certificate_asked, -1, "A medical certificate was asked for; it would take {weeks}."},
    {Count::certificate_came, -1, "The medical certificate came."},
    {Count::round_table, -1,
     "{His} own assessment was heard and stands as the health part of the file."},
    {Count::file_part_expired, -1, "A part of the file had run out and was renewed."},
    {Count::team_missed, -1,
     "{He} did not come to the rehabilitation team's meeting, and the slot was "
     "lost; the chance was {chance}."},
    {Count::team_heard, -1, "The rehabilitation team heard {his} case{after_weeks}."},
    {Count::team_wait_weeks, -1, ""},
    {Count::assessed, -1, "The assessment was decided{after_weeks}: {plan}."},
    {Count::assessed_weeks_open, -1, ""},
    {Count::assessed_poor_file, -1, "It rests on an incomplete file."},
    {Count::assessed_misplaced, -1,
     "What is decided does not fit {his} true work capacity; nobody knows that yet."},
    {Count::assessed_job_plan, -1, ""},
    {Count::assessed_unit, -1, ""},
    {Count::assessed_rehabilitation, -1, ""},
    {Count::assessed_flex_job, -1, ""},
    {Count::assessed_resource_programme, -1, ""},
    {Count::assessed_pension, -1, ""},
    {Count::guarantee_breach, -1, "The deadline of the guarantee passed without a decision."},
    {Count::review, -1, "The yearly review looked at {his} case."},
    {Count::job_started, -1, "{He} found a job{with_chance}."},
    {Count::job_displacing, -1, "Another unemployed person would have had it otherwise."},
    {Count::education_started, -1, "{He} began an education{with_chance}."},
    {Count::flex_job_approved, -1, "A flex job was granted."},
    {Count::flex_job_started, -1, "{He} began in a flex job{with_chance}."},
    {Count::pension_started, -1, "A disability pension was granted."},
    {Count::resource_programme_started, -1, "A resource programme began."},
    {Count::rehabilitation_started, -1, "Vocational rehabilitation began."},
    {Count::development_flex_job_started, -1, "{He} began in a development flex job{with_chance}."},
    {Count::job_clarification_started, -1, "A job clarification course began."},
    {Count::job_ended, -1, "The job ended{with_chance}; {he} is on benefit again."},
    {Count::lasting_solution, -1, "That is a lasting solution."},
    {Count::caseworker_changed, -1, "{He} got another caseworker."},
    {Count::first_assigned, -1, "{He} got a caseworker."},
};

} // namespace

std::span<const StorySentence> story_sentences() noexcept { return sentences; }

} // namespace afklar
