#pragma once
/// What every step of the week reads and none changes.

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include <afklar/core/candidates.hpp>
#include <afklar/core/masks.hpp>
#include <afklar/core/math.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/observe/counters.hpp>
#include <afklar/people/archetypes.hpp>
#include <afklar/people/job_centre.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/newcomer.hpp>
#include <afklar/process/rule_table.hpp>

namespace afklar {

/// Hours of a full working week: the most that work capacity can be.
inline constexpr float full_time_hours = 37.0F;

/// Middle of the scales from 0 to 1, where effects of health are measured.
inline constexpr double middle_of_scale = 0.5;

/// Surroundings that a coupled model may move between weeks; 1 is as the rules and data say.
struct Environment {
    double labour_market = 1.0; ///< factor on the hazards of finding work
    double inflow = 1.0;        ///< factor on new spells, at most the highest that was declared
    double health_wait = 1.0;   ///< factor on the waits of the health system
};

/// What the policies of a stream share in one job centre because it follows from the draws alone.
struct SharedLuck {
    CandidateBook candidates;
    NewcomerBook newcomers;
};

/// Memory that the steps of a week use for a moment and leave to the next.
struct Scratch {
    SharedLuck* shared = nullptr;       ///< between the policies of a stream; null: none
    BlockLanes everyone;                ///< the blocks of all places
    std::vector<CitizenIndex> first_of; ///< place of the first citizen of each of those blocks, and
                                        ///< the end
    std::size_t laid_out = 0;           ///< places in them
    CitizenAddress last_laid_out = 0;   ///< address in the last of these places
    BlockLanes lanes;                   ///< the blocks that a sweep goes over
    std::vector<LeadingBits> candidates;
    std::vector<LeadingBits> looked_at; ///< of these, by place
    MaskMaker masks;
    std::vector<std::int64_t> sums;
    std::vector<std::uint8_t> slots; ///< of the census
    std::vector<CitizenIndex> citizens;
    std::vector<CitizenIndex> cases; ///< to be handed over
    StatusMask rings;                ///< who rings this week
    StatusMask movers;               ///< to whom something can happen where they are
    std::vector<Task> tasks;         ///< preparations, those who ring, those due: each by address
    ByCaseworker<Task> work;
    ByCaseworker<CitizenIndex> further; ///< whom hours left may go to
    std::vector<double> load_factors;   ///< by caseload, 0: not worked out yet
    std::vector<double>
        capacity_factors; ///< of the bounds on finding work; empty: not worked out yet.
                          ///< Holds as long as the parameters: for the whole run
    std::size_t room = 0; ///< people that there is room for

