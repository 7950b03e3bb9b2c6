#pragma once
/// JSON as files of ours write it: indented, members in their order, shortest numbers.

#include <string>

#include <boost/json/value.hpp>

namespace afklar::detail {

/// The value in UTF-8, two spaces an indent, a new line at the end.
/// Numbers are the shortest that read back the same; those that are not finite become null.
[[nodiscard]] std::string json_text(const boost::json::value& value);

} // namespace afklar::detail
