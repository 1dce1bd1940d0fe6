#!/usr/bin/env bash
# Installs what is missing, builds everything and runs the tests. Arguments go to ctest:
#   bash packaging/test.sh                 # all
#   bash packaging/test.sh -L vulkan       # one label: unit, cpu, vulkan, cli, gui, slow
# EVENLIGHT_PRESET=debug runs them with sanitizers. At the end stands which tests were skipped and
# why; with EVENLIGHT_STRICT_SKIPS=1 a reason that tests/expected_skips.txt does not know fails.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=${EVENLIGHT_PRESET:-release}

bash "$root/packaging/install.sh"
cd "$root"
cmake --preset "$preset" -DEVENLIGHT_TESTS=ON >/dev/null
cmake --build --preset "$preset"
code=0
ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$(nproc)" "$@" || code=$?
bash tests/skips.sh "build/$preset/Testing/Temporary/LastTest.log" tests/expected_skips.txt || {
  [ "${EVENLIGHT_STRICT_SKIPS:-0}" = 0 ] || [ $code -ne 0 ] || code=1
}
exit $code
