#pragma once
/// The citizens of one job centre as columns, grouped by what they are about. A step of the week takes the
/// groups it changes and reads the rest.
///
/// A citizen has an *address* for life, the same in every regime, which fixes block and lane of his draws,
/// and a *place* in the columns. Places are in order of address; between weeks they close up over those
/// who are gone.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/core/column.hpp>
#include <afklar/core/enum.hpp>
#include <afklar/people/attributes.hpp>

namespace afklar {

/// Place of a citizen in the columns; it can change between weeks, never within one.
using CitizenIndex = std::uint32_t;
/// Address of a citizen within the job centre, for life; fixes block and lane of every draw.
using CitizenAddress = std::uint32_t;
/// Place of those who are not in the columns.
inline constexpr CitizenIndex nowhere = std::numeric_limits<CitizenIndex>::max();

/// A week as columns hold it. `never` lies beyond every horizon, `long_ago` before every start.
using WeekColumn = std::int16_t;
inline constexpr WeekColumn never = std::numeric_limits<WeekColumn>::max();
inline constexpr WeekColumn long_ago = std::numeric_limits<WeekColumn>::min();

/// The week as a column value. Domain: limited to the range of the column.
constexpr WeekColumn column_of(Week week) noexcept {
    return week >= never ? never : (week <= long_ago ? long_ago : static_cast<WeekColumn>(week));
}

/// Caseworker of those who have none: on the waiting list when they need one.
inline constexpr std::int16_t no_caseworker = -1;

/// Last change of caseworker of those who have only had their first, or no other while observed.
inline constexpr WeekColumn unchanged = long_ago + 1;

/// Facts about a citizen that are either so or not, one bit each.
struct Flag {
    static constexpr std::uint16_t unreachable = 1U << 0U; ///< no invitation reaches him (S15)
    static constexpr std::uint16_t known_elsewhere = 1U
                                                     << 1U;   ///< psychiatry, social services (S15)
    static constexpr std::uint16_t willing = 1U << 2U;        ///< wants work now (E061)
    static constexpr std::uint16_t prefers_remote = 1U << 3U; ///< best met by phone or video (S19)
    static constexpr std::uint16_t in_unit = 1U << 4U;        ///< with the cross-disciplinary unit
    static constexpr std::uint16_t misplaced = 1U << 5U;      ///< assessed into the wrong class
    static constexpr std::uint16_t breached = 1U << 6U;       ///< guarantee broken in this spell
    static constexpr std::uint16_t work_required = 1U << 7U;  ///< the file needs a work part
    static constexpr std::uint16_t by_guarantee = 1U << 8U;   ///< case opened by the guarantee
    static constexpr std::uint16_t round_table = 1U << 9U;    ///< health part by own assessment
    static constexpr std::uint16_t entrant = 1U << 10U;       ///< spell began while observed
    static constexpr std::uint16_t closer = 1U << 11U;       ///< took a step towards work, observed
    static constexpr std::uint16_t reduced_file = 1U << 12U; ///< decided on an incomplete file
    static constexpr std::uint16_t long_support = 1U << 13U; ///< supported long before the spell
    static constexpr std::uint16_t assessed = 1U << 14U;     ///< a decision in this spell
    static constexpr std::uint16_t registered_activity_ready = 1U << 15U; ///< counted as job-ready
                                                                          ///< for his first weeks
};

/// Who somebody is.
struct IdentityColumns {
    Column<CitizenAddress> address;
    Column<std::int16_t> birth_week; ///< week of the run in which he was born (negative)
    Column<Sex> sex;
    Column<TargetGroup> target_group;
    Column<BarrierSet> barriers;
    Column<std::uint16_t> flags; ///< Flag
};

/// Where somebody is.
struct PlaceColumns {
    Column<Status> status;
    Column<LeftCause> left_cause;
    Column<WeekColumn> status_since;
    Column<std::int16_t> weeks_on_benefit; ///< of the spell, without short breaks
    Column<WeekColumn> observed_from;      ///< start of the clock for time-to-event results
    Column<std::uint8_t> jobs;             ///< k-th job
};

/// How somebody is.
struct WellbeingColumns {
    Column<float> health;          ///< 0 to 1
    Column<float> health_mean;     ///< personal mean, measured at pressure 0
    Column<float> trust;           ///< 0 to 1
    Column<float> trust_floor;     ///< where trust decays to without contact
    Column<float> pressure;        ///< 0 to 1
    Column<float> capacity;        ///< hours a week, 0 to 37; latent, staff see it through evidence
    Column<float> capacity_mean;   ///< personal level
    Column<float> capacity_gained; ///< hours of it that work has given
    Column<std::uint8_t> ordinary_hours; ///< hours a week worked beside the benefit
};

/// Contact with the job centre.
struct ContactColumns {
    Column<std::int16_t> caseworker; ///< position; no_caseworker
    Column<WeekColumn>
        last_change; ///< of caseworker; long_ago: has had none, unchanged: none that counts
    Column<WeekColumn> last_held; ///< last conversation held
    Column<WeekColumn> next_due;
    Column<std::uint8_t> misses;    ///< in a row since the last held
    Column<std::uint8_t> unexcused; ///< since the last held
    Column<std::uint8_t> excused;   ///< since the last held
    Column<std::uint8_t> held_in_spell;
    Column<std::uint8_t> held_quarter;  ///< in the running 13 weeks
    Column<std::uint16_t> appointments; ///< so far, kept or not: k-th appointment
    Column<std::uint8_t> dropped;       ///< due conversations left out under the least share
    Column<WeekColumn> sanction_until;
    Column<WeekColumn> stopped_until; ///< payment stopped
};

/// Effort around somebody.
struct EffortColumns {
    Column<WeekColumn> treatment_from; ///< never: none; in the future: waiting
    Column<WeekColumn> treatment_until;
    Column<WeekColumn> home_support_until;
    Column<WeekColumn> offer_until; ///< activation offer
    Column<WeekColumn> offer_due;   ///< right and duty to an offer
    Column<Sector> place;           ///< sector of the employer place held
    Column<WeekColumn> place_end;   ///< when the stay there ends, or the last one ended
    Column<std::uint8_t> trials;    ///< k-th stay
};

/// The file and the case.
struct FileColumns {
    Column<CaseStage> stage;
    Column<WeekColumn> opened;       ///< week in which the case was opened
    Column<float> prep_hours;        ///< hours of preparation done
    Column<WeekColumn> social_until; ///< part valid until; long_ago: missing
    Column<WeekColumn> health_until;
    Column<WeekColumn> work_until;
    Column<WeekColumn> health_ready;   ///< when the certificate asked for arrives; never: not asked
    Column<std::uint8_t> certificates; ///< k-th certificate
    Column<std::uint8_t> cases;        ///< k-th case
    Column<Plan> plan;                 ///< decided, or recommended while the decision is pending
    Column<WeekColumn> decision_due;   ///< week of the pending decision
    Column<WeekColumn> review_due;
    Column<WeekColumn> deadline; ///< of the guarantee; never: none
};

/// What the rules and the comparison make of somebody.
struct RulesColumns {
    Column<std::uint16_t> row;        ///< rule set that holds for him
    Column<std::uint16_t> cell;       ///< counter cell: which groups of the comparison he is in
    Column<std::uint16_t> clock_cell; ///< the same when his clocks started
    Column<std::uint8_t> clocks;      ///< running clocks, one bit for each Target
};

/// Citizens in a block: neighbours who share one call of the generator.
inline constexpr std::size_t citizens_in_block = 8;

/// Who is in a status: a bit for each citizen.
using StatusMask = std::vector<std::uint64_t>;
/// Whether a citizen is in a mask.
inline bool is_in(const StatusMask& mask, CitizenIndex i) noexcept {
    return (mask[i / word_size] >> (i % word_size) & 1U) != 0;
}

/// Who is where: what the sweeps of the week go over.
struct StatusMasks {
    StatusMask present;   ///< in the area
    StatusMask settled;   ///< of these, not on sickness benefit, which has a simpler course
    StatusMask active;    ///< of these, not yet on a pension
    StatusMask clients;   ///< cases of the centre's staff
    StatusMask cash;      ///< of these, on cash benefit
    StatusMask sick;      ///< of these, on sickness benefit
    StatusMask elsewhere; ///< in jobs, education and programmes
};

/// Every column there is. Columns grow by whole words of the masks, so that sweeps end evenly: what lies
/// past the last place is empty.
struct Citizens {
    IdentityColumns who;
    PlaceColumns place;
    WellbeingColumns wellbeing;
    ContactColumns contact;
    EffortColumns effort;
    FileColumns file;
    RulesColumns rules;
    StatusMasks masks;
    EnumArray<TargetGroup, CitizenAddress> open_address{}; ///< next in a group's block; 0: none
    CitizenIndex places = 0;                               ///< in use, with those that became empty
    std::vector<CitizenIndex> place_at; ///< by address; `nowhere` for those who are gone
    std::vector<CitizenIndex>
        moved_to; ///< by the place before the places closed up last; memory is kept

