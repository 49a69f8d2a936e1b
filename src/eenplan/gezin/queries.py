"""Reads about a family: who belongs to it, who decides for a child, and the drawings of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from eenplan.gezin import genogram as tekening
from eenplan.gezin import netwerkkaart as kaart
from eenplan.gezin.models import Gezag, Gezin, Gezinslid, Netwerkcontact, Persoon, Relatie, controleer_bsn
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.geheim import vingerafdruk
from eenplan.kern.tijd import vandaag

VOLWASSEN = 18  # years; authority ends there (BW 1:233, 1:247)
KINDROLLEN = (Gezinslid.Rol.JEUGDIGE, Gezinslid.Rol.BROER_ZUS)


def geldig(op: date | None = None) -> Q:
    """Rows that hold on a day (today); an unknown begin counts as begun."""
    op = op or vandaag()
    return (Q(vanaf__isnull=True) | Q(vanaf__lte=op)) & (Q(tot__isnull=True) | Q(tot__gte=op))


def leden(gezin: Gezin | int, op: date | None = None) -> QuerySet[Gezinslid]:
    """Who belong to the family (or to the one with this key) on a day, parents first, then children by age."""
    rijen = Gezinslid.objects.filter(geldig(op), gezin=gezin)
    return rijen.select_related("persoon").order_by("persoon__geboortedatum", "pk")


def leden_met_geheim(gezin: Gezin) -> list[Gezinslid]:
    """The members, each with `.geheim`: secret themselves, or at the address of somebody who is."""
    wie = list(leden(gezin))
    geheim = {_address(p) for p in _people(gezin) if p.contact_geheim} - {None}
    for lid in wie:
        lid.geheim = lid.persoon.contact_geheim or _address(lid.persoon) in geheim  # type: ignore[attr-defined]
    return wie


def jeugdigen(gezin: Gezin | int, op: date | None = None) -> list[Persoon]:
    """The children this is about, oldest first."""
    return [lid.persoon for lid in leden(gezin, op) if lid.rol == Gezinslid.Rol.JEUGDIGE]


def gezag_over(jeugdige: Persoon, op: date | None = None) -> QuerySet[Gezag]:
    """All authority over a child on a day, of people and of institutions; none from 18 on."""
    op = op or vandaag()
    leeftijd = jeugdige.leeftijd(op)
    rijen = Gezag.objects.filter(geldig(op), jeugdige=jeugdige).select_related("persoon")
    return rijen.none() if leeftijd is not None and leeftijd >= VOLWASSEN else rijen.order_by("soort", "pk")


def gezagdragers(jeugdige: Persoon, op: date | None = None) -> list[Persoon]:
    """The living people who decide for a child on a day; with institutions: `gezag_verdeeld`."""
    return gezag_verdeeld(jeugdige, op)[0]


def gezag_verdeeld(jeugdige: Persoon, op: date | None = None) -> tuple[list[Persoon], list[str]]:
    """Who decides for a child on a day: the living people, and the names of institutions."""
    op = op or vandaag()
    rijen = list(gezag_over(jeugdige, op))
    personen = [rij.persoon for rij in rijen if rij.persoon]
    levend = [p for p in personen if p.overleden_op is None or p.overleden_op > op]
    return levend, [rij.instelling for rij in rijen if rij.instelling]


def niemand_beslist(jeugdige: Persoon, instellingen: Iterable[str]) -> str:
    """What to do about a child for whom no person with authority is known: look it up, or name who acts for the guardian."""
    namen = " en ".join(instellingen)
    if not namen:
        return f"Van {jeugdige.naam} is niet vastgelegd wie het gezag heeft. Kijk in het gezagsregister en leg het vast bij het gezin."
    return (
        f"Het gezag over {jeugdige.naam} ligt bij {namen}. Leg bij het gezin ook vast wie daar namens {namen} tekent en de brief "
        "krijgt: voeg die persoon toe met voogdij."
    )


def zoek_persoon_op_bsn(bsn: str) -> Persoon | None:
    """The person of this organisation with this BSN, or None; a BSN that fails the test finds nobody."""
    try:
        nummer = controleer_bsn(bsn)
    except ValidationError:
        return None
    return Persoon.objects.filter(bsn_vingerafdruk=vingerafdruk(nummer)).first()


def zoek_personen_op_bsn(bsns: Iterable[str]) -> dict[str, Persoon]:
    """The people of this organisation with these BSNs, by BSN; who is not known is not in it. One query."""
    per_afdruk = {vingerafdruk(bsn): bsn for bsn in bsns}
    gevonden = Persoon.objects.filter(bsn_vingerafdruk__in=per_afdruk).defer("bsn")
    return {per_afdruk[rij.bsn_vingerafdruk]: rij for rij in gevonden}


def lid_van(gezin: Gezin, persoon_id: int) -> Persoon:
    """A person whose data are kept with this family; else `NietGevonden`.

    Who belongs or belonged to it, and who stands in its genogram and belongs to no other family. Of somebody
    in another family one sees that they are there; their address and BSN are for who works with that family.
    """
    van_hier = gezin.leden.filter(persoon=persoon_id).exists()
    van_elders = Gezinslid.objects.filter(geldig(), persoon=persoon_id).exclude(gezin=gezin).exists()
    if not van_hier and (van_elders or persoon_id not in {p.pk for p in _people(gezin)}):
        raise NietGevonden("Deze persoon hoort niet bij dit gezin.")
    return Persoon.objects.get(pk=persoon_id)


def relaties(gezin: Gezin) -> QuerySet[Relatie]:
    """The relations of the members that hold today."""
    ids = [lid.persoon_id for lid in leden(gezin)]
    eigen = Q(van__in=ids) | Q(naar__in=ids)
    return Relatie.objects.filter(eigen, geldig()).select_related("van", "naar").order_by("soort", "pk")


def gezag_in(gezin: Gezin) -> QuerySet[Gezag]:
    """The authority over the children of this family that holds today."""
    kinderen = [lid.persoon_id for lid in leden(gezin) if lid.rol in KINDROLLEN]
    return (
        Gezag.objects.filter(geldig(), jeugdige__in=kinderen)
        .select_related("persoon", "jeugdige")
        .order_by("jeugdige__geboortedatum", "pk")
    )


# ---- the drawings ----------------------------------------------------------------------------------


def familie(gezin: Gezin) -> tekening.Familie:
    """The family as the genogram draws it: members, and whoever is directly related to one of them."""
    van_nu = {lid.persoon_id: lid for lid in leden(gezin)}
    mensen = _people(gezin)
    gezag, instelling = _authority(gezin, [p.pk for p in mensen])
    return tekening.Familie(
        naam=gezin.naam,
        mensen=tuple(
            _mens(p, van_nu.get(p.pk), gezag.get(p.pk, ""), instelling.get(p.pk, "")) for p in mensen
        ),
        banden=tuple(_bonds({p.pk for p in mensen})),
    )


def genogram(gezin: Gezin) -> SafeString:
    """The family as SVG, ready for a page; empty when nobody belongs to it."""
    svg = tekening.teken(familie(gezin), kenmerk=f"genogram-{gezin.pk}")
    return mark_safe(svg)  # noqa: S308 - every text in it is escaped by gezin.svg


def genogram_in_woorden(gezin: Gezin) -> list[str]:
    """The same in sentences."""
    return tekening.in_woorden(familie(gezin))


def netwerkkaart(gezin: Gezin) -> SafeString:
    """The people around the family as SVG."""
    svg = kaart.teken(gezin.naam, _contacts(gezin), kenmerk=f"netwerk-{gezin.pk}")
    return mark_safe(svg)  # noqa: S308 - every text in it is escaped by gezin.svg


def netwerkcontact_van(gezin: Gezin, pk: int) -> Netwerkcontact:
    """A contact of this family; else `NietGevonden`."""
    contact = gezin.netwerk.filter(pk=pk).first()
    if contact is None:
        raise NietGevonden("Dit contact staat niet op de kaart van dit gezin.")
    return contact


def _address(persoon: Persoon) -> tuple[str, str, str] | None:
    if not persoon.straat and not persoon.postcode:
        return None
    return persoon.adresregel.lower(), persoon.postcode, persoon.woonplaats.lower()


def _contacts(gezin: Gezin) -> list[kaart.Contact]:
    return [kaart.Contact(c.naam, c.wie, c.kring, c.nabijheid, c.steunt) for c in gezin.netwerk.all()]


def _people(gezin: Gezin) -> list[Persoon]:
    ids = set(leden(gezin).values_list("persoon", flat=True))
    for van, naar in Relatie.objects.filter(Q(van__in=ids) | Q(naar__in=ids)).values_list("van", "naar"):
        ids |= {van, naar}
    return list(Persoon.objects.filter(pk__in=ids).order_by("geboortedatum", "pk"))


def _bonds(ids: set[int]) -> list[tekening.Band]:
    """Relations among these people; a partnership that ended is drawn as one that parted."""
    rijen = list(Relatie.objects.filter(van__in=ids, naar__in=ids).order_by("pk"))
    nu = vandaag()
    samen = {
        frozenset((r.van_id, r.naar_id))
        for r in rijen
        if r.soort == "partner" and (r.tot is None or r.tot >= nu)
    }
    uit = []
    for r in rijen:
        voorbij = r.tot is not None and r.tot < nu
        soort = r.soort
        if voorbij and soort != Relatie.Soort.PARTNER:
            continue
        if voorbij or soort == Relatie.Soort.EX_PARTNER:
            if frozenset((r.van_id, r.naar_id)) in samen:
                continue
            soort = "ex_partner"
        uit.append(tekening.Band(r.van_id, r.naar_id, str(soort)))
    return uit


def _authority(gezin: Gezin, ids: list[int]) -> tuple[dict[int, str], dict[int, str]]:
    """In words: for an adult over whom, for a child which institution."""
    jong = {p.pk: p for p in jeugdigen(gezin) if (p.leeftijd() or 0) < VOLWASSEN}
    over: dict[int, list[int]] = defaultdict(list)
    instelling: dict[int, str] = {}
    for gezag in Gezag.objects.filter(geldig(), jeugdige__in=jong).order_by("jeugdige__geboortedatum"):
        if gezag.persoon_id:
            over[gezag.persoon_id].append(gezag.jeugdige_id)
        else:
            instelling[gezag.jeugdige_id] = f"{gezag.get_soort_display()}: {gezag.instelling}"
    woorden = {}
    for pk, kinderen in over.items():
        namen = [jong[k].roepnaam or jong[k].naam for k in kinderen]
        woorden[pk] = "gezag" if set(kinderen) == set(jong) else f"gezag over {', '.join(namen)}"
    return woorden, instelling


def _mens(persoon: Persoon, lid: Gezinslid | None, gezag: str, instelling: str) -> tekening.Mens:
    leeftijd = persoon.leeftijd()
    return tekening.Mens(
        id=persoon.pk,
        naam=persoon.naam,
        roepnaam=persoon.roepnaam or persoon.voornamen or persoon.achternaam,
        geslacht=persoon.geslacht,
        leeftijd=leeftijd,
        geboren=persoon.geboortedatum,
        jeugdige=lid is not None and lid.rol == Gezinslid.Rol.JEUGDIGE,
        kind=(lid is not None and lid.rol in KINDROLLEN)
        or (lid is None and leeftijd is not None and leeftijd < VOLWASSEN),
        woont_in=lid is not None and lid.woont_in and persoon.overleden_op is None,
        overleden=persoon.overleden_op is not None,
        gezag=gezag,
        bijschrift=instelling or ("partner" if lid is not None and lid.rol == Gezinslid.Rol.PARTNER else ""),
    )


def huidig_gezin(persoon: Persoon) -> Gezin | None:
    """The family this person belongs to now: where they live first."""
    lid = (
        Gezinslid.objects.filter(persoon=persoon, tot__isnull=True)
        .select_related("gezin")
        .order_by("-woont_in", "-pk")
        .first()
    )
    return lid.gezin if lid else None
