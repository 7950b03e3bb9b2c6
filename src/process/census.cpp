#include <afklar/process/census.hpp>

#include <limits>

namespace afklar {

namespace {

/// Weeks on benefit after which each later step of the refund begins.
constexpr std::array<int, refund_steps - 1> last_weeks{3, 25, 51};
static_assert(refund_step(last_weeks[0]) == 0 && refund_step(last_weeks[0] + 1) == 1);
static_assert(refund_step(last_weeks[1]) == 1 && refund_step(last_weeks[1] + 1) == 2);
static_assert(refund_step(last_weeks[2]) == 2 && refund_step(last_weeks[2] + 1) == 3);

/// Where people fall into more cells than this, counting one by one is cheaper than cell by cell.
constexpr std::size_t many = 3;

} // namespace

void Census::take(const WeekContext& now) {
    const std::size_t cells = now.cells.masks().size();
    number_.assign(cells * cell_size, 0);
    if (cells > many) {
        count_one_by_one(now.people);
    } else {
        count_by_cell(now, cells);
    }
}

void Census::count_one_by_one(const Citizens& people) {
    for_each_citizen(people.masks.present, [&](CitizenIndex i) {
        const std::size_t kind = census_kind(people.place.status[i], people.who.target_group[i]);
        ++number_[people.rules.cell[i] * cell_size + kind * refund_steps +
                  refund_step(people.place.weeks_on_benefit[i])];
    });
}

void Census::count_by_cell(const WeekContext& now, std::size_t cells) {
    const Citizens& people = now.people;
    MaskMaker& m = new_masks(now);
    const Mask present{people.masks.present};
    const Mask sick{people.masks.sick};
    std::array<Mask, refund_steps> reached{present}; // each step of the refund, or a later one
    for (std::size_t step = 1; step < refund_steps; ++step) {
        reached[step] = m.above(people.place.weeks_on_benefit, last_weeks[step - 1]);
    }
    std::array<Mask, many + 1> in_cell{}; // nobody is in cell 0, the centre's own
    for (std::size_t cell = 1; cell < cells; ++cell) {
        in_cell[cell] =
            cells == 2 ? present : m.equal(people.rules.cell, static_cast<std::uint16_t>(cell));
    }
    for_each_value<Status>([&](Status kind) {
        Mask who = kind == Status::left ? sick : m.equal(people.place.status, kind);
        if (kind == Status::on_benefit) {
            who = m.without(who, sick);
        }
        for (std::size_t cell = 1; cell < cells; ++cell) {
            std::array<std::int64_t, refund_steps + 1> number{};
            count_in(m.both(who, in_cell[cell]), reached, number.data());
            std::int64_t* into = &number_[cell * cell_size + index_of(kind) * refund_steps];
            for (std::size_t step = 0; step < refund_steps; ++step) {
                into[step] = number[step] - number[step + 1];
            }
        }
    });
}

} // namespace afklar