    [[nodiscard]] std::size_t size() const noexcept { return places; }
    /// Addresses that have been given out.
    [[nodiscard]] std::size_t addresses() const noexcept { return place_at.size(); }
    /// Where the citizen of an address is; `nowhere` if he is gone or never was.
    [[nodiscard]] CitizenIndex find(CitizenAddress address) const noexcept {
        return address < place_at.size() ? place_at[address] : nowhere;
    }
    /// Places that the columns have room for without asking for memory.
    [[nodiscard]] std::size_t room() const noexcept { return place.status.capacity(); }
    /// Length of the columns: the places and what lies past the last.
    [[nodiscard]] std::size_t length() const noexcept { return place.status.size(); }

    [[nodiscard]] bool is(CitizenIndex i, std::uint16_t flag) const noexcept {
        return (who.flags[i] & flag) != 0;
    }
    void set(CitizenIndex i, std::uint16_t flag, bool on) noexcept {
        who.flags[i] =
            static_cast<std::uint16_t>(on ? (who.flags[i] | flag) : (who.flags[i] & ~flag));
    }
    /// Whether he is in the area: on benefit, at work, in a programme or on a pension.
    [[nodiscard]] bool present(CitizenIndex i) const noexcept {
        return place.status[i] != Status::left;
    }
    /// Whether he is, or has been, in the area; false of a place kept for an arrival that this regime does
    /// not have.
    [[nodiscard]] bool ever_present(CitizenIndex i) const noexcept {
        return present(i) || place.left_cause[i] != LeftCause::none;
    }
    /// Whether he is a case of the job centre's staff: on benefit, or in a development flex job.
    [[nodiscard]] bool client(CitizenIndex i) const noexcept {
        return place.status[i] == Status::on_benefit ||
               place.status[i] == Status::development_flex_job;
    }
    /// Whether he is a client on cash benefit.
    [[nodiscard]] bool cash_client(CitizenIndex i) const noexcept {
        return client(i) && who.target_group[i] != TargetGroup::sickness_benefit;
    }

