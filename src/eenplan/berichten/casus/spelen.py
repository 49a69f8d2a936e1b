"""Plays a case step by step against Eenplan, through the inbox and the outbox, and says what differs from what the case
expects.

Messages of the provider are brought as files; what the municipality does is done through the same actions as on the
screens, and the message that lies in the outbox afterwards must be the one of the step. The provider's return messages
are made here, by the rules of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import ijw
from eenplan.berichten import actions as berichten
from eenplan.berichten import post
from eenplan.berichten.casus.lezen import Casus, Stap
from eenplan.berichten.casus.vergelijken import verschillen
from eenplan.berichten.casus.wereld import Wereld, begin, op, wijs_toe
from eenplan.berichten.transport import MapTransport
from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import EenplanFout
from eenplan.kern.tijd import op_moment
from eenplan.zorg.actions import verwijder_toewijzing
from eenplan.zorg.declaratie_actions import beantwoord_declaratie
from eenplan.zorg.models import Declaratie, Toewijzing, Verzoek
from eenplan.zorg.queries import in_euro
from eenplan.zorg.verzoek_actions import ken_verzoek_toe, neem_in_onderzoek, wijs_verzoek_af
from eenplan.zorg.wijzig_actions import wijzig_toewijzing

AFGEWEZEN = "1"  # WJ760
VERWIJDERD = "13"  # JZ002


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What differs after one step; nothing when Eenplan does as the case says."""

    nr: int
    bericht: str
    verschillen: tuple[str, ...]
    opmerkingen: tuple[str, ...] = ()


