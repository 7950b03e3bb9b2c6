#include <afklar/process/context.hpp>

#include <algorithm>
#include <bit>

namespace afklar {

namespace {

/// Leading bits of a bound up to which candidates are few enough to be kept: a tenth.
constexpr std::uint32_t rare = 6553;

/// Whether those laid out are where they were: places are in order of address, so that nobody before the
/// last of them can have gone without moving him.
bool still_in_place(const Citizens& people, const Scratch& scratch) noexcept {
    return scratch.laid_out > 0 && scratch.laid_out <= people.size() &&
           people.who.address[scratch.laid_out - 1] == scratch.last_laid_out;
}

/// Lays out the blocks of all places, in order of address. Until places close up, only the new ones
/// have to be added.
void lay_out_places(const Citizens& people, Scratch& scratch) {
    if (still_in_place(people, scratch)) {
        if (scratch.laid_out == people.size()) {
            return;
        }
        scratch.everyone.make_room(people.size());
        scratch.first_of.pop_back();
    } else {
        scratch.everyone.start(people.size());
        scratch.first_of.clear();
        scratch.laid_out = 0;
    }
    for (auto i = static_cast<CitizenIndex>(scratch.laid_out); i < people.size(); ++i) {
        scratch.last_laid_out = people.who.address[i];
        if (scratch.everyone.take(scratch.last_laid_out)) {
            scratch.first_of.push_back(i);
        }
    }
    scratch.first_of.push_back(static_cast<CitizenIndex>(people.size()));
    scratch.everyone.finish();
    scratch.laid_out = people.size();
}

/// Calls `f` with the number of every block that has anyone in a mask, in order.
/// Shape: `first` with the first place of each block, and the end.
template <class F>
void for_each_block(const StatusMask& mask, const std::vector<CitizenIndex>& first, F&& f) {
    std::size_t block = 0;
    std::size_t end = 0; // of the block called last
    for (std::size_t word = 0; word < mask.size(); ++word) {
        const std::size_t begin = word * word_size;
        const auto past = [&end, begin](std::uint64_t bits) { // those of the block are done
            const std::size_t done = end > begin ? end - begin : 0;
            return done < word_size ? bits >> done << done : 0;
        };
        for (std::uint64_t bits = past(mask[word]); bits != 0; bits = past(bits)) {
            const std::size_t i = begin + static_cast<std::size_t>(std::countr_zero(bits));
            while (first[block + 1] <= i) {
                ++block;
            }
            end = first[block + 1];
            f(block);
        }
    }
}

} // namespace

void Scratch::make_room(std::size_t people, std::size_t caseworkers) {
    room = people;
    everyone.make_room(people);
    lanes.make_room(people);
    for (std::vector<CitizenIndex>* list : {&first_of, &citizens, &cases}) {
        list->reserve(people + 1);
    }
    work.make_room(2 * people, caseworkers); // a case and a conversation of everyone
    further.make_room(people, caseworkers);
    candidates.reserve(people);
    looked_at.resize(people);
    slots.reserve(people);
    for (StatusMask* mask : {&rings, &movers}) {
        mask->reserve(words_for(people));
    }
    tasks.reserve(2 * people);
}

bool happens_exactly(const WeekContext& now, const ConversationLuck& luck, ConversationDraw draw,
                     CitizenIndex i, Chance chance) noexcept {
    const std::uint32_t when = when_of(draw, now.week).value_or(now.people.contact.appointments[i]);
    return now.draws.below(luck[draw], {purpose_of(draw), Agent::citizen, when}, now.address(i),
                           chance);
}

std::span<const LeadingBits> Sweep::candidates(Purpose purpose, std::uint32_t limit) const {
    const BlockDraw draw{purpose, Agent::citizen, static_cast<std::uint32_t>(now_.week)};
    Scratch& scratch = now_.scratch;
    if (scratch.shared != nullptr && limit <= rare) {
        const std::size_t blocks = now_.people.addresses() / block_size + 1;
        return scratch.shared->candidates.look_up(now_.draws, draw, limit, blocks);
    }
    if (!laid_out_) {
        lay_out();
        laid_out_ = true;
    }
    scratch.lanes.find(now_.draws, draw, limit, scratch.candidates);
    return scratch.candidates;
}

std::span<const LeadingBits> Sweep::looked_at(std::span<const LeadingBits> some,
                                              std::uint32_t limit) const {
    const Citizens& people = now_.people;
    if (people.size() == 0) {
        return {};
    }
    std::vector<LeadingBits>& list = now_.scratch.looked_at;
    if (list.size() < some.size()) {
        list.resize(2 * some.size());
    }
    LeadingBits* end = list.data();
    for (const LeadingBits& one : some) { // always write, keep if he is looked at
        const CitizenIndex i = people.find(one.agent);
        const bool here = i != nowhere;
        *end = {i, one.bits};
        const bool in_mask = status_mask_ == nullptr || is_in(*status_mask_, here ? i : 0);
        const bool keep = here & in_mask & (one.bits <= limit);
        end += keep ? 1 : 0;
    }
    return {list.data(), end};
}

void Sweep::lay_out() const {
    const Citizens& people = now_.people;
    Scratch& scratch = now_.scratch;
    lay_out_places(people, scratch);
    scratch.lanes.start(people.size());
    for_each_block(
        status_mask_ == nullptr ? people.masks.present : *status_mask_, scratch.first_of,
        [&scratch](std::size_t block) { scratch.lanes.take_block(scratch.everyone, block); });
    scratch.lanes.finish();
}

} // namespace afklar
