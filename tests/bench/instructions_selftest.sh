#!/bin/sh
# Shows that bench/instructions.sh lets a count within 5 % pass and fails on one above, on one that is
# no longer counted and on one that is not recorded.
set -eu

script=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)/bench/instructions.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '# a comment\nr1 1000000 g++-12\nweek 2000000 g++-12\n' >"$folder/record"

faults=0
expect() { # status, what, r1, week
    printf 'r1 %s g++-12\nweek %s g++-12\n' "$3" "$4" >"$folder/found"
    judge "$1" "$2"
}
judge() { # status, what
    status=0
    sh "$script" compare "$folder/record" "$folder/found" >"$folder/out" 2>&1 || status=$?
    if [ "$status" -ne "$1" ]; then
        echo "$2: status $status instead of $1"
        cat "$folder/out"
        faults=1
    fi
}

expect 0 'the same' 1000000 2000000
expect 0 '4.9 % more' 1049000 2000000
expect 1 '5.1 % more' 1051000 2000000
expect 1 '5.1 % more in the second' 1000000 2102000
expect 0 'fewer' 500000 1000000
grep -q 'record it anew' "$folder/out" || { echo 'fewer: nothing is said'; faults=1; }

printf 'r1 1020000 g++-12\nweek 2000000 g++-12\n' >"$folder/found"
sh "$script" compare "$folder/record" "$folder/found" 1 >/dev/null && {
    echo '2 % more passes where 1 % is allowed'
    faults=1
}

echo 'r1 1000000 g++-12' >"$folder/found"
judge 1 'one is gone'
printf 'r1 1000000 g++-12\nweek 2000000 g++-12\nr3 1 g++-12\n' >"$folder/found"
judge 1 'one is new'

status=0
sh "$script" chekc build 2>/dev/null || status=$?
[ "$status" -eq 2 ] || { echo "a wrong word: status $status instead of 2"; faults=1; }
exit $faults
