#pragma once
/// Everything that `list` lists and `show` shows, as rows of JSON; one declaration for both forms.

#include <string>
#include <vector>

#include <boost/json/array.hpp>

namespace afklar::cli {

/// One list: its plural, its rows, and which columns the aligned text shows.
struct Listing {
    std::string plural;
    boost::json::array rows{};
    std::vector<std::string> columns{};
};

/// The plurals of all lists.
const std::vector<std::string>& listing_names();

/// The list of that plural. Errors: `CommandLineError` when there is none.
Listing listing_of(const std::string& plural);

/// A JSON value as it stands in aligned text.
std::string cell(const boost::json::value& value);

} // namespace afklar::cli
