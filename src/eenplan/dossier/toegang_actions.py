"""Access that is out of the ordinary: the secrecy mark, and breaking the glass with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from eenplan.dossier import queries
from eenplan.dossier.checks import check_mag_geheim
from eenplan.dossier.models import Doorbreking, Dossier, Dossierlid
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

DUUR = timedelta(hours=8)  # one working day: long enough for a crisis, short enough to be an exception
MINIMUM_REDEN = 20  # characters; "spoed" alone explains nothing to the one who reviews

# Who may have to act for a child that is not theirs (crisis duty): people who work with families.
MAG_DOORBREKEN = (
    Functie.JEUGDCONSULENT, Functie.GEDRAGSWETENSCHAPPER, Functie.PRAKTIJKLEIDER, Functie.TEAMLEIDER,
    Functie.JEUGDBESCHERMER, Functie.INSTROOMTEAM,
)  # fmt: skip
MAG_BEOORDELEN = (Functie.TEAMLEIDER, Functie.KWALITEITSADVISEUR)


def check_doorbreken(medewerker: Medewerker) -> None:
    """Refuses whose functie never has to act for a child that is not theirs."""
    if not medewerker.heeft_functie(*MAG_DOORBREKEN):
        raise GeenRecht("Met uw functie kunt u geen dossier openen dat niet van u is. Bel de bureaudienst.")


@actie
def doorbreek(*, dossier: Dossier, reden: str, door: Medewerker) -> Doorbreking:
    """Open a dossier one normally may not see, for eight hours; it is reviewed by someone else.

    The caller finds the dossier by its number within the organisation; that it exists is all one learns
    without this action.
    """
    check_doorbreken(door)
    if len(reden.strip()) < MINIMUM_REDEN:
        raise Geweigerd(
            "Schrijf in een zin waarom u dit dossier nu nodig hebt. Een ander leest uw reden na.",
            veld="reden",
        )
    doorbreking = Doorbreking.objects.create(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        medewerker=door,
        reden=reden.strip(),
        vanaf=nu(),
        tot=nu() + DUUR,
    )
    leg_vast(
        soort="dossier.doorbroken",
        door=door,
        dossier=dossier,
        over=doorbreking,
        tekst=f"{door} opende dit dossier met een reden",
        waarom=reden.strip(),
    )
    return doorbreking


@actie
def beoordeel_doorbreking(
    *, doorbreking: Doorbreking, terecht: bool, oordeel: str, door: Medewerker
) -> Doorbreking:
    """Judge afterwards whether it was right; never by the one who did it."""
    doorbreking = vergrendel(Doorbreking, doorbreking.pk)
    if not door.heeft_functie(*MAG_BEOORDELEN):
        raise GeenRecht("Alleen een teamleider of kwaliteitsadviseur beoordeelt dit.")
    if doorbreking.medewerker_id == door.pk:
        raise Geweigerd("U kunt uw eigen doorbreking niet beoordelen. Vraag een collega.")
    if doorbreking.beoordeeld_op:
        raise Geweigerd("Deze doorbreking is al beoordeeld.")
    if not terecht and not oordeel.strip():
        raise Geweigerd("Schrijf op waarom het niet terecht was en wat u hebt afgesproken.", veld="oordeel")
    doorbreking.beoordeeld_op, doorbreking.beoordeeld_door = nu(), door
    doorbreking.terecht, doorbreking.oordeel = terecht, oordeel.strip()
    doorbreking.save(update_fields=["beoordeeld_op", "beoordeeld_door", "terecht", "oordeel"])
    leg_vast(
        soort="dossier.doorbreking_beoordeeld",
        door=door,
        dossier=doorbreking.dossier,
        over=doorbreking,
        tekst=f"Doorbreking van {doorbreking.medewerker} beoordeeld: {'terecht' if terecht else 'niet terecht'}",
        waarom=oordeel.strip(),
    )
    return doorbreking


@actie
def markeer_geheim(*, dossier: Dossier, geheim: bool, reden: str, door: Medewerker) -> Dossier:
    """Set or lift the secrecy mark: only people tied to the dossier then know that it exists.

    Who marks it stays tied to it, so that a dossier without a regisseur does not vanish for everybody.
    """
    dossier = vergrendel(Dossier, dossier.pk)
    if not reden.strip():
        raise Geweigerd("Geef de reden, bijvoorbeeld: een collega kent het gezin.", veld="reden")
    if not geheim and queries.grond(door, dossier) == "doorbreking":
        raise GeenRecht("U ziet dit dossier tijdelijk, met een reden. Wie eraan werkt, heft het geheim op.")
    check_mag_geheim(dossier, door, geheim=geheim)
    dossier.geheim = geheim
    dossier.save(update_fields=["geheim"])
    if geheim and not Dossier.objects.zichtbaar_voor(door).filter(pk=dossier.pk).exists():
        Dossierlid.objects.create(
            organisatie_id=dossier.organisatie_id,
            dossier=dossier,
            medewerker=door,
            rol=Dossierlid.Rol.BEHANDELAAR,
            vanaf=vandaag(),
        )
    leg_vast(
        soort="dossier.geheim",
        door=door,
        dossier=dossier,
        over=dossier,
        tekst="Dossier is geheim" if geheim else "Dossier is niet meer geheim",
        waarom=reden,
    )
    return dossier
