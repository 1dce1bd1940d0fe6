#!/usr/bin/env bash
# Installs what is missing, builds everything and runs the tests. Arguments go to ctest:
#   bash packaging/test.sh                 # all
#   bash packaging/test.sh -L vulkan       # one label: unit, cpu, vulkan, cli, gui, slow
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

bash "$root/packaging/install.sh"
cd "$root"
cmake --preset release -DEVENLIGHT_TESTS=ON >/dev/null
cmake --build --preset release
exec ctest --test-dir build/release --output-on-failure --no-tests=error -j "$(nproc)" "$@"
