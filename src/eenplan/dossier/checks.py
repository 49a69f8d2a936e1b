"""What must hold before anything is written to a dossier: it is there, it is open, and one may write in it.

Seeing a dossier (`zichtbaarheid`) is not writing in it. Four circles, from narrow to wide:

1. who leads (`leidt`): the regisseur, and the teamleider or praktijkleider of the team, or let in to work on it;
2. who works (`mag_schrijven`): the regisseur; a member as consulent, behandelaar or jeugdbeschermer; who has a task of
   the dossier in their name that is more than reading along; the teamleider of its team; and, as long as it is being
   taken in, the A-team and the praktijkleider. They change persons, household, authority, network, terms and documents;
3. the A-team besides adds documents, for it handles the post;
4. who writes a contact note (`mag_noteren`): everybody who sees the dossier, except an auditor.

Second readers, advisers, behavioural scientists and who broke the glass read, and write notes. What Eenplan writes by
itself as part of another act (a letter with a decision, a term that starts) is asked of that act.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from eenplan.dossier.models import Dossier, Dossierlid
from eenplan.kern.actions import schrijf_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie, geldig_op

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

WERKEND = (Dossierlid.Rol.CONSULENT, Dossierlid.Rol.BEHANDELAAR, Dossierlid.Rol.JEUGDBESCHERMER)
LEIDEND = (Functie.TEAMLEIDER, Functie.PRAKTIJKLEIDER)
INTAKE = (Functie.A_TEAM, Functie.PRAKTIJKLEIDER)
LEZEND = (Functie.ADVISEUR, Functie.GEDRAGSWETENSCHAPPER)  # a task of theirs is to look and to advise


# ── open ─────────────────────────────────────────────────────────────────────────────────────────────────────


def check_open(dossier: Dossier) -> None:
    """Refuses when the dossier is closed."""
    if not dossier.is_open:
        raise Geweigerd(
            f"Dossier {dossier.nummer} is gesloten op {dossier.gesloten_op:%d-%m-%Y}. "
            "Registreer een nieuwe melding als het gezin opnieuw hulp vraagt."
        )


def eis_open(dossier: Dossier | int) -> Dossier:
    """The dossier (or the one with this key), locked and open; a dossier that was closed meanwhile is refused."""
    huidig: Dossier = vergrendel(Dossier, dossier if isinstance(dossier, int) else dossier.pk)
    check_open(huidig)
    return huidig


# ── by whom (None is the system) ─────────────────────────────────────────────────────────────────────────────


def ziet(dossier: Dossier, door: Medewerker) -> bool:
    """Whether this person sees the dossier."""
    return Dossier.objects.zichtbaar_voor(door).filter(pk=dossier.pk).exists()


def leidt(dossier: Dossier, door: Medewerker | None) -> bool:
    """Whether this person decides who works on the dossier and when it ends.

    Who broke the glass, or reads along in the dossier of another team, sees it and does not lead it: otherwise a
    teamleider would let themselves in for good.
    """
    if door is None or dossier.regisseur_id == door.pk:
        return True
    if not (door.heeft_functie(*LEIDEND) and ziet(dossier, door)):
        return False
    eigen = (
        dossier.team_id in door.team_ids if dossier.team_id else door.heeft_functie(Functie.PRAKTIJKLEIDER)
    )
    if eigen and not dossier.geheim:
        return True
    rollen = rollen_van(dossier, door)
    return bool(rollen if eigen else rollen & set(WERKEND))


def was_regisseur(dossier: Dossier, medewerker: Medewerker) -> bool:
    """Whether this person handed the dossier over to another regisseur."""
    if dossier.regisseur_id == medewerker.pk:
        return False
    schrijf_vast()  # the handing over may be part of the very act that asks
    overdrachten = Gebeurtenis.objects.filter(dossier=dossier, soort="dossier.regisseur")
    return overdrachten.filter(gegevens__vorige=medewerker.pk).exists()


def rollen_van(dossier: Dossier, medewerker: Medewerker) -> set[str]:
    """As what this person was let in and works or reads along today."""
    leden = Dossierlid.objects.filter(geldig_op(vandaag()), dossier=dossier, medewerker=medewerker)
    return set(leden.values_list("rol", flat=True))


def mag_schrijven(dossier: Dossier, door: Medewerker | None) -> bool:
    """Whether this person works on the dossier, and not only reads it."""
    if door is None or dossier.regisseur_id == door.pk:
        return True
    if dossier.organisatie_id != door.organisatie_id or not door.actief:
        return False
    if rollen_van(dossier, door) & set(WERKEND):
        return True
    if door.heeft_functie(Functie.TEAMLEIDER) and dossier.team_id in door.team_ids:
        return leidt(dossier, door)
    if dossier.fase == Dossier.Fase.AANMELDING and door.heeft_functie(*INTAKE):
        return ziet(dossier, door)
    return heeft_taak(dossier, door, werkend=True)


def heeft_taak(dossier: Dossier, door: Medewerker, *, werkend: bool = False) -> bool:
    """Whether an open task of this dossier is in their name; `werkend`: one that is more than reading along.

    A task that the writer of a piece may not do is the second pair of eyes: `niet_door` is filled in.
    """
    taken = dossier.taken.filter(medewerker=door, afgerond_op__isnull=True, vervallen_op__isnull=True)  # type: ignore[attr-defined]
    return bool((taken.filter(niet_door=[]).exclude(functie__in=LEZEND) if werkend else taken).exists())


def mag_document(dossier: Dossier, door: Medewerker | None) -> bool:
    """Whether this person may add a document: who works on the dossier, or the A-team that handles its post."""
    if door is not None and door.heeft_functie(Functie.A_TEAM) and ziet(dossier, door):
        return True
    return mag_schrijven(dossier, door)


def mag_noteren(dossier: Dossier, door: Medewerker | None) -> bool:
    """Whether this person may write down a contact: everybody who sees the dossier, except an auditor.

    A note changes nothing that somebody else wrote, it bears a name, and it must not get lost: the adviser writes what
    was advised, the A-team that mother called, the duty worker who broke the glass what happened that night.
    """
    if door is None or dossier.regisseur_id == door.pk:
        return True
    return door.functies != {Functie.AUDITOR} and (ziet(dossier, door) or heeft_taak(dossier, door))


def mag_geheim(dossier: Dossier, door: Medewerker | None, *, geheim: bool) -> bool:
    """Whether this person may set the mark (who works on the dossier) or lift it (who leads it, once somebody does)."""
    if leidt(dossier, door):
        return True
    return mag_schrijven(dossier, door) and (geheim or dossier.regisseur_id is None)


def mag_regisseur_kiezen(dossier: Dossier, door: Medewerker | None) -> bool:
    """Whether this person divides the work: teamleider or praktijkleider, and leading this dossier."""
    return door is None or (door.heeft_functie(*LEIDEND) and leidt(dossier, door))


def mag_toelaten(dossier: Dossier, door: Medewerker | None) -> bool:
    """Whether this person lets others in: who leads the dossier.

    As long as it has no regisseur, who works on it may too: otherwise nobody could be let into a secret dossier.
    """
    return leidt(dossier, door) or (dossier.regisseur_id is None and mag_schrijven(dossier, door))


class Mag:
    """What one person may do in one dossier now, for the buttons on its pages; each is looked up once, when asked."""

    def __init__(self, dossier: Dossier, door: Medewerker) -> None:
        self._dossier, self._door = dossier, door

    @cached_property
    def schrijven(self) -> bool:
        return self._dossier.is_open and mag_schrijven(self._dossier, self._door)

    @cached_property
    def document(self) -> bool:
        return self._dossier.is_open and mag_document(self._dossier, self._door)

    @cached_property
    def noteren(self) -> bool:
        return self._dossier.is_open and mag_noteren(self._dossier, self._door)

    @cached_property
    def toelaten(self) -> bool:
        """Also after closing: who handles an objection must be able to read it."""
        return mag_toelaten(self._dossier, self._door)

    @cached_property
    def regisseur_kiezen(self) -> bool:
        return self._dossier.is_open and mag_regisseur_kiezen(self._dossier, self._door)

    @cached_property
    def toestemming_intrekken(self) -> bool:
        """Also after closing."""
        return mag_noteren(self._dossier, self._door)

    @cached_property
    def geheim(self) -> bool:
        """Also after closing."""
        return mag_geheim(self._dossier, self._door, geheim=not self._dossier.geheim)


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────


def check_mag_schrijven(dossier: Dossier, door: Medewerker | None) -> None:
    """Refuses who only reads along."""
    if not mag_schrijven(dossier, door):
        raise GeenRecht(
            "U leest in dit dossier mee en kunt hier niets wijzigen. Vraag het de regisseur of de teamleider, "
            "of leg het vast als contact."
        )


def check_mag_document(dossier: Dossier, door: Medewerker | None) -> None:
    """Refuses who neither works on the dossier nor handles its post."""
    if not mag_document(dossier, door):
        check_mag_schrijven(dossier, door)


def check_mag_noteren(dossier: Dossier, door: Medewerker | None) -> None:
    """Refuses who does not see the dossier, and an auditor."""
    if not mag_noteren(dossier, door):
        raise GeenRecht("U kunt in dit dossier geen contact vastleggen. Geef het door aan de regisseur.")


def check_mag_sluiten(dossier: Dossier, door: Medewerker | None) -> None:
    """Refuses who does not lead the dossier, nor has the task to close it from the one who does."""
    if not (leidt(dossier, door) or (door is not None and heeft_taak(dossier, door, werkend=True))):
        raise GeenRecht("Alleen de regisseur, de teamleider of de praktijkleider sluit een dossier.")


def check_mag_regisseur_kiezen(dossier: Dossier, door: Medewerker | None) -> None:
    """Refuses who does not divide the work. Who is regisseur hands over through the teamleider."""
    if not mag_regisseur_kiezen(dossier, door):
        raise GeenRecht("Alleen de teamleider of de praktijkleider wijst een regisseur aan.")


def check_mag_toelaten(dossier: Dossier, door: Medewerker | None) -> None:
    """Refuses who may not let someone in."""
    if not mag_toelaten(dossier, door):
        raise GeenRecht("Alleen de regisseur, de teamleider of de praktijkleider laat een collega meewerken.")


def check_mag_beeindigen(dossier: Dossier, medewerker: Medewerker, door: Medewerker | None) -> None:
    """Refuses who may not end the part of someone else; everybody may step out of a dossier."""
    if not (mag_toelaten(dossier, door) or (door is not None and door.pk == medewerker.pk)):
        raise GeenRecht(
            "Alleen de regisseur, de teamleider of de praktijkleider laat een collega stoppen met meewerken."
        )


def check_mag_geheim(dossier: Dossier, door: Medewerker | None, *, geheim: bool) -> None:
    """Refuses who may not set the mark (`geheim`) or lift it."""
    if mag_geheim(dossier, door, geheim=geheim):
        return
    if geheim:
        raise GeenRecht(
            "Alleen wie aan dit dossier werkt, de teamleider of de praktijkleider maakt het geheim. "
            "Is er haast, bel dan een van hen."
        )
    raise GeenRecht("Alleen de regisseur, de teamleider of de praktijkleider heft het geheim op.")