    /// Room for so many people, and so many caseworkers, in everything that a week needs.
    void make_room(std::size_t people, std::size_t caseworkers);
};

/// The purpose of a draw about a conversation.
constexpr Purpose purpose_of(ConversationDraw draw) noexcept {
    constexpr EnumArray<ConversationDraw, Purpose> purposes{
        {Purpose::attendance, Purpose::excuse, Purpose::social_part, Purpose::treatment_start,
         Purpose::home_support_start, Purpose::offer_start, Purpose::mode_guess,
         Purpose::synthesis_mode}};
    return purposes[draw];
}
/// The week in which something about a conversation is drawn, or once and for all; empty where it is the
/// k-th appointment of a citizen, which meets the same luck whichever week it falls in. Two policies that
/// differ in when people are seen then still share most of that luck: what follows from sanctions, and who
/// is in treatment, is known from several times fewer runs than with draws by week. How to meet is guessed
/// anew in each week in which a conversation is thought of.
constexpr std::optional<std::uint32_t> when_of(ConversationDraw draw, Week week) noexcept {
    switch (draw) {
    case ConversationDraw::mode_guess:
        return static_cast<std::uint32_t>(week);
    case ConversationDraw::by_video:
        return 1U;
    case ConversationDraw::attendance:
    case ConversationDraw::excuse:
    case ConversationDraw::social_part:
    case ConversationDraw::treatment_start:
    case ConversationDraw::home_support_start:
    case ConversationDraw::offer_start:
    case ConversationDraw::count_:
        break;
    }
    return std::nullopt;
}
/// All draws about an appointment in a week.
inline DrawSet conversation_draws(const Draws& draws, Week week) noexcept {
    std::array<Occasion, count_of<ConversationDraw>> occasions;
    for_each_value<ConversationDraw>([&](ConversationDraw draw) {
        occasions[index_of(draw)] = {purpose_of(draw), when_of(draw, week)};
    });
    return {draws, Agent::citizen, occasions};
}

/// The week, its place, and everything that is the same for all of its citizens.
struct WeekContext {
    Week week = 0;
    Week first_observed = 0;
    double highest_inflow = 1.0; ///< greatest inflow factor of any regime of the comparison
    const Parameters& p;
    const Draws& draws;
    const Citizens& people;
    const RuleTable& table;
    const ArchetypeTable& newcomers;
    const Environment& environment;
    const CellTable& cells; ///< counter cells
    Scratch& scratch;
    double market = 1.0; ///< factor of the hiring market on the hazards of finding work
    DrawSet conversation = conversation_draws(draws, week);

    [[nodiscard]] bool observed() const noexcept { return week >= first_observed; }
    [[nodiscard]] const RuleRow& row(CitizenIndex i) const noexcept {
        return table.row(people.rules.row[i]);
    }
    [[nodiscard]] const RuleSet& rules(CitizenIndex i) const noexcept { return row(i).rules; }
    [[nodiscard]] const RuleSet& centre() const noexcept { return table.centre(); }

    /// Where the draws of a citizen are.
    [[nodiscard]] CitizenAddress address(CitizenIndex i) const noexcept {
        return people.who.address[i];
    }
    /// Whether something of a chance happens to a citizen this week.
    [[nodiscard]] bool happens(Purpose purpose, CitizenIndex i, double chance) const noexcept {
        return happens(purpose, i, chance, static_cast<std::uint32_t>(week));
    }
    /// The same at the k-th occurrence instead of the week.
    [[nodiscard]] bool happens(Purpose purpose, CitizenIndex i, double chance,
                               std::uint32_t occurrence) const noexcept {
        return draws.happens(purpose, Agent::citizen, address(i), occurrence, Chance{chance});
    }
    /// A standard normal number of the k-th occurrence.
    [[nodiscard]] double normal(Purpose purpose, CitizenIndex i,
                                std::uint32_t occurrence) const noexcept {
        return draws.normal(purpose, Agent::citizen, address(i), occurrence);
    }
    /// A number in (0, 1) of the k-th occurrence.
    [[nodiscard]] double uniform(Purpose purpose, CitizenIndex i,
                                 std::uint32_t occurrence) const noexcept {
        return draws.uniform(purpose, Agent::citizen, address(i), occurrence);
    }
    /// The week a length of time from now, at least one week ahead.
    [[nodiscard]] WeekColumn in(double weeks) const noexcept {
        const double ahead = weeks < 1.0 ? 1.0 : weeks;
        return column_of(week + rounded<Week>(ahead));
    }
};

/// A possible event found by the leading 16 bits of its draw.
struct Candidate {
    const WeekContext& now;
    Purpose purpose;
    CitizenIndex i;
    std::uint16_t leading;

