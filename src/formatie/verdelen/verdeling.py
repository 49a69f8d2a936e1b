"""Distribute: the one function that everything else is for."""

import time
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from .begrippen import Medewerker, Regels, Zaak
from .controle import controleer
from .opgave import Getallen, Opgave, honderdsten, maak_opgave
from .oplossen import los_op
from .prijs import prijs, te_laat
from .uitleg import leg_uit
from .vastzetten import begin
from .voorstel import Stand, Toewijzing, Voorstel, Wachtend

_DEEL_ZOEKEN = 0.82  # of the time: the rest is for the last steps and for the reasons


def verdeel(
    zaken: Sequence[Zaak],
    medewerkers: Sequence[Medewerker],
    regels: Regels,
    *,
    grens_seconden: float = 5.0,
) -> Voorstel:
    """A proposal for who takes which case, within about `grens_seconden`, with the proof of how good it is.

    The same input gives the same proposal, unless the clock had to stop the search (`Voorstel.op_tijd_gestopt`).

    Raises VerdeelFout with Dutch sentences for input that cannot be distributed.
    """
    begin_tijd = time.monotonic()
    controleer(zaken, medewerkers, regels)
    opgave = maak_opgave(list(zaken), list(medewerkers), regels)
    zoektijd = _DEEL_ZOEKEN * grens_seconden - (time.monotonic() - begin_tijd)
    oplossing = los_op(opgave, begin(opgave), zoektijd)
    toewijzingen, wachtend = leg_uit(opgave, oplossing.stand, oplossing.stappen)
    kosten = prijs(opgave, oplossing.stand.keuze)
    kloof = kosten.totaal - oplossing.ondergrens
    return Voorstel(
        toewijzingen=toewijzingen,
        wachtend=wachtend,
        medewerkers=_standen(opgave, toewijzingen, wachtend),
        kosten={naam: round(punten, 2) for naam, punten in asdict(kosten).items()},
        totaal=round(kosten.totaal, 2),
        ondergrens=round(oplossing.ondergrens, 2),
        kloof=round(kloof / kosten.totaal, 6) if kloof > 1e-6 else 0.0,
        eerlijk=opgave.eerlijk_deel,
        op_tijd_gestopt=oplossing.op_tijd_gestopt,
        meldingen=_meldingen(opgave, oplossing.stand.vroeg, wachtend),
    )


def _standen(
    opgave: Opgave, toewijzingen: Sequence[Toewijzing], wachtend: Sequence[Wachtend]
) -> tuple[Stand, ...]:
    """What everyone has in the end, counted afresh from the lines of the proposal."""
    zaken = {zaak.id: zaak for zaak in opgave.zaken}
    bij = {t.zaak: t.medewerker for t in toewijzingen} | {w.zaak: w.bij for w in wachtend if w.bij}
    standen = []
    for w, m in enumerate(opgave.medewerkers):
        eigen = [zaken[z] for z, wie in bij.items() if wie == m.id]
        belasting = honderdsten(m.belasting) + sum(honderdsten(z.gewicht) for z in eigen)
        zwaar = honderdsten(m.zware_belasting) + sum(honderdsten(z.gewicht) for z in eigen if z.zwaar)
        capaciteit = int(opgave.capaciteit[w])
        standen.append(
            Stand(
                medewerker=m.id,
                capaciteit=capaciteit / 100,
                belasting=belasting / 100,
                benut=round(belasting / capaciteit, 4) if capaciteit else 0.0,
                zwaar=zwaar / 100,
                zaken_erbij=sum(t.medewerker == m.id and t.soort != "blijft" for t in toewijzingen),
                zaken_weg=sum(t.van == m.id for t in toewijzingen),
            )
        )
    return tuple(standen)


def _meldingen(opgave: Opgave, vroeg: Getallen, wachtend: Sequence[Wachtend]) -> tuple[str, ...]:
    """What the team lead should know before anything else."""
    meldingen = []
    for w, m in enumerate(opgave.medewerkers):
        if m.vertrekt:
            continue
        nu = honderdsten(m.belasting) + sum(honderdsten(z.gewicht) for z in opgave.zaken if z.nu == m.id)
        if nu > opgave.capaciteit[w]:
            meldingen.append(
                f"{m.naam} draagt nu al meer dan de eigen ruimte ({nu / opgave.capaciteit[w]:.0%}) en krijgt niets nieuws."
                if opgave.capaciteit[w]
                else f"{m.naam} heeft geen ruimte voor zaken en krijgt niets nieuws."
            )
    for w in np.flatnonzero(te_laat(opgave, vroeg) > 0).tolist():
        meldingen.append(
            f"Bij {opgave.medewerkers[w].naam} komt een eerste contact later dan de uiterste dag: er zijn in de eerste "
            "weken te weinig plekken."
        )
    niemand = [wacht for wacht in wachtend if wacht.soort == "niemand_mag"]
    meldingen += [f"Zaak {wacht.zaak!r}: {wacht.reden}" for wacht in niemand]
    return tuple(meldingen)
