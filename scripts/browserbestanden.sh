#!/bin/sh
# Fetches what the browser loads, exactly as pinned in scripts/browserbestanden/package-lock.json, and
# copies the production files with their licences into the repository. Nobody needs this to run
# Eenplan: the copies are committed. Run it after changing a version in package.json:
#
#   (cd scripts/browserbestanden && npm install --package-lock-only --omit-lockfile-registry-resolved)
#   scripts/browserbestanden.sh
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
vendor="$root/src/eenplan/web/static/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$root"/scripts/browserbestanden/package*.json "$work"
(cd "$work" && npm ci --ignore-scripts --no-fund --no-audit)
modules="$work/node_modules"

version() { node -p "require('$modules/$1/package.json').version"; }

rm -rf "$vendor"
mkdir -p "$vendor/htmx" "$vendor/bpmn-js" "$vendor/utrecht" "$vendor/noto-sans" "$root/tests/e2e/vendor"

cp "$modules/htmx.org/dist/htmx.min.js" "$modules/htmx.org/LICENSE" "$vendor/htmx/"

# The navigated viewer draws and pans; its licence demands that the bpmn.io mark stays visible.
cp "$modules/bpmn-js/dist/bpmn-navigated-viewer.production.min.js" "$vendor/bpmn-js/bpmn-viewer.min.js"
cat "$modules/bpmn-js/dist/assets/diagram-js.css" "$modules/bpmn-js/dist/assets/bpmn-js.css" \
    > "$vendor/bpmn-js/bpmn-js.css"
cp "$modules/bpmn-js/LICENSE" "$vendor/bpmn-js/"

# NL Design System: the CSS of the Utrecht components we use, as one file. The Utrecht design tokens
# (@utrecht/design-tokens) are the property of that municipality; ours stand in web/thema.css.
: > "$vendor/utrecht/componenten.min.css"
for folder in "$modules"/@utrecht/*-css; do
    name=$(basename "$folder")
    printf '/* @utrecht/%s %s, EUPL-1.2 */\n' "$name" "$(version "@utrecht/$name")"
    sed -e 's/@charset "UTF-8";//' -e '1s/^\xef\xbb\xbf//' "$folder/dist/index.min.css"
    printf '\n'
done >> "$vendor/utrecht/componenten.min.css"
cp "$modules/@utrecht/button-css/LICENSE.md" "$vendor/utrecht/LICENSE.md"

for weight in 400 600 700; do
    cp "$modules/@fontsource/noto-sans/files/noto-sans-latin-$weight-normal.woff2" "$vendor/noto-sans/"
    cp "$modules/@fontsource/noto-sans/files/noto-sans-latin-ext-$weight-normal.woff2" "$vendor/noto-sans/"
done
cp "$modules/@fontsource/noto-sans/LICENSE" "$vendor/noto-sans/"

# Only for the tests: the accessibility rules.
cp "$modules/axe-core/axe.min.js" "$root/tests/e2e/vendor/axe.min.js"
cp "$modules/axe-core/LICENSE" "$root/tests/e2e/vendor/axe.LICENSE"

{
    echo "Made by scripts/browserbestanden.sh; do not edit by hand."
    for name in htmx.org bpmn-js @fontsource/noto-sans axe-core; do echo "$name $(version "$name")"; done
    for folder in "$modules"/@utrecht/*-css; do
        echo "@utrecht/$(basename "$folder") $(version "@utrecht/$(basename "$folder")")"
    done
} > "$vendor/VERSIES.txt"
du -sh "$vendor"
