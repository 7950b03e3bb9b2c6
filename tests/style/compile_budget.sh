#!/bin/sh
# compile_budget.sh check|record COMPILER [-isystem DIR …]: how much a compiler has to read for a header
# of ours, as a multiple of what it reads for <vector>. Lines after the preprocessor stand for time: they
# are the same on every machine and at every load. Fails at 25 % above the record, which is
# tests/style/compile_budget.txt (or the file that AFKLAR_COMPILE_BUDGET names); cures are narrower includes, a body moved to src/, an own header.
set -eu
LC_ALL=C
export LC_ALL

what=${1:?compile_budget.sh check|record COMPILER}
compiler=${2:?compile_budget.sh check|record COMPILER}
shift 2
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
budget=${AFKLAR_COMPILE_BUDGET:-$root/tests/style/compile_budget.txt}
headers='core/units.hpp core/draws.hpp core/client_queues.hpp people/citizens.hpp policy/policy.hpp
    observe/tally.hpp process/context.hpp process/week.hpp simulation/centre_run.hpp
    experiment/run_tasks.hpp experiment/result.hpp scenario/scenario.hpp report/csv.hpp afklar.hpp'

lines() { # header, further options of the compiler
    header=$1
    shift
    echo "#include <$header>" |
        "$compiler" -std=c++20 -E -P -x c++ -I "$root/include" "$@" - | wc -l
}

measure() {
    vector=$(lines vector)
    for header in $headers; do
        name=afklar/$header
        echo "$header $(lines "$name" "$@") $vector" | awk '{ printf "%s %.2f\n", $1, $2 / $3 }'
    done
}

found=$(mktemp)
trap 'rm -f "$found"' EXIT
measure "$@" >"$found"
case $what in
record)
    {
        echo '# Lines to compile for a header, as a multiple of those for <vector>, with g++ 12;'
        echo '# made by tests/style/compile_budget.sh record'
        cat "$found"
    } >"$budget"
    ;;
check)
    awk '
        /^#/ { next }
        FNR == NR { recorded[$1] = $2; next }
        !($1 in recorded) { print $1 ": is not in the record"; failed = 1; next }
        {
            over = $2 > 1.25 * recorded[$1]
            printf "%-26s %6.2f recorded %6.2f found%s\n", $1, recorded[$1], $2, \
                over ? "  MORE THAN 25 % ABOVE THE RECORD" : ""
            failed = failed || over
        }
        END { exit failed }' "$budget" "$found"
    ;;
*)
    echo "compile_budget.sh: '$what' must be check or record" >&2
    exit 2
    ;;
esac