class Speler:
    """One case in a municipality of its own. `map` is where its post lies; it must be empty."""

    def __init__(self, casus: Casus, map: Path) -> None:
        self._casus = casus
        with op_moment(op(casus.stappen[0].datum - timedelta(days=1))):
            self.wereld: Wereld = begin(casus.punten, casus.stappen[0].datum - timedelta(days=1))
        self._transport = MapTransport(self.wereld.organisatie.code, map)
        self._ronde()
        self._gezien = self._in_uitbak()

    def speel(self) -> Iterator[Uitslag]:
        """Every step in order."""
        for stap in self._casus.stappen:
            with op_moment(op(stap.datum)):
                yield self._stap(stap)

    def _stap(self, stap: Stap) -> Uitslag:
        naam = stap.bericht.NAAM if stap.bericht else "buiten berichtenverkeer"
        try:
            if stap.bericht is not None and stap.van == "aanbieder":
                self._breng(stap.bericht)
            elif stap.bericht is not None:
                with voor_organisatie(self.wereld.organisatie, actie="casus"):
                    _DADEN[naam](self, stap)
            self._ronde()
        except EenplanFout as fout:
            return Uitslag(stap.nr, naam, (f"Eenplan weigert: {fout.zin}",))
        nieuw = self._nieuw_in_uitbak()
        gevonden, opmerkingen = self._vergelijk(stap, nieuw)
        return Uitslag(stap.nr, naam, tuple(gevonden), tuple(opmerkingen))

    def _vergelijk(self, stap: Stap, nieuw: list[Any]) -> tuple[list[str], list[str]]:
        retour = None
        if (
            stap.bericht is not None
            and stap.van == "gemeente"
            and nieuw
            and nieuw[-1].NAAM in ("JW301", "JW319")
        ):
            retour = ijw.antwoord(nieuw[-1], [], identificatie=f"R{stap.nr:05d}", dagtekening=stap.datum)
            self._breng(retour)
            self._ronde()
        with voor_organisatie(self.wereld.organisatie, actie="casus"):
            return verschillen(stap, nieuw, self.wereld)

    # what the municipality does ---------------------------------------------------------------------------

    def _wijs_toe(self, stap: Stap) -> None:
        """A JW301: the request that it answers is granted, else each assignment is given or changed."""
        producten = stap.velden["ToegewezenProducten"]
        referenties = {p["ReferentieAanbieder"] for p in producten if "ReferentieAanbieder" in p}
        bekend = set(Toewijzing.objects.values_list("nummer", flat=True))
        nieuwe = tuple(p["ToewijzingNummer"] for p in producten if p["ToewijzingNummer"] not in bekend)
        open_ = [v for v in Verzoek.objects.filter(referentie__in=referenties).order_by("pk") if v.is_open]
        if open_:
            for verzoek in open_:
                zijn = tuple(
                    p["ToewijzingNummer"] for p in producten
                    if p.get("ReferentieAanbieder") == verzoek.referentie and p["ToewijzingNummer"] in nieuwe
                )  # fmt: skip
                ken_verzoek_toe(verzoek=verzoek, door=None, nummers=zijn)
            return
        anders = [
            rij for p in producten if (rij := self._wijzig(p, p["ToewijzingNummer"] in bekend)) is not None
        ]
        berichten.verstuur_jw301(toewijzingen=anders, door=None)

    def _wijzig(self, product: dict[str, Any], bekend: bool) -> Toewijzing | None:
        if not bekend:
            return wijs_toe(self.wereld, product)
        rij = Toewijzing.objects.get(nummer=product["ToewijzingNummer"])
        if "RedenWijziging" not in product:
            return None
        if product["RedenWijziging"] == VERWIJDERD:
            return verwijder_toewijzing(
                toewijzing=rij, toelichting="volgens de casus", door=None, melden=False
            )
        omvang = product.get("Omvang") or {}
        return wijzig_toewijzing(
            toewijzing=rij, vanaf=rij.begin, eind=product.get("Einddatum"), volume=omvang.get("Volume"),
            eenheid=omvang.get("Eenheid", ""), frequentie=omvang.get("Frequentie", ""), budget=in_euro(product.get("Budget")),
            reden=product["RedenWijziging"], door=None, melden=False,
        )[0]  # fmt: skip

    def _antwoord(self, stap: Stap) -> None:
        """A JW319."""
        antwoord = stap.velden["Antwoord"]
        verzoek = Verzoek.objects.get(referentie=antwoord["ReferentieAanbieder"])
        if antwoord["VerzoekAntwoord"] == AFGEWEZEN:
            gemeente = (antwoord.get("Woonplaatsbeginsel") or {}).get("Gemeente", "")
            wijs_verzoek_af(
                verzoek=verzoek, reden=antwoord["RedenAfwijzingVerzoek"], andere_gemeente=gemeente, door=None
            )
        else:
            neem_in_onderzoek(verzoek=verzoek, door=None)

    def _declaratie(self, stap: Stap) -> None:
        """A JW325."""
        vraag = stap.velden["Header"]["DeclaratieIdentificatie"]["Identificatie"]
        declaraties = Declaratie.objects.filter(berichten__soort="JW323", berichten__identificatie=vraag)
        beantwoord_declaratie(declaratie=declaraties.latest("pk"), door=None)

    # the post ---------------------------------------------------------------------------------------------

    def _breng(self, bericht: Any) -> None:
        kop = bericht.Header
        nummer = getattr(kop, "IdentificatieRetour", None) or kop.BerichtIdentificatie.Identificatie
        doel = self._transport.map("in") / f"{bericht.NAAM}_{nummer}.xml"
        doel.write_bytes(ijw.build(bericht))

    def _ronde(self) -> None:
        post.ronde(self.wereld.organisatie, self._transport)

    def _in_uitbak(self) -> set[str]:
        return {bestand.name for bestand in self._transport.map("uit").iterdir()}

    def _nieuw_in_uitbak(self) -> list[Any]:
        nieuw = sorted(self._in_uitbak() - self._gezien, key=lambda naam: naam.rpartition("_")[2])
        self._gezien |= set(nieuw)
        return [ijw.parse((self._transport.map("uit") / naam).read_bytes()) for naam in nieuw]


_DADEN: dict[str, Any] = {"JW301": Speler._wijs_toe, "JW319": Speler._antwoord, "JW325": Speler._declaratie}
