#pragma once
/// What the caseworkers plan to do this week, handed from the work of the week to the steps after it.

#include <bit>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include <afklar/core/candidates.hpp>
#include <afklar/core/units.hpp>
#include <afklar/people/citizens.hpp>

namespace afklar {

/// Why a conversation is held.
enum class Reason : std::uint8_t { statute, need, citizen_rings, hours_left, count_ };

/// What is drawn about one conversation of a citizen: of his k-th appointment, the mode by week.
enum class ConversationDraw : std::uint8_t {
    attendance,
    excuse,
    social_part,
    treatment_start,
    home_support_start,
    offer_start,
    mode_guess,
    by_video, ///< a trait: whether he talks by video where he could also be called
    count_
};
/// Leading bits of those draws.
using ConversationLuck = EnumArray<ConversationDraw, std::uint16_t>;
static_assert(count_of<ConversationDraw> == most_occasions);

/// One conversation that is planned for this week.
struct Appointment {
    CitizenIndex citizen = 0;
    Reason reason = Reason::need;
    Mode mode = Mode::in_person;
    double hours = 0.0;          ///< when it is held
    double expected_hours = 0.0; ///< set aside: staff reckon with those who do not come
    double trust_factor = 1.0;   ///< longer or hurried
    double chance = 1.0;         ///< that the citizen takes part
    ConversationLuck luck{};
};

/// What a caseworker could do this week, in the order of priority.
enum class Duty : std::uint8_t {
    deadline_near,          ///< prepare a case for its guarantee
    limit_near,             ///< prepare a case for a processing limit
    statutory_conversation, ///< that is due
    citizen_rings,
    parts_in, ///< prepare a case whose parts are in
    conversation_by_need,
    preparation, ///< of any other case
    count_
};
/// Whether a duty is to prepare a case, not to talk.
constexpr bool is_preparation(Duty duty) noexcept {
    return duty == Duty::deadline_near || duty == Duty::limit_near || duty == Duty::parts_in ||
           duty == Duty::preparation;
}

/// One thing a caseworker could do this week, as one number: tasks are done in the order of their numbers,
/// by duty, then by `order`, lower first, then by place.
class Task {
public:
    Task() = default;
    /// Domain: fewer than 2^29 citizens in a job centre.
    Task(Duty duty, float order, CitizenIndex citizen) noexcept
        : key_(std::uint64_t{index_of(duty)} << 61U | std::uint64_t{sortable(order)} << 29U |
               citizen) {}

    [[nodiscard]] Duty duty() const noexcept { return static_cast<Duty>(key_ >> 61U); }
    [[nodiscard]] CitizenIndex citizen() const noexcept {
        return static_cast<CitizenIndex>(key_ & ((1U << 29U) - 1U));
    }
    bool operator==(const Task&) const = default;
    auto operator<=>(const Task&) const = default;

private:
    /// A number that sorts as the real one does: the bits, with those of the negative turned round.
    static std::uint32_t sortable(float x) noexcept {
        const auto bits = std::bit_cast<std::uint32_t>(x + 0.0F); // -0 is 0
        return (bits & 0x8000'0000U) != 0 ? ~bits : bits | 0x8000'0000U;
    }
    std::uint64_t key_ = 0;
};

/// Citizens, or what there is to do for them, by caseworker.
template <class T>
struct ByCaseworker {
    std::vector<std::uint32_t> start; ///< of each caseworker, and the end of the last
    std::vector<T> all;

    [[nodiscard]] std::span<T> of(std::size_t caseworker) noexcept {
        return std::span(all).subspan(start[caseworker], start[caseworker + 1] - start[caseworker]);
    }
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): what is shared out, then among whom
    void make_room(std::size_t most, std::size_t caseworkers) {
        start.reserve(caseworkers + 2);
        all.reserve(most);
    }
};

/// What a charge pays for.
enum class ChargeKind : std::uint8_t { programme, benefit, pension_value, count_ };

/// Money that something done this week costs, entered in the books at its end.
struct Charge {
    CitizenIndex citizen = 0;
    ChargeKind kind = ChargeKind::programme;
    Money amount;
};

/// Lists that one step of the week hands to later ones.
struct WeekPlan {
    std::vector<Appointment> appointments;
    std::vector<CitizenIndex> held;       ///< conversations held this week
    std::vector<CitizenIndex> unexcused;  ///< unexcused absences this week
    std::vector<CitizenIndex> sanctioned; ///< this week
    std::vector<CitizenIndex> decided;    ///< whose plan was decided this week
    std::vector<Charge> charges;
    int recruited = 0; ///< caseworkers who began this week

    /// Room for so many people on every list.
    void make_room(std::size_t people) {
        appointments.reserve(people);
        for (std::vector<CitizenIndex>* list : {&held, &unexcused, &sanctioned, &decided}) {
            list->reserve(people);
        }
        charges.reserve(people);
    }
    void clear() noexcept {
        appointments.clear();
        held.clear();
        unexcused.clear();
        sanctioned.clear();
        decided.clear();
        charges.clear();
        recruited = 0;
    }
};

} // namespace afklar
