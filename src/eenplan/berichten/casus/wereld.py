"""The starting point of a case as a municipality of its own: one client, one provider, a contract, and what ran already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.timezone import make_aware

from eenplan.dossier.actions import open_dossier
from eenplan.dossier.models import Dossier
from eenplan.gezin import actions as gezinnen
from eenplan.gezin.models import Gezag, Persoon
from eenplan.kern.context import voor_organisatie
from eenplan.kern.tijd import nu, op_moment
from eenplan.organisatie.models import Organisatie
from eenplan.zorg import actions as zorg
from eenplan.zorg.boek_actions import boek_declaraties, boek_regiemeldingen
from eenplan.zorg.boeken import Regels
from eenplan.zorg.models import (
    Aanbieder,
    Contract,
    Declaratie,
    Prestatie,
    Product,
    Regiemelding,
    Tarief,
    Toewijzing,
)

GESLACHT = {"1": "m", "2": "v"}
OOIT = date(2000, 1, 1)
UUR = time(10, 0)  # at which everything in a case happens


def op(dag: date, uur: time = UUR) -> datetime:
    """A moment on this day of the case."""
    return make_aware(datetime.combine(dag, uur))


@dataclass
class Wereld:
    """Who and what the case is about, in our tables."""

    organisatie: Organisatie
    aanbieder: Aanbieder
    jeugdige: Persoon
    dossier: Dossier
    producten: dict[tuple[str, str], Product] = field(default_factory=dict)

    def product(self, veld: Mapping[str, str] | None) -> Product:
        """The product that a message names: one of the contract, a whole category, or a free choice."""
        code = veld or {}
        sleutel = code.get("Categorie", ""), code.get("Code", "")
        if sleutel not in self.producten:
            self.producten[sleutel] = Product.objects.create(
                organisatie=self.organisatie, categorie=sleutel[0], code=sleutel[1], naam="uit de casus",
                soort=Product.Soort.INSPANNING, eenheid="83" if sleutel[1] else "",
            )  # fmt: skip
        return self.producten[sleutel]


def begin(punten: Mapping[str, Any], dag: date) -> Wereld:
    """An empty municipality with only this starting point, the day before the first step."""
    organisatie = Organisatie.objects.create(
        naam=f"Gemeente {punten['gemeente']['code']} van de casus", soort=Organisatie.Soort.GEMEENTE,
        code=punten["gemeente"]["code"], voorvoegsel="C",
    )  # fmt: skip
    with voor_organisatie(organisatie, actie="casus"), op_moment(op(dag)):
        wereld = _mensen(organisatie, punten)
        _contract(wereld, punten)
    for rij in punten.get("toewijzingen", []):
        _toewijzing(wereld, rij)
    return wereld


def _mensen(organisatie: Organisatie, punten: Mapping[str, Any]) -> Wereld:
    client = punten["client"]
    jeugdige = _persoon(client, client["Contactgegevens"][0], bsn=client["Bsn"])
    familie = gezinnen.maak_gezin(
        naam=f"Gezin {jeugdige.achternaam}", leden=[(jeugdige, "jeugdige", True)], door=None
    )
    for relatie in client.get("Relaties", []):
        ouder = _persoon(relatie, relatie["Contact"])
        gezinnen.voeg_lid_toe(gezin=familie, persoon=ouder, rol="ouder", door=None)
        Gezag.objects.create(
            organisatie=organisatie, jeugdige=jeugdige, persoon=ouder, soort="ouderlijk", vanaf=jeugdige.geboortedatum,
            bron="casus",
        )  # fmt: skip
    aanbieder = Aanbieder.objects.create(
        organisatie=organisatie, naam=punten["aanbieder"]["naam"], agb=punten["aanbieder"]["agb"]
    )
    return Wereld(organisatie, aanbieder, jeugdige, open_dossier(gezin=familie, door=None))


def _persoon(wie: Mapping[str, Any], contact: Mapping[str, Any], bsn: str = "") -> Persoon:
    naam, adres = wie["Naam"], contact.get("Adres", {})
    huis = adres.get("Huis", {})
    telefoon = contact.get("Telefoon", {}).get("Telefoon01", {}).get("Telefoonnummer", "")
    return gezinnen.registreer_persoon(
        bsn=bsn, voornamen=naam.get("Voornamen", ""), roepnaam=naam.get("Voornamen", ""),
        voorvoegsel=naam["Geslachtsnaam"].get("Voorvoegsel", ""), achternaam=naam["Geslachtsnaam"]["Achternaam"],
        geboortedatum=wie.get("Geboortedatum", {}).get("Datum"), geslacht=GESLACHT.get(wie.get("Geslacht", ""), "onbekend"),
        straat=adres.get("Straatnaam", ""), huisnummer=huis.get("Huisnummer"), huisletter=huis.get("Huisletter", ""),
        toevoeging=huis.get("HuisnummerToevoeging", ""), postcode=adres.get("Postcode", ""),
        woonplaats=adres.get("Plaatsnaam", ""), telefoon=telefoon, door=None,
    )  # fmt: skip


def _contract(wereld: Wereld, punten: Mapping[str, Any]) -> None:
    contract = Contract.objects.create(
        organisatie=wereld.organisatie, aanbieder=wereld.aanbieder, naam="casus", vanaf=OOIT
    )
    for regel in punten["contract"]:
        eenheid = regel.get("Eenheid", "")
        taakgericht = punten.get("uitvoering") == "taakgericht"
        product = Product.objects.create(
            organisatie=wereld.organisatie, categorie=regel["Categorie"], code=regel.get("Code", ""),
            naam=regel.get("naam", "")[:160], eenheid=eenheid,
            soort="taakgericht" if taakgericht else "output" if eenheid in ("82", "83") else "inspanning",
        )  # fmt: skip
        wereld.producten[product.categorie, product.code] = product
        if product.code:  # no tariff is agreed for euros
            Tarief.objects.create(
                organisatie=wereld.organisatie, contract=contract, product=product,
                bedrag=Decimal(regel.get("Tarief") or 0) / 100, vanaf=OOIT,
            )  # fmt: skip


def _toewijzing(wereld: Wereld, rij: Mapping[str, Any]) -> None:
    """An assignment that ran before the case begins, with its delivery and what was granted on it."""
    dag = rij["Toewijzingsdatum"]
    with (
        voor_organisatie(wereld.organisatie, actie="casus"),
        op_moment(op(dag, time.fromisoformat(rij["Toewijzingstijd"]))),
    ):
        toewijzing = wijs_toe(wereld, rij)
        from eenplan.berichten.actions import verstuur_jw301

        verstuur_jw301(toewijzingen=[toewijzing], door=None)
    if "Begindatum" in (levering := rij.get("levering", {})):
        with voor_organisatie(wereld.organisatie, actie="casus"), op_moment(op(levering["Begindatum"])):
            product = rij.get("Product") or {}
            start = Regiemelding(
                organisatie=wereld.organisatie, dossier=wereld.dossier, jeugdige=wereld.jeugdige, aanbieder=wereld.aanbieder,
                toewijzing=toewijzing, soort="start", categorie=product.get("Categorie", ""), code=product.get("Code", ""),
                ingangsdatum=toewijzing.begin, begin=levering["Begindatum"], gemeld_op=levering["Begindatum"],
            )  # fmt: skip
            boek_regiemeldingen(regels=[Regels([start], [])])
    if rij.get("toegekend"):
        _eerder_toegekend(wereld, toewijzing, rij["toegekend"])


def _eerder_toegekend(wereld: Wereld, toewijzing: Toewijzing, centen: int) -> None:
    product = next(p for p in wereld.producten.values() if p.code)
    with voor_organisatie(wereld.organisatie, actie="casus"), op_moment(op(toewijzing.begin)):
        declaratie = Declaratie(
            organisatie=wereld.organisatie, aanbieder=wereld.aanbieder, nummer="BEGIN", begin=toewijzing.begin,
            eind=toewijzing.begin, dagtekening=toewijzing.begin, ontvangen_op=nu(), ingediend=centen, toegekend=centen,
            uiterlijk=toewijzing.begin, beantwoord_op=nu(),
        )  # fmt: skip
        prestatie = Prestatie(
            organisatie=wereld.organisatie, referentie="BEGIN", jeugdige=wereld.jeugdige, toewijzing=toewijzing,
            toewijzingsnummer=toewijzing.nummer, categorie=product.categorie, code=product.code, begin=toewijzing.begin,
            eind=toewijzing.begin, volume=1, eenheid=product.eenheid, bedrag=centen,
        )  # fmt: skip
        boek_declaraties(declaraties=[(declaratie, [prestatie])])


def wijs_toe(wereld: Wereld, rij: Mapping[str, Any]) -> Toewijzing:
    """Assign what a step or a starting point says, under its own number."""
    omvang = rij.get("Omvang") or {}
    return zorg.wijs_toe(
        dossier=wereld.dossier, jeugdige=wereld.jeugdige, aanbieder=wereld.aanbieder,
        product=wereld.product(rij.get("Product")), begin=rij["Ingangsdatum"], eind=rij.get("Einddatum"),
        volume=omvang.get("Volume"), eenheid=omvang.get("Eenheid", ""), frequentie=omvang.get("Frequentie", ""),
        budget=Decimal(rij["Budget"]) / 100 if "Budget" in rij else None, nummer=rij["ToewijzingNummer"], door=None,
    )  # fmt: skip
