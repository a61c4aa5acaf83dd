#!/usr/bin/env bash
# take.sh REPORT.html PICTURE.png: the first screen of a report, in Chromium without network.
set -euo pipefail

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
    --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$profile" \
    --window-size=1280,900 --virtual-time-budget=4000 \
    --screenshot="$(realpath -m "$2")" "file://$(realpath "$1")" 2>/dev/null