    /// Whether something of a chance of at most `bound` can happen to him.
    [[nodiscard]] bool possible(double bound) const noexcept {
        return leading <= Chance{bound}.leading();
    }
    /// The exact decision. Domain: at most the bound with which the candidate was found.
    [[nodiscard]] bool happens(double chance) const noexcept {
        return now.draws.below(leading,
                               {purpose, Agent::citizen, static_cast<std::uint32_t>(now.week)},
                               now.address(i), Chance{chance});
    }
};

/// Draws all that the next appointment of a citizen may need, at once.
inline ConversationLuck luck_of(const WeekContext& now, CitizenIndex i) {
    return {now.conversation.of(now.address(i), now.people.contact.appointments[i])};
}
/// The exact decision about a draw there whose leading bits are those of the chance.
bool happens_exactly(const WeekContext& now, const ConversationLuck& luck, ConversationDraw draw,
                     CitizenIndex i, Chance chance) noexcept;

/// Whether something of a chance happens there. Where it stands among the draws is looked up only when the
/// leading bits leave it open.
inline bool happens(const WeekContext& now, const ConversationLuck& luck, ConversationDraw draw,
                    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): to whom, how likely
                    CitizenIndex i, double chance) noexcept {
    const Chance of{chance};
    if (luck[draw] != of.leading()) [[likely]] {
        return luck[draw] < of.leading();
    }
    return happens_exactly(now, luck, draw, i, of);
}

/// The caseworker of a citizen. Domain: he has one.
inline Caseworker& caseworker_of(Staff& staff, const ContactColumns& contact,
                                 CitizenIndex i) noexcept {
    return staff[static_cast<std::size_t>(contact.caseworker[i])];
}
/// Hours already worked for a citizen, which his caseworker's coming weeks must pay.
inline void owe(Staff& staff, const ContactColumns& contact, CitizenIndex i,
                double hours) noexcept {
    if (contact.caseworker[i] != no_caseworker) {
        caseworker_of(staff, contact, i).owed += hours;
    }
}

/// Calls `f` with every citizen of a mask.
template <class F>
void for_each_citizen(const StatusMask& mask, F&& f) {
    Mask{mask}.for_each(f);
}

/// Starts to make masks of everyone; masks made before are void.
inline MaskMaker& new_masks(const WeekContext& now) noexcept {
    now.scratch.masks.look_at(now.people.length());
    return now.scratch.masks;
}

/// Who is in a status mask now; masks made before are void.
inline Mask look_at(const WeekContext& now, const StatusMask& status_mask) {
    return new_masks(now).of(status_mask);
}

/// Goes over the draws of everyone in a mask for one rare event after the other. Only one sweep is under
/// way at a time.
class Sweep {
public:
    /// Everyone in a status mask.
    Sweep(const WeekContext& now, const StatusMask& status_mask)
        : now_(now), status_mask_(&status_mask) {}
    /// Everyone, whoever he is: `f` looks who is concerned.
    explicit Sweep(const WeekContext& now) : now_(now) {}

    /// Calls `f(candidate)` for everyone to whom something of a chance of at most `bound` can happen
    /// this week. Who is looked at is settled before the first call; `f` looks whether he is still
    /// concerned. Cost: that of `BlockLanes::find`, or of
    /// looking it up where several policies share their candidates.
    template <class F>
    void each(Purpose purpose, double bound, F&& f) const {
        if (!(bound > 0.0)) {
            return;
        }
        const std::uint32_t limit = Chance{bound}.leading();
        for (const LeadingBits& one : looked_at(candidates(purpose, limit), limit)) {
            f(Candidate{now_, purpose, one.agent, one.bits});
        }
    }

private:
    /// Whose leading bits are small enough, by address, and perhaps others.
    [[nodiscard]] std::span<const LeadingBits> candidates(Purpose purpose,
                                                          std::uint32_t limit) const;
    /// Lays out the blocks of those who are looked at for the generator.
    void lay_out() const;

    /// Of some candidates those who are here, are looked at and whose bits are small enough, by place.
    [[nodiscard]] std::span<const LeadingBits> looked_at(std::span<const LeadingBits> some,
                                                         std::uint32_t limit) const;

    const WeekContext& now_;
    const StatusMask* status_mask_ = nullptr;
    mutable bool laid_out_ = false;
};

} // namespace afklar
