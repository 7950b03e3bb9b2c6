#include "experiment/record.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <boost/crc.hpp>

#include <afklar/core/error.hpp>
#include <afklar/experiment/duration_metric.hpp>

#include "experiment/packed.hpp"

namespace afklar::detail {
namespace {

/// The members of an audit, in the order of the record.
constexpr std::array audit_members = {&Audit::citizens_start,
                                      &Audit::citizens_in,
                                      &Audit::citizens_out,
                                      &Audit::citizens_end,
                                      &Audit::hours_available,
                                      &Audit::hours_used,
                                      &Audit::caseworker_weeks_overdrawn,
                                      &Audit::cost_parts,
                                      &Audit::cost_payers,
                                      &Audit::team_person_weeks,
                                      &Audit::team_length_weeks,
                                      &Audit::waiting_person_weeks,
                                      &Audit::waiting_length_weeks,
                                      &Audit::round_table_person_weeks,
                                      &Audit::round_table_length_weeks,
                                      &Audit::places_person_weeks,
                                      &Audit::places_length_weeks};
static_assert(sizeof(Audit) == audit_members.size() * sizeof(std::int64_t),
              "a member of the audit is not recorded");

/// Each count as its change from the week before: small numbers for stocks.
std::string packed_weekly(const Tally& tally, std::size_t group) {
    PackedWriter out;
    std::vector<std::int64_t> changes(static_cast<std::size_t>(tally.weeks()));
    for (const Count count : weekly_counts()) {
        std::int64_t before = 0;
        for (Week week = 0; week < tally.weeks(); ++week) {
            const std::int64_t now = tally.at(week, group, count);
            changes[static_cast<std::size_t>(week)] = now - before;
            before = now;
        }
        out.put_all(changes);
    }
    return out.bytes();
}

std::string packed_durations(const DurationCounts& counts) {
    PackedWriter out;
    out.put_all(counts.raw());
    return out.bytes();
}

void put_sums(PackedWriter& out, const JournalShape& shape, const Tally& tally) {
    for (const Window& window : shape.windows) {
        for (std::size_t group = 0; group < shape.groups; ++group) {
            out.put_all(sums_of(tally, group, window.from, window.to));
        }
    }
}

std::vector<double> duration_metrics(const DurationCounts& counts) {
    std::vector<double> values;
    for (const MetricDescriptor& metric : metrics()) {
        if (metric.kind == MetricKind::duration) {
            values.push_back(
                evaluate(metric, counts).value_or(std::numeric_limits<double>::quiet_NaN()));
        }
    }
    return values;
}

} // namespace

std::string packed(const JournalShape& shape, const Finished& finished) {
    PackedWriter out;
    out.put(index_of(finished.plan.kind));
    out.put(finished.plan.stream);
    out.put_signed(finished.plan.draw);
    out.put_signed(finished.plan.replicate);
    out.put(finished.regime);
    out.put_signed(finished.citizen_weeks);
    for (const auto member : audit_members) {
        out.put_signed(finished.audit.*member);
    }
    put_sums(out, shape, finished.tally);
    for (std::size_t group = 0; group < shape.groups; ++group) {
        out.put_bytes(packed_weekly(finished.tally, group));
        out.put_bytes(packed_durations(finished.tally.durations(group)));
    }
    return out.bytes();
}

JournalRun unpacked(const JournalShape& shape, std::string_view payload, std::uint64_t at) {
    PackedReader in(payload);
    JournalRun run;
    const std::uint64_t kind = in.get();
    if (kind >= count_of<StreamKind>) {
        throw Error("journal: a stream of an unknown kind");
    }
    run.plan.kind = static_cast<StreamKind>(kind);
    run.plan.stream = static_cast<std::uint32_t>(in.get());
    run.plan.draw = static_cast<int>(in.get_signed());
    run.plan.replicate = static_cast<int>(in.get_signed());
    run.regime = in.get();
    if (run.regime >= shape.regimes) {
        throw Error("journal: a regime that there is not");
    }
    run.citizen_weeks = in.get_signed();
    for (const auto member : audit_members) {
        run.audit.*member = in.get_signed();
    }
    run.sums.resize(shape.windows.size() * shape.groups);
    for (CountSums& sums : run.sums) {
        in.get_all(sums);
    }
    for (std::size_t group = 0; group < shape.groups; ++group) {
        run.weekly_at.push_back(at + in.position());
        static_cast<void>(in.get_bytes());
        run.durations_at.push_back(at + in.position());
        const auto values = duration_metrics(unpacked_durations(in.get_bytes(), shape.weeks));
        run.durations.insert(run.durations.end(), values.begin(), values.end());
    }
    return run;
}

WeeklyCounts unpacked_weekly(std::string_view bytes, int weeks) {
    PackedReader in(bytes);
    WeeklyCounts counts(weekly_counts().size());
    for (auto& series : counts) {
        series.resize(static_cast<std::size_t>(weeks));
        in.get_all(series);
        for (std::size_t week = 1; week < series.size(); ++week) {
            series[week] += series[week - 1];
        }
    }
    return counts;
}

DurationCounts unpacked_durations(std::string_view bytes, int weeks) {
    DurationCounts counts(weeks);
    PackedReader(bytes).get_all(counts.raw());
    return counts;
}

std::uint32_t checksum(std::string_view bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

namespace {
void put_word(std::string& bytes, std::uint32_t word) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<char>((word >> shift) & 0xFFU));
    }
}
std::uint32_t get_word(std::string_view bytes) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        word |= std::uint32_t{static_cast<unsigned char>(bytes[k])} << (8 * k);
    }
    return word;
}
} // namespace

std::string frame(std::string_view payload) {
    std::string bytes;
    put_word(bytes, static_cast<std::uint32_t>(payload.size()));
    put_word(bytes, checksum(payload));
    return bytes;
}

FrameRead read_frame(std::string_view bytes) {
    return {get_word(bytes.substr(0, 4)), get_word(bytes.substr(4, 4))};
}

} // namespace afklar::detail
