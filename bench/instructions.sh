#!/bin/sh
# instructions.sh check BUILD      counts instructions and compares them with the record
# instructions.sh record BUILD     counts instructions and writes the record anew
# instructions.sh compare A B [%]  compares two records, A the older one; no program is run
#
# BUILD is a folder of a Release build by g++ with the target afklar_bench_once. The record is
# bench/instructions.txt, one workload a line: its name, instructions, the compiler. Counts are
# those of callgrind with 256-bit vectors, so they are the same on every machine and do not depend on
# what else runs there. More than 5 % above the record fails: then make it faster, or record anew and
# say in CHANGELOG.md why the work was worth it. Other compilers than the record's are not checked.
set -eu
LC_ALL=C
export LC_ALL

usage() {
    echo 'usage: instructions.sh check|record BUILD, or compare RECORD FOUND [PERCENT]' >&2
    exit 2
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
record=$root/bench/instructions.txt

compare() { # record, found, per cent allowed
    awk -v allowed="$3" '
        /^#/ || NF < 2 { next }
        FNR == NR { recorded[$1] = $2; next }
        { found[$1] = $2 }
        END {
            for (name in recorded) {
                if (!(name in found)) {
                    printf "%-6s is not counted any more\n", name
                    failed = 1
                    continue
                }
                change = 100 * (found[name] / recorded[name] - 1)
                verdict = "as recorded"
                if (change > allowed) { verdict = "MORE THAN " allowed " % ABOVE THE RECORD"; failed = 1 }
                if (change < -allowed) verdict = "fewer: record it anew, so that it stays so"
                printf "%-6s %12d recorded %12d found %+6.1f %%  %s\n", \
                    name, recorded[name], found[name], change, verdict
            }
            for (name in found) if (!(name in recorded)) {
                printf "%-6s is not in the record\n", name
                failed = 1
            }
            exit failed
        }' "$1" "$2"
}

cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"; }

# Name and main version of the compiler.
compiler() {
    cxx=$(cached CMAKE_CXX_COMPILER)
    case $("$cxx" --version | head -n 1) in
    *clang*) name=clang++ ;;
    *) name=g++ ;;
    esac
    echo "$name-$("$cxx" -dumpversion | cut -d . -f 1)"
}

# Instructions of one run.
instructions() {
    AFKLAR_SIMD=avx2 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$build/bench/once" "$@" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}

count() {
    echo "# Instructions of small runs; made by bench/instructions.sh record"
    echo "r1 $(instructions r1 6400) $1"
    echo "r2 $(instructions r2 6400) $1"
    start=$(instructions week 500 1)
    echo "start $start $1"
    echo "week $(($(instructions week 500 105) - start)) $1"
}

case ${1-} in
compare)
    [ $# -eq 3 ] || [ $# -eq 4 ] || usage
    compare "$2" "$3" "${4-5}"
    exit
    ;;
check | record) [ $# -eq 2 ] || usage ;;
*) usage ;;
esac

build=$2
if [ ! -x "$build/bench/once" ]; then
    echo "$build/bench/once is missing; build the target afklar_bench_once" >&2
    exit 2
fi
if ! command -v valgrind >/dev/null 2>&1; then
    echo 'valgrind is missing' >&2
    exit 2
fi
if [ "$(cached CMAKE_BUILD_TYPE)" != Release ]; then
    echo "$build is no Release build" >&2
    exit 2
fi
made_by=$(compiler)
if [ "$1" = check ] && ! grep -q " $made_by\$" "$record"; then
    echo "$made_by: not checked, the record is of $(sed -n '$s/.* //p' "$record")"
    exit 0
fi

found=$(mktemp)
trap 'rm -f "$found"' EXIT
count "$made_by" >"$found"
if [ "$1" = record ]; then
    cp "$found" "$record"
    cat "$record"
else
    compare "$record" "$found" 5
fi
