#pragma once
/// The arm certificate: how each regime differs from the baseline.

#include <boost/json/value.hpp>

#include <afklar/experiment/projection.hpp>

namespace afklar::detail {

/// Every regime with the hash of its rules in the observed weeks and its differences to the baseline.
[[nodiscard]] boost::json::value certificate(const ProjectionSpec& spec);

} // namespace afklar::detail
