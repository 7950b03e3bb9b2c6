#pragma once
/// The phrases of a trace beside the sentences of its events; names in braces are filled in.

#include <array>
#include <span>
#include <string_view>

namespace afklar::detail::phrase {

using Text = std::string_view;

inline constexpr Text day = "{day} {month} {year}";
inline constexpr Text point = "."; ///< of decimals
inline constexpr Text share = "{number} %";
inline constexpr Text below = "below {share}";
inline constexpr Text last_of_list = " and ";

/// he, him, his, and the first and third with a capital.
inline constexpr Text man = "he him his He His";
inline constexpr Text woman = "she her her She Her";

inline constexpr Text heading =
    "{title}: citizen {citizen} under '{regime}', draw {draw}, replicate {replicate}";
inline constexpr Text person =
    "A {sex} of {age}, {group}, {barriers}; job centre {centre}, {region} region.";
inline constexpr Text no_barrier = "with no barrier besides unemployment";
inline constexpr Text barriers = "with {barriers}";
inline constexpr Text ready =
    "{His} case is ready for the rehabilitation team and waits for its meeting{rule}.";
inline constexpr Text how = "How {he} is: trust {trust} ({t}), health {health} ({h}), pressure "
                            "{pressure} ({p}); {status}{so_far}.";
inline constexpr Text so_far = " for {weeks}, {silent} since the last conversation";
inline constexpr Text no_longer_there = "{He} is no longer there.";
inline constexpr Text trust_moved = " {His} trust went from {before} to {after}.";
inline constexpr Text no_sanction = " No sanction followed.";
inline constexpr Text in_the_queue = " after {weeks} in the queue";
inline constexpr Text after_opening = " {weeks} after the case was opened";
inline constexpr Text with_chance = "; the chance was {chance}";
inline constexpr Text reading = ", reckoning with {hours} at first sight";
inline constexpr Text nothing_compulsory = "; nothing was compulsory";
inline constexpr Text clause = " ({rule}: {value}; {law})";
inline constexpr Text rules_named = "The rules named above";
inline constexpr Text rule_named = "{rule}: {value}. {sentence} By: {law}. Set by: {by}.";
inline constexpr Text default_rule = "nobody, so that the usual value holds";
inline constexpr Text assumption = "assumption";
inline constexpr Text nothing_happened = "Nothing happened in these weeks.";
inline constexpr Text nothing_more = "Nothing more happened.";
inline constexpr Text never_parts = "Nothing that happened differs between '{a}' and '{b}'.";
inline constexpr Text parts = "Here the courses part: the week of {day}";
inline constexpr Text nothing_that_week = "nothing of the kind that week.";
inline constexpr Text another_form = "the same in another form.";
inline constexpr Text rules_the_same =
    "The rules of that week are the same for both. What differs has come down from earlier weeks, "
    "or from others at the job centre: staff, queues, places.";
inline constexpr Text rules_differ = "Rules that differ that week, {a} against {b}:";
inline constexpr Text against = "{rule}: {x} ({law_x}) against {y} ({law_y})";
inline constexpr Text under = "Under {regime}";

inline constexpr Text came_in_person = "{He} came to the job centre";
inline constexpr Text came_by_phone = "The caseworker rang and {he} answered";
inline constexpr Text came_by_video = "The caseworker called on the screen and {he} answered";
inline constexpr Text came_somehow = "They talked";

inline constexpr Text died = "died";
inline constexpr Text pension_age = "reached pension age";
inline constexpr Text moved_away = "moved away";
inline constexpr Text left = "left";

/// All that stand alone.
inline constexpr std::array all{day,
                                point,
                                share,
                                below,
                                last_of_list,
                                man,
                                woman,
                                heading,
                                person,
                                no_barrier,
                                barriers,
                                ready,
                                how,
                                so_far,
                                no_longer_there,
                                trust_moved,
                                no_sanction,
                                in_the_queue,
                                after_opening,
                                with_chance,
                                reading,
                                clause,
                                rules_named,
                                rule_named,
                                default_rule,
                                assumption,
                                never_parts,
                                parts,
                                nothing_happened,
                                nothing_more,
                                nothing_that_week,
                                another_form,
                                rules_the_same,
                                rules_differ,
                                against,
                                under,
                                came_by_phone,
                                came_by_video,
                                came_in_person,
                                came_somehow,
                                nothing_compulsory,
                                died,
                                pension_age,
                                moved_away,
                                left};

inline constexpr Text months[]{"January",   "February", "March",    "April",
                               "May",       "June",     "July",     "August",
                               "September", "October",  "November", "December"};
/// Of trust and pressure.
inline constexpr Text levels[]{"very low", "low", "middling", "high", "very high"};
/// Self-rated health. Source: E082 to E085.
inline constexpr Text healths[]{"poor", "fair", "good", "very good", "excellent"};
/// What an assessment decided, by the place of the plan.
inline constexpr Text plans[]{"a plan directed at a job",
                              "a plan directed at a job",
                              "the cross-disciplinary unit",
                              "vocational rehabilitation",
                              "a flex job",
                              "a resource programme",
                              "a disability pension"};
/// By the place of the status.
inline constexpr Text statuses[]{"on benefit",
                                 "in a job",
                                 "in education",
                                 "in vocational rehabilitation",
                                 "in a resource programme",
                                 "in a development flex job",
                                 "in a flex job",
                                 "waiting for a flex job",
                                 "in a job clarification course",
                                 "on disability pension",
                                 "no longer there"};

/// All that are one of a row.
inline constexpr std::array<std::span<const Text>, 5> rows{months, levels, healths, plans,
                                                           statuses};

/// A number of something, by the unit of a provision.
struct Counted {
    Text unit;
    Text one;
    Text many;
};
inline constexpr Counted counted[]{
    {"weeks", "{n} week", "{n} weeks"},
    {"conversations", "{n} conversation", "{n} conversations"},
    {"hours a week", "{n} hour a week", "{n} hours a week"},
    {"rates", "{n} rate", "{n} rates"},
    {"citizens", "{n} citizen", "{n} citizens"},
    {"cases", "{n} case", "{n} cases"},
    {"barriers", "{n} barrier", "{n} barriers"},
};

} // namespace afklar::detail::phrase
