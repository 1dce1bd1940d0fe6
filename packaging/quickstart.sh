#!/usr/bin/env bash
# From nothing to a picture: installs what is missing, builds, and renders with the built-in model.
#   bash packaging/quickstart.sh ["a prompt"]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
prompt=${1:-a portrait of a CEO}

bash "$root/packaging/install.sh"
cd "$root"
cmake --preset release -DEVENLIGHT_TESTS=OFF >/dev/null
cmake --build --preset release

mkdir -p pictures
exec build/release/bin/evenlight render "$prompt" --output pictures/
