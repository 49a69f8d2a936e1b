"""What we answer a provider who asks: granted, looked into, or rejected with the reason (OP274, OP344, OP346)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.dossier.actions import eis_open, mag_schrijven
from eenplan.dossier.queries import zichtbaar
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie
from eenplan.zorg import queries
from eenplan.zorg.actions import wijs_toe
from eenplan.zorg.melden import meld_antwoord, meld_wijziging
from eenplan.zorg.models import Toewijzing, Verzoek, Verzoekregel
from eenplan.zorg.wijzig_actions import VAN_AANBIEDER, wijzig_toewijzing
from ijw import codelijst

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

WOONPLAATS = "8"  # WJ759: another municipality is responsible
REDENEN_AFWIJZING = "WJ759"


@actie
def ken_verzoek_toe(
    *, verzoek: Verzoek, door: Medewerker | None, besluittekst: str = "", nummers: tuple[int, ...] = ()
) -> Verzoek:
    """Grant a request whole: what is new is assigned, what must change is changed, and the provider is told.

    `door` is None when the table decided. `nummers` are for assignments that get a number of their own elsewhere.
    """
    huidig = _te_beantwoorden(verzoek, door)
    eigen = list(nummers)
    gevolg: list[Toewijzing] = []
    for regel in huidig.regels.select_related("toewijzing"):
        if regel.soort == Verzoekregel.Soort.NIEUW:
            nieuw = _wijs_toe(huidig, regel, door, eigen.pop(0) if eigen else None)
            gevolg.append(nieuw)
            regel.verkregen = nieuw
        elif regel.toewijzing is None:
            raise Geweigerd(
                "Dit verzoek noemt een toewijzing die hier niet bekend is. Neem contact op met de aanbieder."
            )
        elif regel.soort == Verzoekregel.Soort.WIJZIGEN:
            _neem_mee(huidig, regel.toewijzing, door)
            uitkomst = _wijzig(huidig, regel, door, eigen[0] if eigen else None)
            del eigen[: len(uitkomst) - 1]
            gevolg += uitkomst
            regel.verkregen = uitkomst[-1]
        else:
            gevolg.append(regel.toewijzing)
        regel.save(update_fields=["verkregen"])
    huidig.toegewezen_op, huidig.besloten_door, huidig.besluittekst = vandaag(), door, besluittekst.strip()
    huidig.versie += 1
    huidig.save(update_fields=["toegewezen_op", "besloten_door", "besluittekst", "versie"])
    leg_vast(
        soort="zorg.verzoek_toegewezen", door=door, dossier=huidig.dossier_id, over=huidig, waarom=huidig.besluittekst,
        tekst=f"{huidig} van {huidig.aanbieder} toegewezen" + ("" if door else " (vanzelf, volgens de tabel)"),
    )  # fmt: skip
    meld_wijziging(gevolg, door, verzoek=huidig)
    return huidig


@actie
def neem_in_onderzoek(*, verzoek: Verzoek, door: Medewerker | None, besluittekst: str = "") -> Verzoek:
    """Tell the provider that we look into it; a decision then follows within eight weeks of the request."""
    huidig = _te_beantwoorden(verzoek, door)
    if huidig.onderzoek_op:
        raise Geweigerd(f"{huidig} is al in onderzoek sinds {huidig.onderzoek_op:%d-%m-%Y}.")
    huidig.onderzoek_op, huidig.besluittekst = vandaag(), besluittekst.strip()
    huidig.versie += 1
    huidig.save(update_fields=["onderzoek_op", "besluittekst", "versie"])
    leg_vast(
        soort="zorg.verzoek_in_onderzoek", door=door, dossier=huidig.dossier_id, over=huidig, waarom=huidig.besluittekst,
        tekst=f"{huidig} van {huidig.aanbieder} in onderzoek",
    )  # fmt: skip
    meld_antwoord(huidig, door)
    return huidig


@actie
def wijs_verzoek_af(
    *,
    verzoek: Verzoek,
    reden: str,
    door: Medewerker | None,
    besluittekst: str = "",
    andere_gemeente: str = "",
) -> Verzoek:
    """Reject a request, with a reason of WJ759; for another municipality's child with the code of that one (IV095)."""
    huidig = _te_beantwoorden(verzoek, door)
    if reden not in codelijst(REDENEN_AFWIJZING):
        raise Geweigerd("Kies waarom u het verzoek afwijst.", veld="reden")
    if (reden == WOONPLAATS) != bool(andere_gemeente):
        raise Geweigerd(
            "Vul bij het woonplaatsbeginsel de code in van de gemeente die wel verantwoordelijk is, en anders niet.",
            veld="andere_gemeente",
        )
    huidig.afgewezen_op, huidig.reden_afwijzing, huidig.andere_gemeente = vandaag(), reden, andere_gemeente
    huidig.besloten_door, huidig.besluittekst = door, besluittekst.strip()
    huidig.versie += 1
    huidig.save(
        update_fields=[
            "afgewezen_op",
            "reden_afwijzing",
            "andere_gemeente",
            "besloten_door",
            "besluittekst",
            "versie",
        ]
    )
    leg_vast(
        soort="zorg.verzoek_afgewezen", door=door, dossier=huidig.dossier_id, over=huidig,
        waarom=huidig.besluittekst or codelijst(REDENEN_AFWIJZING)[reden],
        tekst=f"{huidig} van {huidig.aanbieder} afgewezen: {codelijst(REDENEN_AFWIJZING)[reden].lower()}",
    )  # fmt: skip
    meld_antwoord(huidig, door)
    return huidig


