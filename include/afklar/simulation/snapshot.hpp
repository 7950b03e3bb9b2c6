#pragma once
/// The complete state of a simulation between two weeks, and its form in bytes.

#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/observe/audit.hpp>
#include <afklar/observe/counters.hpp>
#include <afklar/observe/tally.hpp>
#include <afklar/people/job_centre.hpp>
#include <afklar/process/context.hpp>

namespace afklar {

/// Bytes that are no snapshot, or one that does not belong here.
class SnapshotError : public Error {
public:
    using Error::Error;
};

/// The complete state of a simulation, to be kept and gone back to. It does not hold what never changes:
/// people's tables, parameters, policy and calendar are those of the simulation it is given back to.
struct Snapshot {
    std::string world; ///< fingerprint of what never changes, the policy apart
    std::vector<JobCentre> centres;
    Week week = 0;
    std::vector<Environment> environment;
    std::vector<CellTable> cells; ///< what the counter cells in the columns mean
    std::vector<Audit> audits;    ///< both sides of the balances so far, by centre
    Tally tally;                  ///< counts of the observed weeks so far
};

/// A snapshot as bytes: `afklar snapshot 2`, the version of the library and the SHA-256 of the rest, a
/// line each; then the members in the order of their declaration, numbers in little-endian order, every
/// list after its length in eight bytes. The same on every machine.
/// Cost: about 200 bytes a citizen, and eight for each count, group and observed week.
[[nodiscard]] std::string to_bytes(const Snapshot& snapshot);

/// The snapshot of such bytes.
/// Errors: `SnapshotError` when they are torn or damaged, no snapshot, or one of another version.
[[nodiscard]] Snapshot snapshot_from(std::string_view bytes);

} // namespace afklar
