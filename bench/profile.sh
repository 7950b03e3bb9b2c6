#!/usr/bin/env bash
# profile.sh PROGRAM: where the time of the full week goes, by step. PROGRAM is bench/once with names
# of functions and frame pointers, not moved when loaded; `./quickstart bench --profile` makes it so.
# With perf: CPU time of each step in nanoseconds for a citizen-week. Else with callgrind: instructions
# by function.
set -euo pipefail

program=${1:?profile.sh PROGRAM}
here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
have() { command -v "$1" >/dev/null 2>&1; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

missing=
for tool in perf python3 addr2line readelf; do
    have "$tool" || missing="$missing $tool"
done
if [ -z "$missing" ]; then
    rate=5000
    if perf record -q -e cpu-clock -F $rate --call-graph fp -o "$folder/perf.data" \
        "$program" week 20000 260 >"$folder/out" 2>"$folder/err"; then
        perf script -i "$folder/perf.data" -F ip,sym,dso 2>/dev/null |
            python3 "$here/profile.py" "$program" "$rate" "$(cut -d ' ' -f 1 "$folder/out")"
        exit
    fi
    cat "$folder/err" >&2
    missing=' permission to record'
fi

printf 'No profile by perf; missing:%s. Counting instructions instead.\n' "$missing" >&2
if ! have valgrind; then
    echo 'valgrind is missing too; install linux-perf, or valgrind.' >&2
    exit 1
fi
# valgrind knows no AVX-512.
AFKLAR_SIMD=avx2 valgrind -q --tool=callgrind --callgrind-out-file="$folder/callgrind.out" \
    "$program" week 5000 104 >/dev/null
callgrind_annotate --inclusive=yes --threshold=95 "$folder/callgrind.out" |
    grep -E 'PROGRAM TOTALS|[ :]afklar::' | sed 's/???://; s/ \[.*//' | cut -c 1-120 | sed -n 1,40p
