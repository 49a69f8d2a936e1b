"""What can go wrong on the way."""


class Transportfout(Exception):
    """A message could not be handed over; it stays ready. The sentence says what, where and what to do about it.

    `opnieuw`: whether trying again by itself makes sense.
    """

    def __init__(self, zin: str, *, opnieuw: bool = True) -> None:
        super().__init__(zin)
        self.zin = zin
        self.opnieuw = opnieuw
