"""The proposal against what is known to be best: by trying everything, and by construction."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from formatie.verdelen import Kosten, Medewerker, Periode, Regels, Voorstel, Zaak, verdeel
from formatie.verdelen.opgave import maak_opgave
from formatie.verdelen.prijs import op_tijd, prijs, som

MAANDAG = date(2026, 11, 30)
VAARDIG = ("lvb", "pleegzorg", "veiligheid")
WIJKEN = ("Noord", "Oost", "Zuid", "West")


def klein(zaad: int) -> tuple[list[Zaak], list[Medewerker], Regels]:
    """Up to six cases and four workers with a bit of everything, often too tight."""
    r = random.Random(zaad)
    mensen = [
        Medewerker(
            id=f"m{i}",
            naam=f"M{i}",
            fte=r.choice([0.4, 0.6, 1.0]),
            belasting=r.choice([0.0, 1.5, 4.0]),
            skj=r.random() < 0.7,
            vaardigheden=frozenset(r.sample(VAARDIG, 2)) | {VAARDIG[i % 3]},
            wijken=frozenset(r.sample(WIJKEN, 2)),
            afwezig=(Periode(MAANDAG, date(2026, 12, 4)),) if r.random() < 0.3 else (),
        )
        for i in range(r.choice([3, 4]))
    ]
    zaken = []
    for i in range(r.choice([4, 5, 6])):
        nu = r.choice([m.id for m in mensen]) if r.random() < 0.3 else None
        zaken.append(
            Zaak(
                id=f"z{i}",
                gewicht=r.choice([1.0, 1.5, 2.0, 3.25]),
                zwaar=r.random() < 0.3,
                urgentie=r.choice(["spoed", "hoog", "gewoon", "laag"]),
                wachtdagen=r.randrange(60),
                skj=r.random() < 0.4,
                vaardigheden=frozenset(r.sample(VAARDIG, r.choice([0, 0, 1]))),
                gezin=r.choice([None, "a", "b"]),
                samen=r.choice(["liefst", "liefst", "moet"]),
                vorige=r.choice([None, "m0", "m1"]),
                wijk=r.choice([None, *WIJKEN]),
                uiterlijk=r.choice([None, date(2026, 12, 2)]),
                nu=nu,
                overdracht="nee" if nu is None else r.choice(["nee", "mag", "moet"]),
            )
        )
    return zaken, mensen, Regels(start=MAANDAG, capaciteit_per_fte=8.0, weken=2, max_nieuw_per_week=1)


def goedkoopst(zaken: list[Zaak], mensen: list[Medewerker], regels: Regels) -> float:
    """The lowest price of all distributions that are allowed, by trying them."""
    o = maak_opgave(zaken, mensen, regels)
    laagste = np.inf
    keuzen = [
        [*np.flatnonzero(o.mag[u]).tolist(), *([-1] if np.isfinite(o.wacht[u]) else [])]
        for u in range(len(o.eenheden))
    ]
    for combinatie in itertools.product(*keuzen):
        keuze = np.array(combinatie, dtype=np.int64)
        if (
            (som(o, o.gewicht, keuze) <= o.vrij).all()
            and (som(o, o.zwaar, keuze) <= o.vrij_zwaar).all()
            and (som(o, o.nieuw, keuze) <= o.plekken).all()
        ):
            laagste = min(laagste, prijs(o, keuze).totaal)
    assert op_tijd(o, np.full(len(o.eenheden), -1)).sum() == 0
    return float(laagste)


@pytest.mark.parametrize("zaad", range(40))
def test_the_cheapest_of_all_distributions_is_found_and_proven(zaad):
    opgave = klein(zaad)
    voorstel = verdeel(*opgave)
    assert voorstel.totaal == pytest.approx(goedkoopst(*opgave), abs=0.01)
    assert voorstel.kloof < 1e-4


def geplant(zaad: int, mensen: int, zonder_taal: int = 0) -> tuple[list[Zaak], list[Medewerker], Regels]:
    """A team in which a distribution without any penalty is hidden: everyone's cases are drawn for them.

    `zonder_taal` cases ask a language that nobody speaks: each costs exactly that, wherever it goes.
    """
    r = random.Random(zaad)
    team, zaken = [], []
    for i in range(mensen):
        m = Medewerker(
            id=f"m{i}",
            naam=f"M{i}",
            fte=1.0,
            skj=r.random() < 0.6,
            vaardigheden=frozenset(r.sample(VAARDIG, 2)),
            wijken=frozenset(r.sample(WIJKEN, 2)),
        )
        team.append(m)
        gewicht = 0.0
        while gewicht < 8.5:
            g = r.choice([1.0, 1.5, 2.0, 3.0])
            if gewicht + g > 10:
                break
            gewicht += g
            zaken.append(
                Zaak(
                    id=f"z{len(zaken)}",
                    gewicht=g,
                    skj=m.skj and r.random() < 0.5,
                    vaardigheden=frozenset(r.sample(sorted(m.vaardigheden), r.choice([0, 1]))),
                    wijk=r.choice(sorted(m.wijken)),
                    vorige=m.id if r.random() < 0.1 else None,
                    gezin=f"g{i}" if r.random() < 0.3 else None,
                )
            )
    for i in r.sample(range(len(zaken)), zonder_taal):
        zaken[i] = replace(zaken[i], taal="Fries")
    r.shuffle(zaken)
    regels = Regels(
        start=MAANDAG,
        capaciteit_per_fte=10.0,
        max_nieuw_per_week=10,
        speling=0.15,
        vaardigheden=frozenset(VAARDIG),
    )
    return zaken, team, regels


@pytest.mark.parametrize(("mensen", "zonder_taal"), [(5, 0), (10, 3), (20, 0), (20, 11)])
@pytest.mark.parametrize("zaad", range(3))
def test_a_hidden_distribution_without_penalty_is_found(zaad, mensen, zonder_taal):
    voorstel = verdeel(*geplant(zaad, mensen, zonder_taal), grens_seconden=60)
    assert voorstel.totaal == pytest.approx(zonder_taal * Kosten().taal)
    assert voorstel.kloof == 0 and voorstel.wachtend == ()


def test_who_waits_is_the_known_best_choice_when_room_is_short():
    """Rooms for two of weight 5 each: the dearest to wait are known, and they get in."""
    team = [Medewerker(id=f"m{i}", naam=f"M{i}", fte=1.0) for i in range(6)]
    zaken = [Zaak(id=f"z{i:02}", gewicht=5.0, wachtdagen=i) for i in range(30)]
    voorstel = verdeel(zaken, team, Regels(start=MAANDAG, capaciteit_per_fte=10.0))
    assert {t.zaak for t in voorstel.toewijzingen} == {f"z{i:02}" for i in range(18, 30)}
    assert voorstel.kloof < 1e-4


def test_the_same_input_gives_the_same_proposal():
    opgave = geplant(7, 12, 2)

    def zonder_klok(voorstel: Voorstel) -> dict[str, object]:
        assert not voorstel.op_tijd_gestopt
        return voorstel.as_dict()

    assert zonder_klok(verdeel(*opgave, grens_seconden=60)) == zonder_klok(
        verdeel(*opgave, grens_seconden=60)
    )


def test_a_clock_that_has_run_out_still_gives_an_allowed_proposal_with_a_true_bound():
    zaken, mensen, regels = geplant(3, 15, 4)
    snel = verdeel(zaken, mensen, regels, grens_seconden=1e-9)
    goed = verdeel(zaken, mensen, regels, grens_seconden=60)
    assert snel.op_tijd_gestopt and snel.ondergrens <= goed.totaal <= snel.totaal
    assert all(stand.belasting <= stand.capaciteit for stand in snel.medewerkers)
