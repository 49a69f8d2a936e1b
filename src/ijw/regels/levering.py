"""Rules about start and stop against what was reported before (JW305, JW307, level 3).

A removal (StatusAanlevering 3) is judged on nothing but whether there is something to remove (TR063, TR071), and is
handled before what comes in its place, also within one message (IV008)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ijw.geheugen import VERWIJDEREN, sleutel
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw305, jw307, lopend
from ijw.regels.zaak import Zaak, is_verwijderd, van_de_start
from ijw.v3_2 import jw305 as m305
from ijw.v3_2 import jw307 as m307
from ijw.v3_2.samengesteld import Product

TIJDELIJK = "20"  # JZ588
_TWEE = {"BerichtIdentificatie.Identificatie": "V0002"}
_DRIE = {"BerichtIdentificatie.Identificatie": "V0003"}
_WEG: dict[str, Any] = {"StatusAanlevering": VERWIJDEREN}
_PAUZE: dict[str, Any] = {"RedenBeeindiging": TIJDELIJK, "Einddatum": date(2026, 4, 1)}
_LATER: dict[str, Any] = {"Begindatum": date(2026, 5, 5)}
_STOP_VAN_MEI: dict[str, Any] = {
    "ToewijzingIngangsdatum": date(2026, 5, 1),
    "Begindatum": date(2026, 5, 4),
    "Einddatum": date(2026, 5, 4),
}


@regel(
    "TR019",
    niveau=3,
    retourcode="9019",
    op=["JW305 StartProduct.ToewijzingNummer", "JW307 StopProduct.ToewijzingNummer"],
    tekst="Er is geen toewijzing met dit ToewijzingNummer voor deze client. Controleer nummer en client; bij "
    "taakgericht werken blijft ToewijzingNummer leeg.",
    goed=[jw305(), jw305(StartProduct={"ToewijzingNummer": None})],
    fout=[
        jw305(StartProduct={"ToewijzingNummer": 300299}),
        jw305(Client={"Bsn": "999900018"}),
        jw305().na(
            lopend(RedenWijziging="13", Einddatum=date(2026, 1, 1), Toewijzingsdatum=date(2026, 5, 2))
        ),
        jw307(StopProduct={"ToewijzingNummer": 300299}).na(
            jw305(Header=_TWEE, StartProduct={"ToewijzingNummer": 300299, "Begindatum": date(2026, 1, 5)})
        ),
    ],
)
def hoort_bij_een_toewijzing(levering: Any, zaak: Zaak) -> bool:
    nummer = levering.ToewijzingNummer
    if nummer is None or levering.StatusAanlevering == VERWIJDEREN:
        return True
    toewijzing = zaak.toewijzingen.get(nummer)
    return toewijzing is not None and not is_verwijderd(toewijzing)


@regel(
    "TR063",
    niveau=3,
    retourcode="9063",
    op=["JW305 StartProduct.StatusAanlevering", "JW307 StopProduct.StatusAanlevering"],
    tekst="Er is niets te verwijderen: geen eerdere aanlevering heeft deze sleutel. Neem de sleutel over van de "
    "aanlevering die weg moet.",
    goed=[
        jw305(Header=_TWEE, StartProduct=_WEG).na(jw305()),
        jw307(Header=_TWEE, StopProduct=_WEG).na(jw307()),
    ],
    fout=[
        jw305(StartProduct=_WEG),
        jw305(Header=_TWEE, StartProduct=_WEG | _LATER).na(jw305()),
        jw307(Header=_TWEE, StopProduct=_WEG | {"RedenBeeindiging": TIJDELIJK}).na(jw307()),
        jw305(Header=_DRIE, StartProduct=_WEG).na(jw305(), jw305(Header=_TWEE, StartProduct=_WEG)),
    ],
)
def er_is_iets_te_verwijderen(levering: Any, zaak: Zaak) -> bool:
    if levering.StatusAanlevering != VERWIJDEREN:
        return True
    return sleutel(levering) in zaak.sleutels


@regel(
    "TR071",
    niveau=3,
    retourcode="9071",
    op="JW305 StartProduct.StatusAanlevering",
    tekst="De levering die met deze start begon is al gestopt. Verwijder eerst de stop.",
    goed=jw305(Header=_DRIE, StartProduct=_WEG).na(
        jw305(),
        jw307(StopProduct=_STOP_VAN_MEI),
        jw307(Header=_TWEE, StopProduct=_STOP_VAN_MEI | _WEG),
    ),
    fout=jw305(Header=_TWEE, StartProduct=_WEG).na(jw305(), jw307(StopProduct=_STOP_VAN_MEI)),
)
def gestopte_start_blijft(start: m305.StartProduct, zaak: Zaak) -> bool:
    if start.StatusAanlevering != VERWIJDEREN:
        return True
    return van_de_start(start) not in zaak.gestopt


@regel(
    "TR074",
    niveau=3,
    retourcode="9074",
    op=["JW305 StartProduct", "JW307 StopProduct"],
    tekst="Deze aanlevering is al ontvangen. Verwijder eerst de oude, in een eigen bericht, als er iets anders moet "
    "worden.",
    goed=[
        jw305(Header=_DRIE).na(jw305(), jw305(Header=_TWEE, StartProduct=_WEG)),
        jw307(Header=_DRIE).na(jw307(), jw307(Header=_TWEE, StopProduct=_WEG)),
    ],
    fout=[jw305(Header=_TWEE).na(jw305()), jw307(Header=_TWEE).na(jw307())],
)
def levering_is_niet_al_ontvangen(levering: Any, zaak: Zaak) -> bool:
    if levering.StatusAanlevering == VERWIJDEREN:
        return True
    return sleutel(levering) not in zaak.sleutels


@regel(
    "TR326",
    niveau=3,
    retourcode="9326",
    op="JW305 Client.StartProducten",
    tekst="Er loopt al een levering van dit product. Meld eerst de stop, of verwijder de eerdere start.",
    goed=[
        jw305(Header=_TWEE, StartProduct=_LATER).na(jw305(), jw307(StopProduct=_STOP_VAN_MEI)),
        jw305(
            Header=_TWEE,
            StartProduct=[_LATER, _WEG],
        ).na(jw305()),
        jw305(
            StartProduct=[
                {"ToewijzingNummer": None},
                {"ToewijzingNummer": None, "Product": Product(Categorie="44", Code="44A08")},
            ]
        ),
    ],
    fout=[
        jw305(Header=_TWEE, StartProduct=_LATER).na(jw305()),
        jw305(StartProduct=[{}, _LATER]),
        jw305(StartProduct=[{"ToewijzingNummer": None}, _LATER | {"ToewijzingNummer": None}]),
    ],
)
def geen_tweede_actuele_start(client: m305.Client, zaak: Zaak) -> Iterator[str]:
    lopend_ = {_wat(start) for start in zaak.starts if van_de_start(start) not in zaak.gestopt}
    for nummer, start in enumerate(client.StartProducten, start=1):
        if start.StatusAanlevering == VERWIJDEREN or sleutel(start) in zaak.sleutels:  # the latter is TR074
            continue
        if _wat(start) in lopend_:
            yield f"StartProducten/StartProduct[{nummer}]"
        lopend_.add(_wat(start))


def _wat(start: Any) -> object:
    """What is delivered: an assignment, or without one (taakgericht, IV096) a product."""
    return start.ToewijzingNummer or start.Product


@regel(
    "TR382",
    niveau=3,
    retourcode="9069",
    op="JW307 StopProduct",
    tekst="Er is geen start met dit ToewijzingNummer, dit product en deze begindatum. Neem ze over van de start, of "
    "meld eerst de start.",
    goed=[jw307(), jw307(Header=_TWEE, StopProduct={"Begindatum": date(2026, 2, 2)} | _WEG).na(
        jw305(Header=_TWEE, StartProduct={"Begindatum": date(2026, 2, 2)}),
        jw307(StopProduct={"Begindatum": date(2026, 2, 2)}),
    )],
    fout=[
        jw307(StopProduct={"Begindatum": date(2026, 1, 6)}),
        jw307(StopProduct={"Product": Product(Categorie="45")}),
        jw307().na(
            jw305(Header=_TWEE, StartProduct=_WEG | {"Begindatum": date(2026, 1, 5)}),
        ),
    ],
)  # fmt: skip
def stop_hoort_bij_een_start(stop: m307.StopProduct, zaak: Zaak) -> bool:
    if stop.StatusAanlevering == VERWIJDEREN:
        return True
    return van_de_start(stop) in zaak.gestart


class _Eerder(NamedTuple):
    """What stands of a start: whether it was stopped for a while, for good, and until when."""

    tijdelijk: bool = False
    definitief: bool = False
    tot: date = date.min

    def met(self, stop: m307.StopProduct) -> _Eerder:
        tijdelijk = stop.RedenBeeindiging == TIJDELIJK
        tot = max(self.tot, stop.Einddatum)
        return _Eerder(self.tijdelijk or tijdelijk, self.definitief or not tijdelijk, tot)


def _met_eerdere(client: m307.Client, zaak: Zaak) -> Iterator[tuple[str, m307.StopProduct, _Eerder]]:
    """Every new stop, with the stops of the same start that stand before it, also those in this message."""
    staand: dict[tuple[object, ...], _Eerder] = {}
    for stop in zaak.stops:
        staand[van_de_start(stop)] = staand.get(van_de_start(stop), _Eerder()).met(stop)
    for nummer, stop in enumerate(client.StopProducten, start=1):
        if (
            stop.StatusAanlevering != VERWIJDEREN and sleutel(stop) not in zaak.sleutels
        ):  # the latter is TR074
            eerder = staand.get(van_de_start(stop), _Eerder())
            yield f"StopProducten/StopProduct[{nummer}]", stop, eerder
            staand[van_de_start(stop)] = eerder.met(stop)


@regel(
    "TR413",
    niveau=3,
    retourcode="9413",
    op="JW307 Client.StopProducten",
    tekst="Deze levering is al tijdelijk gestopt (reden 20). Meld een definitieve stop, of eerst een nieuwe start.",
    goed=jw307(Header=_TWEE).na(jw307(StopProduct=_PAUZE)),
    fout=jw307(Header=_TWEE, StopProduct=_PAUZE | {"Einddatum": date(2026, 4, 2)}).na(
        jw307(StopProduct=_PAUZE)
    ),
)
def na_een_tijdelijke_stop_geen_tweede(client: m307.Client, zaak: Zaak) -> Iterator[str]:
    for pad, stop, eerder in _met_eerdere(client, zaak):
        if stop.RedenBeeindiging == TIJDELIJK and eerder.tijdelijk:
            yield f"{pad}/RedenBeeindiging"


@regel(
    "TR414",
    niveau=3,
    retourcode="9414",
    op="JW307 Client.StopProducten",
    tekst="De einddatum ligt voor die van de tijdelijke stop. Een definitieve stop eindigt niet eerder.",
    goed=jw307(Header=_TWEE, StopProduct={"Einddatum": date(2026, 4, 1)}).na(jw307(StopProduct=_PAUZE)),
    fout=jw307(Header=_TWEE, StopProduct={"Einddatum": date(2026, 3, 31)}).na(jw307(StopProduct=_PAUZE)),
)
def stop_niet_voor_de_vorige(client: m307.Client, zaak: Zaak) -> Iterator[str]:
    for pad, stop, eerder in _met_eerdere(client, zaak):
        if stop.Einddatum < eerder.tot:
            yield f"{pad}/Einddatum"


@regel(
    "TR415",
    niveau=3,
    retourcode="9415",
    op="JW307 Client.StopProducten",
    tekst="Deze levering is al definitief gestopt. Meld een nieuwe start, of verwijder de eerdere stop.",
    goed=jw307(Header=_TWEE, StopProduct=[{}, _WEG | {"RedenBeeindiging": "33"}]).na(
        jw307(StopProduct={"RedenBeeindiging": "33"})
    ),
    fout=jw307(Header=_TWEE).na(jw307(StopProduct={"RedenBeeindiging": "33"})),
)
def na_een_definitieve_stop_geen_tweede(client: m307.Client, zaak: Zaak) -> Iterator[str]:
    for pad, _, eerder in _met_eerdere(client, zaak):
        if eerder.definitief:
            yield f"{pad}/RedenBeeindiging"
