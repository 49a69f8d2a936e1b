"""How fast a team is simulated: `python -m formatie bench`, here so that `make bench` finds it.

Prints one JSON line per measurement: meting, waarde, eenheid, grens, gehaald.
"""

import sys
from pathlib import Path

# This file bears the name of what it measures; without this line it would import itself.
sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]

from formatie.bench import meet  # noqa: E402

if __name__ == "__main__":
    sys.exit(meet())
