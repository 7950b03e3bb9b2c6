#!/bin/sh
# tidy_plants.sh CLANG_TIDY ROOT: every planted fault is reported under the name of its check.
set -u

tidy=${1:?}
root=${2:?}
plants=$root/tests/style/tidy_plants.cpp

said=$("$tidy" --quiet --config-file="$root/.clang-tidy" "$plants" -- -std=c++20 2>/dev/null)

grep -n '// plant: ' "$plants" | sed 's/^\([0-9]*\):.*\/\/ plant: \(.*\)$/\1 \2/' | {
    failed=0
    count=0
    while read -r line check; do
        count=$((count + 1))
        if ! printf '%s\n' "$said" | grep -E "^[^ ]*tidy_plants\.cpp:$line:" | grep -qF "$check"; then
            echo "line $line: $check is silent"
            failed=1
        fi
    done
    if [ "$count" -lt 15 ]; then
        echo "only $count plants found"
        failed=1
    fi
    exit $failed
}
