"""What holds for every team and every list of cases."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from formatie.verdelen import Medewerker, Periode, Regels, VerdeelFout, Zaak, verdeel
from formatie.verdelen.mag import bezwaren

MAANDAG = date(2026, 11, 30)
VAARDIG = ("lvb", "pleegzorg")
gewichten = st.integers(50, 600).map(lambda g: g / 100)
delen = st.sampled_from(["moet", "liefst"])


@st.composite
def opgaven(draw: st.DrawFn) -> tuple[list[Zaak], list[Medewerker], Regels]:
    ids = [f"m{i}" for i in range(draw(st.integers(1, 5)))]
    iemand = st.sampled_from(ids)
    mensen = [
        Medewerker(
            id=i,
            naam=i.upper(),
            fte=draw(st.sampled_from([0.3, 0.67, 1.0])),
            belasting=draw(st.sampled_from([0.0, 3.3, 9.0])),
            skj=draw(st.booleans()),
            vaardigheden=draw(st.frozensets(st.sampled_from(VAARDIG))),
            talen=draw(st.frozensets(st.just("Pools"))),
            wijken=draw(st.frozensets(st.sampled_from(["Noord", "Zuid"]))),
            afwezig=draw(
                st.lists(
                    st.integers(0, 15).map(
                        lambda d: Periode(MAANDAG + timedelta(days=d), MAANDAG + timedelta(days=d + 6))
                    ),
                    max_size=1,
                ).map(tuple)
            ),
            vertrekt=draw(st.sampled_from([False, False, False, True])) and i != "m0",
        )
        for i in ids
    ]
    zaken = []
    for z in range(draw(st.integers(0, 9))):
        nu = draw(st.none() | iemand)
        vorige = draw(st.none() | iemand)
        zaken.append(
            Zaak(
                id=f"z{z}",
                gewicht=draw(gewichten),
                zwaar=draw(st.booleans()),
                urgentie=draw(st.sampled_from(["spoed", "gewoon"])),
                uiterlijk=draw(st.none() | st.just(MAANDAG + timedelta(days=2))),
                skj=draw(st.booleans()),
                vaardigheden=draw(st.frozensets(st.sampled_from(VAARDIG), max_size=1)),
                gezin=draw(st.none() | st.sampled_from(["a", "b"])),
                samen=draw(delen),
                vorige=vorige,
                terug="liefst" if vorige is None else draw(delen),
                taal=draw(st.none() | st.just("Pools")),
                taal_eis=draw(delen),
                wijk=draw(st.none() | st.just("Noord")),
                wijk_eis=draw(delen),
                niet_door=draw(st.dictionaries(iemand, st.just("familie"), max_size=1)),
                nu=nu,
                overdracht="nee" if nu is None else draw(st.sampled_from(["nee", "mag", "moet"])),
            )
        )
    paren = st.tuples(st.sampled_from([z.id for z in zaken]), iemand) if zaken else st.nothing()
    vast = draw(st.lists(paren, max_size=2, unique_by=lambda p: p[0])) if zaken else []
    regels = Regels(
        start=MAANDAG,
        capaciteit_per_fte=12.0,
        weken=draw(st.integers(1, 3)),
        max_nieuw_per_week=draw(st.integers(0, 3)),
        vaardigheden=frozenset(VAARDIG),
        vastgezet=tuple(vast),
    )
    return zaken, mensen, regels


@settings(max_examples=120)
@given(opgaven())
def test_every_proposal_is_allowed_complete_and_cannot_be_bettered_by_one_step(opgave):
    zaken, mensen, regels = opgave
    try:
        voorstel = verdeel(zaken, mensen, regels, grens_seconden=60)
    except VerdeelFout as fout:
        assert regels.vastgezet and all(melding.endswith(".") for melding in fout.meldingen)
        return
    zaak = {z.id: z for z in zaken}
    wie = {m.id: m for m in mensen}
    bij = {t.zaak: t.medewerker for t in voorstel.toewijzingen}

    # everyone is accounted for, once, and with a reason
    genoemd = [t.zaak for t in voorstel.toewijzingen] + [w.zaak for w in voorstel.wachtend]
    assert Counter(genoemd) == Counter(list(zaak))
    assert all(regel.reden for regel in (*voorstel.toewijzingen, *voorstel.wachtend))

    # nobody gets above capacity, or further above it
    for stand in voorstel.medewerkers:
        m = wie[stand.medewerker]
        was = m.belasting + sum(z.gewicht for z in zaken if z.nu == m.id)
        assert stand.belasting <= max(stand.capaciteit, was) + 1e-9
        if was > stand.capaciteit:
            assert stand.zaken_erbij == 0

    # nobody gets what they may not have, nor more new cases than there are places
    ankers = {
        z.gezin: {a.nu for a in zaken if a.gezin == z.gezin and a.nu and a.overdracht == "nee"}
        - {m.id for m in mensen if m.vertrekt}
        for z in zaken
        if z.gezin
    }
    for t in voorstel.toewijzingen:
        if zaak[t.zaak].overdracht != "nee" or zaak[t.zaak].nu != t.medewerker:
            assert bezwaren(zaak[t.zaak], wie[t.medewerker], ankers) == []
    per_week = Counter((t.medewerker, t.week) for t in voorstel.toewijzingen if t.soort != "blijft")
    assert all(week is not None for _, week in per_week)
    assert all(aantal <= regels.max_nieuw_per_week for aantal in per_week.values())

    # what was decided is kept, what must stay together stays together, what may stay is not lost
    assert all(bij[z] == m for z, m in regels.vastgezet)
    for gezin in ankers:
        moet = [
            bij.get(z.id) for z in zaken if z.gezin == gezin and z.samen == "moet" and z.overdracht != "nee"
        ]
        nieuw = [bij.get(z.id) for z in zaken if z.gezin == gezin and z.samen == "moet" and z.nu is None]
        assert len(set(moet) | set(nieuw)) <= 1

    # the price and the proof agree, and no alternative is cheaper
    assert voorstel.ondergrens <= voorstel.totaal + 0.01
    assert all(t.alternatief.extra >= 0 for t in voorstel.toewijzingen if t.alternatief)


@settings(max_examples=40)
@given(opgaven())
def test_nobody_waits_while_someone_who_may_take_the_case_has_room(opgave):
    """Wishes and fairness may decide who, never whether."""
    zaken, mensen, regels = opgave
    try:
        voorstel = verdeel(zaken, mensen, regels, grens_seconden=60)
    except VerdeelFout:
        return
    wacht = {w.zaak for w in voorstel.wachtend}
    bij = {t.zaak: t.medewerker for t in voorstel.toewijzingen}
    erbij = {s.medewerker: s for s in voorstel.medewerkers}
    for z in zaken:
        if z.id not in wacht or z.nu is not None or z.gezin is not None:
            continue
        for m in mensen:
            stand = erbij[m.id]
            zwaar_past = not z.zwaar or stand.zwaar + z.gewicht <= 0.6 * stand.capaciteit - 0.01
            aanwezig = not m.afwezig and regels.max_nieuw_per_week * regels.weken > stand.zaken_erbij
            los = not any(zaak.nu == m.id and bij.get(zaak.id) != m.id for zaak in zaken)
            if not bezwaren(z, m, {}) and zwaar_past and aanwezig and los:
                assert stand.belasting + z.gewicht > stand.capaciteit - 0.01
