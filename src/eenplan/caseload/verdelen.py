"""From a team as it is today to the input of `formatie.verdelen`, and from its proposal to rows that a team lead can change.

The input is stored with the calculation as the file that `python -m formatie verdeel` reads: cases by dossier number, never
a name of a family.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from eenplan.caseload.models import Afwezigheid, Plaatsingswens, Rekening, Uitsluiting
from eenplan.caseload.queries import Belasting, Gezin, Teambeeld
from eenplan.caseload.rekenen import Gestopt, Meld, berekening
from eenplan.dossier.leden_actions import REGISSEURS
from eenplan.dossier.models import Dossier
from eenplan.dossier.queries import zichtbaar
from eenplan.gezin.models import Gezinslid
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

WEKEN = 4
SECONDEN = 5.0
URGENTIE = {"direct": "spoed", "spoed": "hoog"}


def invoer_van(
    beeld: Teambeeld, *, medewerker: Medewerker, vertrekt: Medewerker | None = None
) -> dict[str, Any]:
    """What is to be distributed, as `medewerker` may know it: who waits, and the families of who leaves (`vertrekt`).

    `Geweigerd` when there is nothing to distribute, or nobody to distribute it to.
    """
    mensen = [b for b in beeld.mensen if _doet_mee(b) or (vertrekt and b.medewerker.pk == vertrekt.pk)]
    weg = [g for b in mensen if vertrekt and b.medewerker.pk == vertrekt.pk for g in b.gezinnen]
    zaken = [*weg, *beeld.wachtend]
    if not zaken:
        raise Geweigerd(f"In team {beeld.team} wacht niemand. Er valt niets te verdelen.")
    if not any(vertrekt is None or b.medewerker.pk != vertrekt.pk for b in mensen):
        raise Geweigerd(
            f"In team {beeld.team} is niemand die een gezin kan krijgen. Geef iemand de functie jeugdconsulent, "
            "een fte boven 0 en een deel voor gezinnen boven 0."
        )
    feiten = _Feiten(zaken, medewerker)
    medewerkers = [_medewerker(b, vertrekt, feiten.afwezig) for b in mensen]
    return {
        "regels": {
            "start": vandaag().isoformat(),
            "capaciteit_per_fte": float(beeld.norm.per_fte),
            "weken": WEKEN,
            "vaardigheden": sorted(
                {v for m in medewerkers for v in m["vaardigheden"]} | feiten.gevraagde_vaardigheden
            ),
        },
        "medewerkers": medewerkers,
        "zaken": [feiten.zaak(g, {m["id"] for m in medewerkers}) for g in zaken],
    }


@berekening(Rekening.Soort.VERDELING)
def verdeel(invoer: Mapping[str, Any], meld: Meld) -> dict[str, Any]:
    """The proposal as plain data. `Geweigerd` with the sentences of `formatie` when the input cannot be right."""
    from formatie.verdelen import VerdeelFout, uit_gegevens
    from formatie.verdelen import verdeel as bereken

    if not meld(0, 100):
        raise Gestopt
    try:
        voorstel = bereken(*uit_gegevens(invoer), grens_seconden=SECONDEN)
    except VerdeelFout as fout:
        raise Geweigerd(" ".join(fout.meldingen)) from fout
    if not meld(99, 100):
        raise Gestopt
    return voorstel.as_dict()


def _doet_mee(belasting: Belasting) -> bool:
    """Whether this colleague can get families at all."""
    return belasting.ruimte > 0 and belasting.medewerker.heeft_functie(*REGISSEURS)


def _medewerker(
    belasting: Belasting, vertrekt: Medewerker | None, afwezig: Mapping[int, list[Afwezigheid]]
) -> dict[str, Any]:
    m, inzetbaarheid = belasting.medewerker, belasting.inzetbaarheid
    gaat = vertrekt is not None and m.pk == vertrekt.pk
    blijft = [] if gaat else belasting.gezinnen
    uit: dict[str, Any] = {
        "id": str(m.pk),
        "naam": m.naam,
        "fte": float(m.fte) or 0.01,
        "belasting": float(sum(g.gewicht for g in blijft)),
        "zware_belasting": float(sum(g.gewicht for g in blijft if g.zwaar)),
        "skj": bool(m.skj_nummer) and (m.skj_tot is None or m.skj_tot >= vandaag()),
        "vaardigheden": [],
        "vertrekt": gaat,
        "afwezig": [{"van": a.van.isoformat(), "tot": a.tot.isoformat()} for a in afwezig.get(m.pk, ())],
    }
    if inzetbaarheid is not None:
        uit |= {
            "deel": float(inzetbaarheid.deel),
            "vaardigheden": inzetbaarheid.vaardigheden,
            "talen": inzetbaarheid.talen,
            "wijken": [_wijk(cijfers) for cijfers in inzetbaarheid.wijken],
            "graag": inzetbaarheid.graag,
            "liever_niet": inzetbaarheid.liever_niet,
            "max_nieuw_per_week": inzetbaarheid.max_nieuw_per_week,
        }
    return uit


class _Feiten:
    """Everything about these families that stands outside their dossier row, in a fixed number of questions."""

    def __init__(self, gezinnen: Iterable[Gezin], medewerker: Medewerker) -> None:
        dossiers = {g.dossier.pk: g.dossier for g in gezinnen}
        self.wensen = {w.dossier_id: w for w in Plaatsingswens.objects.filter(dossier__in=dossiers)}
        self.niet: dict[int, dict[str, str]] = {}
        for uitsluiting in Uitsluiting.objects.filter(dossier__in=dossiers):
            self.niet.setdefault(uitsluiting.dossier_id, {})[str(uitsluiting.medewerker_id)] = (
                uitsluiting.reden
            )
        self.afwezig: dict[int, list[Afwezigheid]] = {}
        for afwezigheid in Afwezigheid.objects.filter(tot__gte=vandaag()):
            self.afwezig.setdefault(afwezigheid.medewerker_id, []).append(afwezigheid)
        self.leden: dict[int, list[Gezinslid]] = {}
        for lid in Gezinslid.objects.filter(
            gezin__in={d.gezin_id for d in dossiers.values()}, tot__isnull=True
        ).select_related("persoon"):
            self.leden.setdefault(lid.gezin_id, []).append(lid)
        self.kent = self._wie_kent(dossiers, medewerker)

    @property
    def gevraagde_vaardigheden(self) -> set[str]:
        return {v for w in self.wensen.values() for v in w.vaardigheden}

    def zaak(self, gezin: Gezin, in_team: set[str]) -> dict[str, Any]:
        """One family as a case. Who knows the family counts only when still in the team."""
        dossier, wens = gezin.dossier, self.wensen.get(gezin.dossier.pk)
        kent = str(self.kent.get(dossier.pk, ""))
        uit: dict[str, Any] = {
            "id": dossier.nummer,
            "gewicht": float(gezin.gewicht),
            "zwaar": gezin.zwaar,
            "urgentie": URGENTIE.get(dossier.urgentie, "gewoon"),
            "wachtdagen": gezin.dagen if dossier.regisseur_id is None else 0,
            "kenmerken": sorted(self._kenmerken(gezin)),
            "niet_door": self.niet.get(dossier.pk, {}),
            "vorige": kent if kent in in_team and kent != str(dossier.regisseur_id) else None,
            "wijk": self._wijk(dossier),
        }
        if wens is not None:
            uit |= {"vaardigheden": wens.vaardigheden, "skj": wens.skj, "taal": wens.taal or None}
        if dossier.regisseur_id is not None:
            uit |= {"nu": str(dossier.regisseur_id), "overdracht": "moet"}
        return uit

    def _kenmerken(self, gezin: Gezin) -> set[str]:
        """What colleagues can wish for: the kind of question, and how old the youths are."""
        uit = {gezin.zwaarte.value.split(".")[0]}
        for lid in self.leden.get(gezin.dossier.gezin_id, ()):
            jaren = lid.persoon.leeftijd()
            if lid.rol == Gezinslid.Rol.JEUGDIGE and jaren is not None:
                uit.add(_leeftijdsgroep(jaren))
        return uit

    def _wijk(self, dossier: Dossier) -> str | None:
        """The four digits of the postcode where the youths live; None when nobody's address is known or open."""
        for lid in sorted(
            self.leden.get(dossier.gezin_id, ()), key=lambda lid: lid.rol != Gezinslid.Rol.JEUGDIGE
        ):
            if lid.persoon.postcode and not lid.persoon.contact_geheim:
                return _wijk(lid.persoon.postcode[:4])
        return None

    def _wie_kent(self, dossiers: Mapping[int, Dossier], medewerker: Medewerker) -> dict[int, int]:
        """Per dossier the regisseur who knows the family: of before, or of a brother or sister in another family now.

        Only from dossiers that the reader sees: who has another, secret one shows from nothing.
        """
        gezin_van = {d.gezin_id: pk for pk, d in dossiers.items()}
        kind_van = {
            lid.persoon_id: gezin_van[gezin]
            for gezin, leden in self.leden.items()
            for lid in leden
            if lid.rol == Gezinslid.Rol.JEUGDIGE
        }
        bekend = zichtbaar(medewerker).filter(regisseur__isnull=False)
        eerder = bekend.filter(gezin__in=gezin_van, gesloten_op__isnull=False).order_by("gesloten_op")
        elders = bekend.open().exclude(pk__in=dossiers).filter(
            gezin__leden__persoon__in=kind_van, gezin__leden__tot__isnull=True
        )  # fmt: skip
        kent = {gezin_van[gezin]: wie for gezin, wie in eerder.values_list("gezin_id", "regisseur_id")}
        kent |= {
            kind_van[kind]: wie
            for kind, wie in elders.values_list("gezin__leden__persoon_id", "regisseur_id")
            if kind in kind_van
        }
        return kent


def _wijk(cijfers: str) -> str:
    """A district as it stands in the reasons."""
    return f"postcode {cijfers}"


def _leeftijdsgroep(jaren: int) -> str:
    return "jonge kinderen" if jaren < 6 else "basisschool" if jaren < 12 else "pubers"
