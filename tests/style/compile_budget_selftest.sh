#!/bin/sh
# compile_budget_selftest.sh COMPILER [-isystem DIR …]: shows that the budget fails on a header that has
# become larger than its record allows, and on one that has no record.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
AFKLAR_COMPILE_BUDGET=$folder/budget.txt
export AFKLAR_COMPILE_BUDGET

sh "$here/compile_budget.sh" record "$@"
sh "$here/compile_budget.sh" check "$@" >/dev/null || { echo 'what was just recorded fails'; exit 1; }

for change in 's/^\(core.draws.hpp\) .*/\1 0.5/' '/^core.draws.hpp/d'; do
    sed -i "$change" "$AFKLAR_COMPILE_BUDGET"
    if sh "$here/compile_budget.sh" check "$@" >/dev/null; then
        echo "passes after $change"
        exit 1
    fi
done
