#!/bin/sh
# Two builds of the program, one by each compiler, give the same bytes.
#
#   compilers.sh PROGRAM_A PROGRAM_B [SOURCE_DIR]
#
# Runs the shipped scenarios at a small size with both and compares every file of the results but run.json.
set -eu

if [ $# -lt 2 ]; then
    echo "usage: $0 PROGRAM_A PROGRAM_B [SOURCE_DIR]" >&2
    exit 2
fi
absolute() { (cd "$(dirname "$1")" && printf '%s/%s\n' "$(pwd)" "$(basename "$1")"); }
a=$(absolute "$1")
b=$(absolute "$2")
cd "${3:-$(dirname "$0")/../..}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

small="--set population.size=1500 --set time.weeks=104 --set time.burn_in=52 --draws 3 --replicates 1 --quiet"
failed=0
for name in smallest seven_proposals suspension_2020 own_reform personal_letter; do
    case $name in
    personal_letter) words="--replicates 40 --quiet" ;;
    seven_proposals | suspension_2020 | own_reform) words="$small --set compare.windows={}" ;;
    *) words="--quiet" ;;
    esac
    # shellcheck disable=SC2086 # the words are meant to be split
    "$a" run "scenarios/$name.toml" $words --out "$work/a-$name"
    # shellcheck disable=SC2086
    "$b" run "scenarios/$name.toml" $words --out "$work/b-$name"
    rm -f "$work/a-$name/run.json" "$work/b-$name/run.json"
    if diff -rq "$work/a-$name" "$work/b-$name"; then
        echo "$name: the same bytes in $(find "$work/a-$name" -type f | wc -l) files"
    else
        echo "$name: different bytes" >&2
        failed=1
    fi
done
exit "$failed"
