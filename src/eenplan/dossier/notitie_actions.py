"""What is written down in a dossier: contact notes, documents, consent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from eenplan.dossier import bestanden
from eenplan.dossier.checks import check_mag_document, check_mag_noteren, check_mag_schrijven, eis_open
from eenplan.dossier.models import Contactnotitie, Document, Dossier, Toestemming
from eenplan.kern import opslag
from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag

if TYPE_CHECKING:
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker


@actie
def voeg_notitie_toe(
    *, dossier: Dossier, soort: str, datum: date, tekst: str, door: Medewerker, met_wie: str = ""
) -> Contactnotitie:
    """Write down a contact. It is on the timeline and can be searched at once."""
    dossier = eis_open(dossier)
    check_mag_noteren(dossier, door)
    if datum > vandaag():
        raise Geweigerd("Dit contact ligt in de toekomst. Kies de dag waarop het was.", veld="datum")
    notitie = Contactnotitie(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        soort=soort,
        datum=datum,
        met_wie=met_wie,
        tekst=tekst.strip(),
        door=door,
    )
    keur(notitie)
    notitie.save()
    leg_vast(
        soort="notitie.toegevoegd",
        door=door,
        dossier=dossier,
        over=notitie,
        tekst=notitie.get_soort_display().capitalize(),
    )
    return notitie


@actie
def wijzig_notitie(
    *, notitie: Contactnotitie, gelezen_versie: int, tekst: str, met_wie: str, door: Medewerker
) -> Contactnotitie:
    """Correct a note; only its writer or the regisseur may. What it said before stays in the history."""
    dossier = eis_open(notitie.dossier)
    check_mag_noteren(dossier, door)
    if door.pk not in (notitie.door_id, dossier.regisseur_id):
        raise Geweigerd("Alleen wie de notitie schreef of de regisseur kan haar verbeteren.")
    huidig = bewaar_versie(notitie, gelezen_versie, tekst=tekst.strip(), met_wie=met_wie)
    leg_vast(soort="notitie.gewijzigd", door=door, dossier=dossier, over=huidig, tekst="Notitie verbeterd")
    return huidig


@actie
def voeg_document_toe(
    *, dossier: Dossier, naam: str, soort: str, inhoud: bytes, door: Medewerker | None
) -> Document:
    """Somebody adds a document: who works on the dossier, or the A-team that handles its post."""
    dossier = eis_open(dossier)
    check_mag_document(dossier, door)
    return bewaar_document(dossier=dossier, naam=naam, soort=soort, inhoud=inhoud, door=door)


@actie
def bewaar_document(
    *, dossier: Dossier, naam: str, soort: str, inhoud: bytes, door: Medewerker | None
) -> Document:
    """Store a document, encrypted, after looking at what it really is (`bestanden.controleer`).

    For what Eenplan makes as part of another act, such as the letters of a decision: that act asked who may.
    """
    dossier = eis_open(dossier)
    mediatype = bestanden.controleer(naam, inhoud)
    opgeslagen = opslag.bewaar(inhoud)
    document = Document(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        naam=naam,
        soort=soort,
        mediatype=mediatype,
        grootte=opgeslagen.grootte,
        sha256=opgeslagen.sha256,
        sleutel=opgeslagen.sleutel,
        toegevoegd_op=nu(),
        toegevoegd_door=door,
    )
    keur(document)
    document.save()
    leg_vast(
        soort="document.toegevoegd",
        door=door,
        dossier=dossier,
        over=document,
        tekst=f"Document toegevoegd: {naam}",
    )
    return document


@actie
def geef_toestemming(
    *,
    dossier: Dossier,
    persoon: Persoon,
    aan_wie: str,
    doel: str,
    gegeven_op: date,
    tot: date,
    door: Medewerker,
) -> Toestemming:
    """Record consent: to whom, what for, until when. Without it nothing is asked from others."""
    dossier = eis_open(dossier)
    check_mag_schrijven(dossier, door)
    if not dossier.gezin.leden.filter(persoon=persoon).exists():
        raise Geweigerd(f"{persoon} hoort niet bij dit gezin. Kies iemand uit het gezin.", veld="persoon")
    if gegeven_op > vandaag():
        raise Geweigerd("Toestemming kan niet in de toekomst zijn gegeven.", veld="gegeven_op")
    if tot < gegeven_op:
        raise Geweigerd("De einddatum ligt vóór de dag waarop toestemming is gegeven.", veld="tot")
    toestemming = Toestemming(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        persoon=persoon,
        aan_wie=aan_wie,
        doel=doel,
        gegeven_op=gegeven_op,
        tot=tot,
    )
    keur(toestemming)
    toestemming.save()
    leg_vast(
        soort="toestemming.gegeven",
        door=door,
        dossier=dossier,
        over=toestemming,
        tekst=f"Toestemming voor contact met {aan_wie}",
    )
    return toestemming


@actie
def trek_toestemming_in(*, toestemming: Toestemming, door: Medewerker, op: date | None = None) -> Toestemming:
    """Consent can be taken back at any moment, as easily as it was given (AVG art. 7 lid 3). Without `op`: today.

    So also after closing, and by everybody who may write down that the family called.
    """
    toestemming = vergrendel(Toestemming, toestemming.pk)
    check_mag_noteren(toestemming.dossier, door)
    op = op or vandaag()
    if op > vandaag():
        raise Geweigerd("Deze dag ligt in de toekomst. Kies de dag waarop het gezin het zei.", veld="op")
    if op < toestemming.gegeven_op:
        raise Geweigerd(
            f"De toestemming is pas op {toestemming.gegeven_op:%d-%m-%Y} gegeven. Kies een latere dag.",
            veld="op",
        )
    toestemming.ingetrokken_op = min(toestemming.ingetrokken_op or op, op)
    toestemming.save(update_fields=["ingetrokken_op"])
    leg_vast(
        soort="toestemming.ingetrokken",
        door=door,
        dossier=toestemming.dossier,
        over=toestemming,
        tekst=f"Toestemming voor contact met {toestemming.aan_wie} ingetrokken",
    )
    return toestemming
