#!/usr/bin/env bash
# Sees to a Chromium for the tests: one that is there, else through apt when we are root.
set -eu
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Chromium installeren voor de tests …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    echo "De tests hebben Chromium nodig. Installeer die eerst (sudo apt-get install chromium), of wijs haar aan: CHROMIUM=/pad/naar/chromium make test" >&2
    exit 1
fi
