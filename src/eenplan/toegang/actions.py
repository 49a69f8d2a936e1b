"""Writes of the access process (P1): take in a report, and keep what each step found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from eenplan.dossier import actions as dossier_actions
from eenplan.gezin import actions as gezin_actions
from eenplan.gezin import queries as gezin_queries
from eenplan.kern.actions import actie, keur, leg_vast
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie
from eenplan.toegang.models import Eindevaluatie, Kernbesluit, Onderzoek, VerklarendeAnalyse
from eenplan.toegang.queries import KIEST_REGISSEUR
from eenplan.werkwijze import actions as werkwijze_actions
from eenplan.werkwijze import queries as werkwijze_queries

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker


MAG_MELDEN = (
    Functie.A_TEAM,
    Functie.JEUGDCONSULENT,
    Functie.PRAKTIJKLEIDER,
    Functie.TEAMLEIDER,
    Functie.GEDRAGSWETENSCHAPPER,
)


def mag_melden(medewerker: Medewerker) -> bool:
    """Whether this person may take in a report: the pages ask, `neem_melding_aan` demands."""
    return medewerker.heeft_functie(*MAG_MELDEN)


def eis_mag_melden(medewerker: Medewerker) -> None:
    """GeenRecht for who may not take in a report."""
    if not mag_melden(medewerker):
        raise GeenRecht("Met uw functie neemt u geen meldingen aan. Geef de melding door aan het A-team.")


@dataclass(frozen=True, slots=True)
class NieuwePersoon:
    """What the reporter told about one person: fields of `gezin.Persoon`."""

    velden: dict[str, Any]


@actie
def neem_melding_aan(
    *,
    jeugdige: NieuwePersoon,
    ouder: NieuwePersoon | None,
    route: str,
    melder_naam: str,
    vraag: str,
    door: Medewerker,
    melder_functie: str = "",
    melder_telefoon: str = "",
    toestemming_gezin: bool = True,
) -> Dossier:
    """A report comes in: find or make the child and the family, open the dossier, start P1.

    A child that is known by BSN is not made twice; the report then joins the family's open dossier,
    and P1 is started only when it does not run there already.
    """
    eis_mag_melden(door)
    kind = _vind_of_maak(jeugdige, door)
    gezin = gezin_queries.huidig_gezin(kind)
    if gezin is None:
        leden: list[tuple[Persoon, str, bool]] = [(kind, "jeugdige", True)]
        if ouder is not None:
            opvoeder = _vind_of_maak(ouder, door)
            leden.append((opvoeder, "ouder", True))
        gezin = gezin_actions.maak_gezin(naam=gezinsnaam(kind), leden=leden, door=door)
        if ouder is not None:
            gezin_actions.leg_relatie_vast(van=opvoeder, naar=kind, soort="ouder_van", door=door)
    dossier = dossier_actions.registreer_melding(
        gezin=gezin,
        jeugdige=kind,
        route=route,
        melder_naam=melder_naam,
        melder_functie=melder_functie,
        melder_telefoon=melder_telefoon,
        vraag=vraag,
        toestemming_gezin=toestemming_gezin,
        door=door,
    )
    if not werkwijze_actions.loopt(dossier=dossier, sleutel="P1"):
        werkwijze_actions.start_proces(
            sleutel="P1", dossier=dossier, door=door, gegevens={"aanvraag_op": vandaag().isoformat()}
        )
    return dossier


@actie
def rond_onderzoek_af(*, dossier: Dossier, door: Medewerker, **velden: Any) -> Onderzoek:
    """Keep what the investigation found, with the quadrant and what the table says goes first."""
    dossier = dossier_actions.eis_open(dossier)
    onderzoek = Onderzoek(
        organisatie_id=dossier.organisatie_id, dossier=dossier, afgerond_op=nu(), afgerond_door=door, **velden
    )
    keur(onderzoek)
    onderzoek.save()
    leg_vast(
        soort="onderzoek.afgerond", door=door, dossier=dossier, over=onderzoek, tekst="Onderzoek afgerond"
    )
    return onderzoek


@actie
def leg_analyse_vast(
    *, dossier: Dossier, door: Medewerker, besproken_op: date, **velden: str
) -> VerklarendeAnalyse:
    """Keep the explaining analysis; it has been discussed with the family."""
    dossier = dossier_actions.eis_open(dossier)
    if besproken_op > vandaag():
        raise Geweigerd(
            "De bespreking met het gezin ligt in de toekomst. Rond dit af als het is besproken.",
            veld="besproken_op",
        )
    analyse = VerklarendeAnalyse(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        gemaakt_op=nu(),
        door=door,
        besproken_op=besproken_op,
        **velden,
    )
    keur(analyse)
    analyse.save()
    leg_vast(
        soort="analyse.gemaakt", door=door, dossier=dossier, over=analyse, tekst="Verklarende analyse gemaakt"
    )
    return analyse


@actie
def leg_kernbesluit_vast(
    *, dossier: Dossier, datum: date, aanwezig: str, keuze: str, weging: str, door: Medewerker
) -> Kernbesluit:
    """Keep what the MLB decided; a plan follows, or more investigation, or nothing from us."""
    dossier = dossier_actions.eis_open(dossier)
    if datum > vandaag():
        raise Geweigerd("Het overleg ligt in de toekomst. Rond dit af na het overleg.", veld="datum")
    besluit = Kernbesluit(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        datum=datum,
        aanwezig=aanwezig,
        keuze=keuze,
        weging=weging,
        door=door,
    )
    keur(besluit)
    besluit.save()
    leg_vast(
        soort="kernbesluit",
        door=door,
        dossier=dossier,
        over=besluit,
        tekst=f"Kernbesluit: {besluit.get_keuze_display()}",
        waarom=weging,
    )
    if keuze == Kernbesluit.Keuze.PLAN:
        dossier_actions.zet_fase(dossier=dossier, fase="plan", door=door)
    return besluit


@actie
def sluit_af(
    *,
    dossier: Dossier,
    datum: date,
    uitkomst: str,
    woorden_gezin: str,
    terugblik: str,
    door: Medewerker,
    cijfer_gezin: int | None = None,
    proces: Any = None,
) -> Eindevaluatie:
    """The last talk with the family, and the dossier closes; `proces` is the one of which this is the last task."""
    dossier = dossier_actions.eis_open(dossier)
    if datum > vandaag():
        raise Geweigerd("Het gesprek ligt in de toekomst. Sluit af na het gesprek.", veld="datum")
    evaluatie = Eindevaluatie(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        datum=datum,
        uitkomst=uitkomst,
        woorden_gezin=woorden_gezin,
        cijfer_gezin=cijfer_gezin,
        terugblik=terugblik,
        door=door,
    )
    keur(evaluatie)
    evaluatie.save()
    leg_vast(
        soort="eindevaluatie",
        door=door,
        dossier=dossier,
        over=evaluatie,
        tekst=f"Eindevaluatie: {evaluatie.get_uitkomst_display()}",
    )
    dossier_actions.sluit_dossier(
        dossier=dossier, reden=str(evaluatie.get_uitkomst_display()), door=door, proces=proces
    )
    return evaluatie


def gezinsnaam(kind: Persoon) -> str:
    """`Gezin De Vries`: the family is called after the child it came in for."""
    voorvoegsel = kind.voorvoegsel.capitalize()
    return " ".join(deel for deel in ("Gezin", voorvoegsel, kind.achternaam) if deel)


def _vind_of_maak(nieuw: NieuwePersoon, door: Medewerker) -> Persoon:
    """The person with this BSN when we know them; otherwise a new person."""
    bsn = nieuw.velden.get("bsn", "")
    bestaand = gezin_queries.zoek_persoon_op_bsn(bsn) if bsn else None
    if bestaand is None:
        return gezin_actions.registreer_persoon(door=door, **nieuw.velden)
    geboren = nieuw.velden.get("geboortedatum")
    if (
        geboren and bestaand.geboortedatum and geboren != bestaand.geboortedatum
    ):  # a slip must not mix two families
        raise Geweigerd(
            "Dit BSN hoort bij iemand met een andere geboortedatum. Controleer beide, of laat het BSN nog leeg.",
            veld="bsn",
        )
    return bestaand


@actie
def geef_regisseur(
    *, dossier: Dossier, medewerker: Medewerker, door: Medewerker, waarom: str = ""
) -> Dossier:
    """Give a family its regisseur: by its open task in P1 when there is one, so that the process walks on; else directly.

    Raises what finishing that task raises: somebody else's task, another functie, a colleague who cannot direct.
    """
    taak = werkwijze_queries.open_taak(dossier=dossier, formulier=KIEST_REGISSEUR)
    keuze = _Regisseurskeuze(dossier, medewerker, door, waarom)
    if taak is None:
        keuze.save()
    else:
        werkwijze_actions.rond_taak_af(taak=taak, door=door, formulier=keuze)
    return dossier


@dataclass(frozen=True, slots=True)
class _Regisseurskeuze:
    """What the form of that task stores, for who chose elsewhere."""

    dossier: Dossier
    medewerker: Medewerker
    door: Medewerker
    waarom: str

    def save(self) -> dict[str, Any]:
        dossier_actions.wijs_regisseur_toe(
            dossier=self.dossier, medewerker=self.medewerker, door=self.door, waarom=self.waarom
        )
        return {}
