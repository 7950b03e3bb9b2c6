#pragma once

/// Catch2 of either generation: 2.13 is one header, 3 is many. Tests include this and nothing else.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>

using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
