"""How far a load is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

BREED = 32


class Voortgang:
    """Call it with what, how many are done and how many there are."""

    def __init__(self, uit: TextIO) -> None:
        self.uit, self.begin = uit, time.monotonic()
        self.balk = bool(getattr(uit, "isatty", lambda: False)())
        self.gezegd: tuple[str, int] = ("", -1)

    def __call__(self, wat: str, klaar: int, totaal: int) -> None:
        deel = klaar / totaal if totaal else 1.0
        stap = int(deel * (100 if self.balk else 4))
        if (wat, stap) == self.gezegd:
            return
        self.gezegd = (wat, stap)
        seconden = f"{time.monotonic() - self.begin:.0f} s"
        if self.balk:
            vol = int(deel * BREED)
            self.uit.write(f"\r  {wat:<12} {'█' * vol}{'░' * (BREED - vol)} {deel:4.0%}  {seconden} ")
            if klaar >= totaal:
                self.uit.write("\n")
        else:
            self.uit.write(f"  {wat}: {deel:.0%} ({seconden})\n")
        self.uit.flush()
