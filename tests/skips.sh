#!/usr/bin/env bash
# Which tests a run of ctest skipped and why: skips.sh LastTest.log EXPECTED. Fails if a reason is
# matched by no line (an extended regular expression) of EXPECTED.
set -euo pipefail

log=$1
expected=$2

# GoogleTest writes "FILE:LINE: Skipped", the reason, "[  SKIPPED ] NAME"; ctest shows it indented.
reasons=$(awk '
  /: Skipped$/ { reading = 1; reason = ""; next }
  /\[  SKIPPED \]/ {
    if (reading) { gsub(/^ +| +$/, "", reason); print (reason == "" ? "no reason given" : reason) }
    reading = 0
    next
  }
  reading { reason = reason " " $0 }' "$log" | sort | uniq -c | sort -rn)

if [ -z "$reasons" ]; then
  echo "No test was skipped."
  exit 0
fi
echo "Skipped tests, by reason:"
echo "$reasons"

unexpected=$(sed -E 's/^ *[0-9]+ //' <<<"$reasons" | grep -vE -f <(grep -vE '^(#|$)' "$expected") || true)
if [ -n "$unexpected" ]; then
  echo "Not expected (tests/expected_skips.txt):"
  echo "$unexpected"
  exit 1
fi
