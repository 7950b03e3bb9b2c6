#!/bin/sh
# Plants one fault of each kind in a small tree and asserts that floors.sh names it; and that it is
# silent about the same tree without them.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cd "$tree" || exit 2

mkdir -p include/afklar/core include/afklar/people include/afklar/policy include/afklar/experiment \
    src/core src/cmake src/cli tests/core tests/people tests/policy tests/experiment tests/style

header() { # path, lines…
    path=$1
    shift
    { echo '#pragma once'; for line; do echo "$line"; done; } >"include/afklar/$path"
    echo "    afklar/$path" >>src/cmake/sources.cmake
    test="tests/${path%.hpp}_test.cpp"
    : >"$test"
    echo "afklar_test(${path%.hpp} LABELS fast)" >>tests/CMakeLists.txt
}

: >tests/style/no_test.txt
header core/units.hpp '#include <cstdint>' '#include <Random123/philox.h>'
header core/draws.hpp '#include <afklar/core/units.hpp>' '// not std::mt19937, and no strand( either'
header people/citizens.hpp '#include <afklar/core/draws.hpp>'
header policy/regime.hpp '#include <afklar/people/citizens.hpp>'
header experiment/fit.hpp '#include <Eigen/Core>'
echo '#include <fmt/format.h>' >src/core/units.cpp
echo '#include "cli/main.hpp"' >src/cli/main.cpp
echo '    core/units.cpp' >>src/cmake/sources.cmake
echo '    cli/main.cpp' >>src/cmake/sources.cmake

failed=0
if ! out=$(sh "$here/floors.sh" "$tree"); then
    echo "a clean tree is refused:"
    echo "$out"
    failed=1
fi

expect() { # words that must occur
    if out=$(sh "$here/floors.sh" "$tree"); then
        echo "not reported: $1"
        failed=1
    elif ! printf '%s\n' "$out" | grep -qF -- "$1"; then
        echo "reported otherwise: $1"
        echo "$out"
        failed=1
    elif [ "$(printf '%s\n' "$out" | wc -l)" -ne 1 ]; then
        echo "more than one fault reported: $1"
        echo "$out"
        failed=1
    fi
}

plant() { # file, line, words
    cp "$1" kept
    printf '%s\n' "$2" >>"$1"
    expect "$3"
    mv kept "$1"
}

core=include/afklar/core/units.hpp
plant $core '#include <afklar/people/citizens.hpp>' "$core:4: floor 0 (core) includes floor 1"
plant $core '#include <afklar/elsewhere/x.hpp>' 'includes an unknown folder: afklar/elsewhere/x.hpp'
plant $core '#include <afklar/afklar.hpp>' 'includes the umbrella'
plant $core '#include <Eigen/Core>' 'another library: Eigen/Core'
plant $core '#include <fmt/format.h>' 'another library: fmt/format.h'
plant $core '#include "units.hpp"' 'includes by quotes: units.hpp'
plant $core '#include <random>' 'includes <random>'
plant $core 'std::mt19937 engine;' 'a random engine'
plant src/core/units.cpp 'int x = rand();' 'a random engine'
plant src/core/units.cpp '#include <afklar/policy/regime.hpp>' 'floor 0 (core) includes floor 2'
plant src/core/units.cpp '#include "policy/private.hpp"' 'floor 0 (core) includes floor 2'
plant src/core/units.cpp '#include "../policy/private.hpp"' 'includes upwards by path'
plant include/afklar/people/citizens.hpp '#include <afklar/evidence/x.hpp>' 'floor 1 (people) includes floor 1'
plant include/afklar/people/citizens.hpp '#include <Random123/philox.h>' 'another library: Random123'
plant include/afklar/experiment/fit.hpp '#include <Eigen/Dense>' 'another library: Eigen/Dense'

mv tests/core/draws_test.cpp kept
expect 'include/afklar/core/draws.hpp: has no tests/core/draws_test.cpp'
mv kept tests/core/draws_test.cpp

: >tests/core/other_test.cpp
expect 'tests/core/other_test.cpp: is not listed in tests/CMakeLists.txt'
rm tests/core/other_test.cpp

: >src/core/other.cpp
expect 'src/core/other.cpp: is not listed in src/cmake/sources.cmake'
rm src/core/other.cpp

echo core/gone.hpp >tests/style/no_test.txt
expect 'names core/gone.hpp, which does not exist'
: >tests/style/no_test.txt

cp $core kept
echo '#include <cstdint>' >$core
expect 'does not start with #pragma once'
mv kept $core

mkdir include/afklar/cellar
echo '#pragma once' >include/afklar/cellar/x.hpp
echo '    afklar/cellar/x.hpp' >>src/cmake/sources.cmake
echo 'cellar/x.hpp' >tests/style/no_test.txt
expect 'stands in no folder of the plan'

exit $failed
