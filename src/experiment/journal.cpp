#include <afklar/experiment/journal.hpp>

#include <algorithm>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>

#include "experiment/packed.hpp"
#include "experiment/record.hpp"

namespace afklar {
namespace {

constexpr std::string_view magic = "afklar journal 1\n";

/// Chunks as they were appended; a record is never spread over two.
class MemoryStore final : public RecordStore {
public:
    void append(std::string_view bytes) override {
        starts_.push_back(size_);
        chunks_.emplace_back(bytes);
        size_ += bytes.size();
    }
    [[nodiscard]] std::string read(ByteRange range) const override {
        std::string bytes;
        auto chunk = static_cast<std::size_t>(std::ranges::upper_bound(starts_, range.from) -
                                              starts_.begin());
        while (bytes.size() < range.size && chunk > 0 && chunk <= chunks_.size()) {
            const auto offset =
                static_cast<std::size_t>(range.from + bytes.size() - starts_[chunk - 1]);
            bytes += chunks_[chunk - 1].substr(offset, range.size - bytes.size());
            ++chunk;
        }
        if (bytes.size() < range.size) {
            throw RunError("journal: read beyond its end");
        }
        return bytes;
    }
    [[nodiscard]] std::uint64_t size() const override { return size_; }
    void truncate(std::uint64_t size) override {
        while (!starts_.empty() && starts_.back() >= size) {
            starts_.pop_back();
            chunks_.pop_back();
        }
        if (!starts_.empty()) {
            chunks_.back().resize(static_cast<std::size_t>(size - starts_.back()));
        }
        size_ = size;
    }

private:
    std::vector<std::string> chunks_;
    std::vector<std::uint64_t> starts_;
    std::uint64_t size_ = 0;
};

std::string header_of(const JournalShape& shape) {
    return std::string(magic) + shape.fingerprint + "\n";
}

/// Notes the counts that a sum is made of.
void want(const Terms& terms, EnumArray<Count, bool>& wanted) {
    for (const Term& term : terms) {
        if (term.times != 0) { // else there is no such term
            wanted[term.count] = true;
        }
    }
}

/// Counts of the weekly metrics, and of the drift of the baseline.
std::vector<Count> list_weekly_counts() {
    EnumArray<Count, bool> wanted{};
    wanted[Count::activity_ready_on_benefit] = true;
    wanted[Count::team_queue_length] = true;
    wanted[Count::waiting_list_length] = true;
    for (const MetricDescriptor& metric : metrics()) {
        if (metric.weekly) {
            want(metric.numerator, wanted);
            want(metric.denominator, wanted);
        }
    }
    std::vector<Count> result;
    for_each_value<Count>([&](Count count) {
        if (wanted[count]) {
            result.push_back(count);
        }
    });
    return result;
}

} // namespace

std::unique_ptr<RecordStore> memory_store() { return std::make_unique<MemoryStore>(); }

JournalShape shape_of(const ProjectionSpec& spec) {
    return {fingerprint(spec), spec.horizon.value, spec.regimes.size(), groups_of(spec).size(),
            windows_of(spec)};
}

std::span<const Count> weekly_counts() {
    static const std::vector<Count> counts = list_weekly_counts();
    return counts;
}

Journal::Journal(JournalShape shape, std::unique_ptr<RecordStore> store)
    : shape_(std::move(shape)), store_(std::move(store)) {
    const std::string header = header_of(shape_);
    if (store_->size() < header.size()) {
        // Nothing, or a header that was never finished.
        const auto size = static_cast<std::size_t>(store_->size());
        if (header.compare(0, size, store_->read({0, size})) != 0) {
            throw ForeignJournal("it is no journal of afklar, or one of another version");
        }
        store_->truncate(0);
        store_->append(header);
        return;
    }
    const std::string found = store_->read({0, header.size()});
    if (found.compare(0, magic.size(), magic) != 0) {
        throw ForeignJournal("it is no journal of afklar, or one of another version");
    }
    if (found != header) {
        throw ForeignJournal("it is of another scenario, seed or version of afklar");
    }
    recover();
}

void Journal::recover() {
    std::uint64_t at = header_of(shape_).size();
    while (store_->size() - at >= detail::frame_bytes) {
        const auto frame = detail::read_frame(store_->read({at, detail::frame_bytes}));
        const std::uint64_t start = at + detail::frame_bytes;
        if (frame.size == 0 || store_->size() - start < frame.size) {
            break;
        }
        const std::string payload = store_->read({start, frame.size});
        if (detail::checksum(payload) != frame.checksum) {
            break;
        }
        add(payload, start);
        at = start + frame.size;
    }
    if (at < store_->size()) {
        store_->truncate(at);
    }
}

void Journal::add(std::string_view payload, std::uint64_t at) {
    runs_.push_back(detail::unpacked(shape_, payload, at));
    place_.emplace(std::pair{runs_.back().plan, runs_.back().regime}, runs_.size() - 1);
    starts_.push_back(at - detail::frame_bytes);
}

void Journal::append(const Finished& finished) {
    const Tally& tally = finished.tally;
    if (tally.weeks() != shape_.weeks || tally.groups() != shape_.groups ||
        finished.regime >= shape_.regimes) {
        throw Error("journal: a tally of another shape");
    }
    if (find(finished.plan, finished.regime) != nullptr) {
        throw Error("journal: a run that is there already");
    }
    const std::string payload = detail::packed(shape_, finished);
    const std::uint64_t at = store_->size() + detail::frame_bytes;
    store_->append(detail::frame(payload) + payload);
    add(payload, at);
}

const JournalRun* Journal::find(const StreamPlan& plan, std::size_t regime) const noexcept {
    const auto found = place_.find({plan, regime});
    return found == place_.end() ? nullptr : &runs_[found->second];
}

std::string Journal::section(std::uint64_t at) const {
    constexpr std::size_t longest_number = 10;
    const auto ahead =
        static_cast<std::size_t>(std::min<std::uint64_t>(longest_number, store_->size() - at));
    const std::string start = store_->read({at, ahead});
    detail::PackedReader length(start);
    const std::uint64_t size = length.get();
    return store_->read({at + length.position(), static_cast<std::size_t>(size)});
}

WeeklyCounts Journal::weekly(const JournalRun& run, std::size_t group) const {
    return detail::unpacked_weekly(section(run.weekly_at.at(group)), shape_.weeks);
}

DurationCounts Journal::durations(const JournalRun& run, std::size_t group) const {
    return detail::unpacked_durations(section(run.durations_at.at(group)), shape_.weeks);
}

void Journal::merge(const Journal& other) {
    if (other.shape_.fingerprint != shape_.fingerprint) {
        throw ForeignJournal("it is of another scenario, seed or version of afklar");
    }
    for (std::size_t k = 0; k < other.runs_.size(); ++k) {
        const auto bytes_of = [](const Journal& journal, std::size_t place) {
            const std::uint64_t start = journal.starts_[place];
            const auto frame =
                detail::read_frame(journal.store_->read({start, detail::frame_bytes}));
            return journal.store_->read({start, detail::frame_bytes + frame.size});
        };
        const std::string bytes = bytes_of(other, k);
        const JournalRun& run = other.runs_[k];
        if (const JournalRun* mine = find(run.plan, run.regime)) {
            if (bytes_of(*this, static_cast<std::size_t>(mine - runs_.data())) != bytes) {
                throw ContraryJournal("it contradicts another about " + in_words(run.plan) +
                                      " of regime number " + std::to_string(run.regime + 1));
            }
            continue;
        }
        const std::uint64_t at = store_->size() + detail::frame_bytes;
        store_->append(bytes);
        add(std::string_view(bytes).substr(detail::frame_bytes), at);
    }
}

} // namespace afklar
