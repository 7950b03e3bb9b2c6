#!/bin/sh
# floors.sh ROOT: reads every include of the tree and says what breaks the plan of the folders.
#   1. A file includes its own folder or lower floors.
#   2. A public header includes no other library, but for Random123 in core and Eigen in experiment.
#   3. No random engine of the standard library anywhere under include/ and src/.
#   4. Every public header has tests/<folder>/<name>_test.cpp, save fwd.hpp, detail/ and the headers
#      named in tests/style/no_test.txt.
#   5. Every file is listed in src/cmake/sources.cmake or tests/CMakeLists.txt.
#   6. Every header starts with #pragma once.
# One line a fault; exit status 1 if there is any.
set -u
LC_ALL=C
export LC_ALL

root=${1:?floors.sh ROOT}
cd "$root" || exit 2

faults=$(
    find include src -name '*.hpp' -o -name '*.cpp' | sort | while IFS= read -r file; do
        # shellcheck disable=SC2016
        awk -v file="$file" '
            BEGIN {
                floors = "core:0 people:1 evidence:1 policy:2 observe:2.1 process:3 simulation:4 " \
                         "experiment:5 catalogue:6 scenario:6.1 report:6.2 cli:7 mpi:7.1 python:7 c:7"
                n = split(floors, list, " ")
                for (i = 1; i <= n; i++) { split(list[i], pair, ":"); floor[pair[1]] = pair[2] }
                public = file ~ /^include\//
                own = file
                sub(/^include\/afklar\//, "", own)
                sub(/^src\//, "", own)
                umbrella = own == "afklar.hpp"
                if (own ~ /\//) sub(/\/.*/, "", own); else own = ""
                if (!umbrella && !(own in floor)) say("stands in no folder of the plan")
            }
            function say(text) { print file ":" (NR ? NR ": " : " ") text }

            # 6
            public && file ~ /\.hpp$/ && !pragma && /^#pragma once/ { pragma = NR }

            /^[ \t]*#[ \t]*include/ {
                what = $0
                sub(/^[ \t]*#[ \t]*include[ \t]*/, "", what)
                quoted = what ~ /^"/
                sub(/^[<"]/, "", what)
                sub(/[>"].*/, "", what)

                ours = what ~ /^afklar\//
                target = what
                sub(/^afklar\//, "", target)
                if (target ~ /\//) sub(/\/.*/, "", target); else target = ""

                if (what == "random") say("includes <random>: draws are addressed (afklar/core)")
                if (quoted && what ~ /\.\./) say("includes upwards by path: " what)

                if (ours && target == "") {
                    if (!umbrella && own != "cli") say("includes the umbrella " what)
                } else if (ours || (quoted && target in floor)) {
                    if (umbrella) next
                    if (!(target in floor)) say("includes an unknown folder: " what)
                    else if (target != own && floor[target] + 0 >= floor[own] + 0)
                        say("floor " floor[own] " (" own ") includes floor " floor[target] ": " what)
                } else if (public && quoted) {
                    say("a public header includes by quotes: " what)
                } else if (public && what ~ /[\/.]/) {
                    allowed = (own == "core" && what ~ /^Random123\//) || \
                              (own == "experiment" && what == "Eigen/Core")
                    if (!allowed) say("a public header includes another library: " what)
                }
                next
            }
            {
                code = $0
                sub(/\/\/.*/, "", code)
                if (code ~ /(mt19937|minstd_rand|ranlux|knuth_b|default_random_engine|random_device)/ || \
                    code ~ /(linear_congruential|mersenne_twister|subtract_with_carry)_engine/ || \
                    code ~ /(^|[^A-Za-z0-9_])s?rand[ \t]*\(/)
                    say("a random engine: draws are addressed (afklar/core)")
            }
            END {
                if (public && file ~ /\.hpp$/ && !pragma) { NR = 1; say("does not start with #pragma once") }
            }
        ' "$file"
    done

    # 4 and 5
    find include -name '*.hpp' | sort | while IFS= read -r file; do
        name=${file#include/}
        grep -qxF "    $name" src/cmake/sources.cmake ||
            echo "$file: is not listed in src/cmake/sources.cmake"
        case $name in
            afklar/afklar.hpp | */fwd.hpp | */detail/*) continue ;;
        esac
        name=${name#afklar/}
        grep -qxF "$name" tests/style/no_test.txt && continue
        [ -f "tests/${name%.hpp}_test.cpp" ] || echo "$file: has no tests/${name%.hpp}_test.cpp"
    done
    find src -name '*.hpp' -o -name '*.cpp' | sort | while IFS= read -r file; do
        grep -qxF "    ${file#src/}" src/cmake/sources.cmake ||
            echo "$file: is not listed in src/cmake/sources.cmake"
    done
    find tests -name '*_test.cpp' | sort | while IFS= read -r file; do
        name=${file#tests/}
        grep -qE "^ *afklar_test\(${name%_test.cpp}[ )]" tests/CMakeLists.txt ||
            echo "$file: is not listed in tests/CMakeLists.txt"
    done
    grep -v '^#' tests/style/no_test.txt | while IFS= read -r name; do
        [ -z "$name" ] || [ -f "include/afklar/$name" ] ||
            echo "tests/style/no_test.txt: names $name, which does not exist"
    done
)

if [ -n "$faults" ]; then
    printf '%s\n' "$faults"
    exit 1
fi
