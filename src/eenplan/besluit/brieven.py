"""From a signed decision to a letter: gather the facts, then set them in type as an archivable PDF.

The PDF is PDF/A-2a and PDF/UA-1 (`kern.pdf`): it can be kept and it can be read aloud.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from eenplan.besluit import queries
from eenplan.besluit.brieftekst import Brieffeiten, Hulp, brief
from eenplan.kern import pdf
from eenplan.organisatie.models import Functie

if TYPE_CHECKING:
    from eenplan.besluit.models import Besluit
    from eenplan.gezin.models import Persoon

SJABLOON = Path(__file__).with_name("brief.typ")


def maak_pdf(feiten: Brieffeiten) -> bytes:
    """The letter as PDF/A-2a + PDF/UA-1."""
    return pdf.maak_pdf(SJABLOON, brief(feiten))


def feiten(besluit: Besluit, aan: Persoon, dagtekening: date) -> Brieffeiten:
    """What the letter to `aan` says. A secret address is left out; of goals only those of this youth."""
    organisatie, jeugdige = besluit.dossier.organisatie, besluit.jeugdige
    regisseur = besluit.dossier.regisseur or besluit.opsteller
    assert besluit.vastgesteld_door is not None and besluit.plan.vastgesteld_op is not None
    plaats = organisatie.naam.removeprefix("Gemeente ").removeprefix("gemeente ")
    aan_jeugdige = aan.pk == jeugdige.pk
    return Brieffeiten(
        organisatie=f"Gemeente {plaats}" if organisatie.soort == "gemeente" else organisatie.naam,
        plaats=plaats,
        team="Jeugd",
        kenmerk=besluit.kenmerk,
        dagtekening=dagtekening,
        aan_jeugdige=aan_jeugdige,
        aanspreeknaam=(aan.roepnaam or aan.naam) if aan_jeugdige else aanspreeknaam(aan),
        adres=adresblok(aan),
        jeugdige=jeugdige.roepnaam or jeugdige.naam,
        geboren_op=jeugdige.geboortedatum,
        jeugdige_voluit=jeugdige.naam,
        aanvraag_op=besluit.aanvraag_op,
        plan_op=besluit.plan.vastgesteld_op,
        hulp=[
            Hulp(
                regel.product.naam,
                regel.omvang or "zoveel als nodig is",
                regel.begin,
                regel.eind,
                regel.aanbieder.naam,
            )
            for regel in besluit.regels.select_related("product", "aanbieder")
        ],
        motivering=besluit.motivering,
        doelen=_doelen(besluit),
        bezwaar_tot=queries.bezwaar_tot(dagtekening),
        contact_naam=regisseur.naam,
        contact_telefoon=regisseur.telefoon or str(organisatie.instellingen.get("telefoon", "")),
        ondertekenaar=besluit.vastgesteld_door.naam,
        functie=str(Functie(besluit.mandaat.functie).label)
        if besluit.mandaat
        else besluit.vastgesteld_door.functienamen,
        mandaat=besluit.mandaat.bron if besluit.mandaat else "",
        bezwaaradres=str(organisatie.instellingen.get("bezwaaradres", "")),
    )


def aanspreeknaam(persoon: Persoon) -> str:
    """`mevrouw De Vries`, `meneer El Idrissi`, or the full name when the sex is not known."""
    aanspreken = {"m": "meneer", "v": "mevrouw"}.get(persoon.geslacht)
    if aanspreken is None:
        return persoon.naam
    naam = f"{persoon.voorvoegsel} {persoon.achternaam}".strip()
    return f"{aanspreken} {naam[:1].upper()}{naam[1:]}"


def adresblok(persoon: Persoon) -> list[str]:
    """Name and address for the window; only the name when the address is secret or unknown."""
    if persoon.contact_geheim or not persoon.adresregel:
        return [persoon.naam]
    postcode = f"{persoon.postcode[:4]} {persoon.postcode[4:]}".strip()
    return [persoon.naam, persoon.adresregel, f"{postcode}  {persoon.woonplaats.upper()}".strip()]


def _doelen(besluit: Besluit) -> list[str]:
    """The goals of this youth and those that the decided help serves; nobody else's."""
    gediend = {regel.inzet.doel_id for regel in besluit.regels.select_related("inzet")}
    return [
        doel.titel
        for doel in besluit.plan.doelen.all()
        if doel.persoon_id == besluit.jeugdige_id or doel.pk in gediend
    ]
