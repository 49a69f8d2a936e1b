"""The one error that the distribution raises."""

from collections.abc import Sequence


class VerdeelFout(ValueError):
    """Input that cannot be distributed.

    `meldingen` holds a Dutch sentence for each thing that is wrong: what, where, and how to mend it. The
    sentences can be shown as they are; `str()` gives them one a line.
    """

    def __init__(self, meldingen: Sequence[str] | str) -> None:
        self.meldingen = (meldingen,) if isinstance(meldingen, str) else tuple(meldingen)
        super().__init__("\n".join(self.meldingen))