def mag_beantwoorden(medewerker: Medewerker, verzoek: Verzoek) -> bool:
    """Who answers a provider: the A-team (of a dossier that it sees), and who works on the dossier."""
    ziet = zichtbaar(medewerker).filter(pk=verzoek.dossier_id).exists()
    return ziet and (medewerker.heeft_functie(Functie.A_TEAM) or mag_schrijven(verzoek.dossier, medewerker))


def _te_beantwoorden(verzoek: Verzoek, door: Medewerker | None) -> Verzoek:
    huidig: Verzoek = vergrendel(Verzoek, verzoek.pk)
    if door is not None and not mag_beantwoorden(door, huidig):
        raise GeenRecht(
            "Een verzoek van een aanbieder beantwoorden het A-team en de regisseur van het gezin."
        )
    if not huidig.is_open:
        raise Geweigerd(f"{huidig} is al beantwoord: {huidig.stand}.")
    # assignments before their dossier, as everywhere
    for pk in (
        huidig.regels.exclude(toewijzing=None)
        .order_by("toewijzing_id")
        .values_list("toewijzing_id", flat=True)
    ):
        vergrendel(Toewijzing, pk)
    eis_open(huidig.dossier)
    return huidig


def _wijs_toe(
    verzoek: Verzoek, regel: Verzoekregel, door: Medewerker | None, nummer: int | None
) -> Toewijzing:
    assert regel.begin is not None
    product = queries.product_van_regel(regel)
    if product is None:
        raise Geweigerd(
            f"Product {regel.code or regel.categorie or 'zonder categorie'} staat niet in de productlijst. Voeg het toe bij "
            "Producten, of wijs het verzoek af omdat er geen contract is."
        )
    return wijs_toe(
        dossier=verzoek.dossier, jeugdige=verzoek.jeugdige, aanbieder=verzoek.aanbieder, product=product, begin=regel.begin,
        eind=regel.eind, volume=regel.volume, eenheid=regel.eenheid, frequentie=regel.frequentie,
        budget=queries.in_euro(regel.budget), nummer=nummer, door=door,
    )  # fmt: skip


def _neem_mee(verzoek: Verzoek, toewijzing: Toewijzing, door: Medewerker | None) -> None:
    """Help that goes on after its dossier closed goes on in the dossier of the request (besluit 027)."""
    oud = toewijzing.dossier
    if oud.is_open:
        return
    toewijzing.dossier = verzoek.dossier
    toewijzing.versie += 1
    toewijzing.save(update_fields=["dossier", "versie"])
    leg_vast(
        soort="zorg.loopt_door", door=door, dossier=verzoek.dossier_id, over=toewijzing,
        tekst=f"Toewijzing {toewijzing.nummer} loopt door in dit dossier; zij stond in {oud.nummer}, dat gesloten is",
        gegevens={"nummer": toewijzing.nummer},
    )  # fmt: skip


def _wijzig(
    verzoek: Verzoek, regel: Verzoekregel, door: Medewerker | None, nummer: int | None
) -> list[Toewijzing]:
    assert regel.toewijzing is not None and regel.begin is not None
    return wijzig_toewijzing(
        toewijzing=regel.toewijzing, vanaf=regel.begin, eind=regel.eind, volume=regel.volume, eenheid=regel.eenheid,
        frequentie=regel.frequentie, budget=queries.in_euro(regel.budget), reden=VAN_AANBIEDER, door=door, nummer=nummer, verzoek=verzoek,
    )  # fmt: skip
