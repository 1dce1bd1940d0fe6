#!/usr/bin/env bash
# Makes the instruments for photographs: fetches the npm package @vladmandic/face-api 1.7.15 (MIT, about 10 MB) and
# turns its face detector, landmarks and age/gender networks into ONNX files with manifests.
#
#   bash assets/audit/tools/fetch_face_instruments.sh [FOLDER]
#
# FOLDER: where `evenlight audit --instrument photographs` looks, unless given. Needs npm (Debian: npm) and python3.
set -euo pipefail

tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$(realpath -m "${1:-${XDG_DATA_HOME:-$HOME/.local/share}/evenlight/instruments}")
for program in npm python3 tar; do
  command -v "$program" >/dev/null || { echo "error: $program is missing; install it (Debian: apt install npm python3)" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @vladmandic/face-api@1.7.15 >/dev/null
tar xzf vladmandic-face-api-1.7.15.tgz
python3 "$tools/convert_face_api.py" package "$target"
