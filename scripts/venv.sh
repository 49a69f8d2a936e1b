#!/usr/bin/env bash
# Makes .venv with a Python that is new enough; says what to install when that cannot be done.
set -eu
python=$1
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Eenplan heeft Python 3.11 of nieuwer nodig. Installeer die, of wijs haar aan: make start PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Python mist de module venv; die wordt nu geïnstalleerd …"
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python mist de module venv. Installeer haar eerst: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
exec "$python" -m venv .venv
