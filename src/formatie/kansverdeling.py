"""How long something takes: a distribution by name, mean and spread, and what the kernel needs to draw from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from formatie.fout import FormatieFout

VAST, EXPONENTIEEL, ERLANG, LOGNORMAAL, WEIBULL, UNIFORM, EMPIRISCH = range(7)
NAMEN = ("vast", "exponentieel", "erlang", "lognormaal", "weibull", "uniform", "empirisch")


@dataclass(frozen=True, slots=True)
class Kansverdeling:
    """A distribution of a positive quantity; mean and spread (standard deviation) in its own unit.

    naam           one of NAMEN
    gemiddelde     mean; of `empirisch` it follows from `waarden`
    spreiding      standard deviation; not for vast, exponentieel (equal to the mean), empirisch
    waarden        of `empirisch`: values seen, at least two
    """

    naam: str
    gemiddelde: float
    spreiding: float = 0.0
    waarden: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.naam not in NAMEN:
            raise FormatieFout(f"de verdeling '{self.naam}' bestaat niet. Kies uit: {', '.join(NAMEN)}.")
        if self.naam == "empirisch":
            if len(self.waarden) < 2 or min(self.waarden) < 0:
                raise FormatieFout("een empirische verdeling heeft minstens twee waarden, geen onder nul.")
            object.__setattr__(self, "waarden", tuple(sorted(self.waarden)))
            object.__setattr__(self, "gemiddelde", _empirisch_gemiddelde(self.waarden))
        elif not self.gemiddelde > 0 or not math.isfinite(self.gemiddelde):
            raise FormatieFout("het gemiddelde moet groter zijn dan 0.")
        if self.naam in ("erlang", "lognormaal", "weibull", "uniform") and not self.spreiding > 0:
            raise FormatieFout(
                f"bij de verdeling '{self.naam}' hoort een spreiding groter dan 0. Kies anders 'vast'."
            )
        if self.naam == "uniform" and self.spreiding * math.sqrt(3) > self.gemiddelde:
            raise FormatieFout("bij 'uniform' mag de spreiding hoogstens 0,577 keer het gemiddelde zijn.")
        if self.naam == "erlang" and self.spreiding > self.gemiddelde:
            raise FormatieFout(
                "bij 'erlang' is de spreiding niet groter dan het gemiddelde. Kies 'lognormaal'."
            )

    def parameters(self, plaats: int = 0) -> tuple[int, float, float]:
        """Code, a and b as `simulatie.toeval.trek` takes them; `plaats` is where an empirical table starts."""
        m, s = self.gemiddelde, self.spreiding
        if self.naam == "exponentieel":
            return EXPONENTIEEL, m, 0.0
        if self.naam == "erlang":
            return ERLANG, m, float(max(1, round((m / s) ** 2)))
        if self.naam == "lognormaal":
            sigma2 = math.log1p((s / m) ** 2)
            return LOGNORMAAL, math.log(m) - sigma2 / 2, math.sqrt(sigma2)
        if self.naam == "weibull":
            vorm = _weibull_vorm(s / m)
            return WEIBULL, m / math.gamma(1 + 1 / vorm), vorm
        if self.naam == "uniform":
            return UNIFORM, m - s * math.sqrt(3), m + s * math.sqrt(3)
        if self.naam == "empirisch":
            return EMPIRISCH, float(plaats), float(len(self.waarden))
        return VAST, m, 0.0


def _empirisch_gemiddelde(waarden: tuple[float, ...]) -> float:
    """Mean of the straight-line quantile function through the sorted values: each end counts for half."""
    return (sum(waarden) - (waarden[0] + waarden[-1]) / 2) / (len(waarden) - 1)


def _weibull_vorm(verhouding: float) -> float:
    """The shape at which a Weibull distribution has this ratio of spread to mean; by halving."""
    laag, hoog = 0.1, 100.0
    for _ in range(100):
        midden = (laag + hoog) / 2
        g1, g2 = math.lgamma(1 + 1 / midden), math.lgamma(1 + 2 / midden)
        if math.expm1(g2 - 2 * g1) > verhouding**2:
            laag = midden
        else:
            hoog = midden
    return (laag + hoog) / 2