    /// Calls `f` with every column. The one list of them: growth, copies and memory follow from it.
    template <class Self, class F>
    static void for_each_column(Self& self, F&& f) {
        auto each = [&f](auto&... column) { (f(column), ...); };
        each(self.who.address, self.who.birth_week, self.who.sex, self.who.target_group,
             self.who.barriers, self.who.flags);
        each(self.place.status, self.place.left_cause, self.place.status_since,
             self.place.weeks_on_benefit, self.place.observed_from, self.place.jobs);
        each(self.wellbeing.health, self.wellbeing.health_mean, self.wellbeing.trust,
             self.wellbeing.trust_floor, self.wellbeing.pressure, self.wellbeing.capacity,
             self.wellbeing.capacity_mean, self.wellbeing.capacity_gained,
             self.wellbeing.ordinary_hours);
        each(self.contact.caseworker, self.contact.last_change, self.contact.last_held,
             self.contact.next_due, self.contact.misses, self.contact.unexcused,
             self.contact.excused, self.contact.held_in_spell, self.contact.held_quarter,
             self.contact.appointments, self.contact.dropped, self.contact.sanction_until,
             self.contact.stopped_until);
        each(self.effort.treatment_from, self.effort.treatment_until,
             self.effort.home_support_until, self.effort.offer_until, self.effort.offer_due,
             self.effort.place, self.effort.place_end, self.effort.trials);
        each(self.file.stage, self.file.opened, self.file.prep_hours, self.file.social_until,
             self.file.health_until, self.file.work_until, self.file.health_ready,
             self.file.certificates, self.file.cases, self.file.plan, self.file.decision_due,
             self.file.review_due, self.file.deadline);
        each(self.rules.row, self.rules.cell, self.rules.clock_cell, self.rules.clocks);
    }

    /// Adds an empty place at the end, with the next address, and returns it.
    CitizenIndex append();

    /// An empty place for an arrival of a target group. Arrivals of one group share blocks of eight
    /// addresses, so that the blocks of short spells empty soon and are no longer drawn for.
    CitizenIndex place_for(TargetGroup group);

    /// Whether an address is kept for an arrival to come.
    [[nodiscard]] bool reserved(CitizenAddress address) const noexcept;

    /// Closes up over everyone who does not stay, and says in `moved_to` where the others are now.
    /// Shape: `moved_to` by place; `nowhere` for those who go, anything else for those who stay.
    void close_up();

    /// Brings the masks in line with a citizen's status and target group.
    void mark(CitizenIndex i) noexcept;

    /// Bytes that all columns use for one citizen.
    [[nodiscard]] static std::size_t bytes_per_citizen();
};

} // namespace afklar
