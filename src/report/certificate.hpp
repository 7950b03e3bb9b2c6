#pragma once
/// The arm certificate: what each regime is, and all that differs between each two.

#include <boost/json/value.hpp>

#include <afklar/experiment/projection.hpp>

namespace afklar::detail {

/// Every regime with the hash of its rules in the observed weeks and its differences to the baseline.
[[nodiscard]] boost::json::value certificate(const ProjectionSpec& spec);

} // namespace afklar::detail
