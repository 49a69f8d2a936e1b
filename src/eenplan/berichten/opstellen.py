"""From assignments to a JW301: which facts go where, and what is missing before it can be made.

Source: iJw 3.2. The client and both levels of address by IV007, IV047, TR006, TR061 and CD034; holders of
authority as relations by OP001, OP002 and OP130; the list of products by OP087 and IV099.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eenplan.kern.fouten import Geweigerd
from eenplan.zorg.administratie import als_product
from ijw import JW301, jw301, typen

if TYPE_CHECKING:
    from eenplan.gezin.models import Gezag, Persoon
    from eenplan.zorg.models import Aanbieder, Toewijzing

GESLACHT = {"m": "1", "v": "2"}  # COD046; anything else is 0, unknown
BRP_ADRES = "01"
RELATIE = {"ouderlijk": "10", "voogdij": "11", "voorlopige_voogdij": "11"}  # COD472: ouder, voogd
VOOGDIJ = "06"  # WJ003
EIGEN_NAAM = "1"  # COD700; the only use a name without partner's name can have (CS318)
NEDERLAND = "0031"


@dataclass(frozen=True, slots=True)
class Opgesteld:
    """A message ready to build, and who holds authority but could not be told of (for the page)."""

    bericht: JW301
    opmerkingen: tuple[str, ...]


def stel_op(
    *,
    aanbieder: Aanbieder,
    jeugdige: Persoon,
    gezag: Sequence[Gezag],
    toewijzingen: Sequence[Toewijzing],
    gewijzigd: set[int],
    referenties: Mapping[int, str],
    header: Mapping[str, Any],
) -> Opgesteld:
    """The JW301 of one youth to one provider. `gewijzigd`: ids of assignments changed since they were last sent;
    `referenties`: by id, the request that an assignment answers (IV097).

    `Geweigerd` names all that is missing at once.
    """
    _eis_gegevens(str(header["Afzender"]), aanbieder, jeugdige)
    relaties, opmerkingen = _relaties(jeugdige, gezag)
    client = jw301.Client(
        Bsn=str(jeugdige.bsn),
        Geboortedatum=_geboortedatum(jeugdige),
        Geslacht=GESLACHT.get(jeugdige.geslacht, "0"),
        Naam=_naam(jeugdige),
        WettelijkeVertegenwoordiging=VOOGDIJ if any(rij.soort != "ouderlijk" for rij in gezag) else None,
        Relaties=tuple(relaties),
        Contactgegevens=(_contact(jeugdige),),
        ToegewezenProducten=tuple(
            als_product(
                rij,
                referentie=referenties.get(rij.pk, ""),
                reden=rij.reden_wijziging if rij.pk in gewijzigd else "",
            )
            for rij in toewijzingen
        ),
    )
    return Opgesteld(JW301(Header=jw301.Header(**header), Client=client), tuple(opmerkingen))  # type: ignore[call-arg]


def reden_van_tegenhouden(jeugdige: Persoon, gezag: Sequence[Gezag]) -> str:
    """Why no message may go about this youth (OP003: not where passing data on endangers the client).

    A JW301 always carries an address (IV047, TR061), so a secret address means no message at all; so does
    that of a holder of authority who lives at the same address.
    """
    if jeugdige.contact_geheim:
        return f"Het adres van {jeugdige} is geheim."
    for rij in gezag:
        if rij.persoon is not None and rij.persoon.contact_geheim and _zelfde_adres(rij.persoon, jeugdige):
            return f"Het adres van {rij.persoon} is geheim, en {jeugdige} staat op hetzelfde adres."
    return ""


def ontbrekende_gegevens(jeugdige: Persoon) -> list[str]:
    """What must be known of a youth before a JW301 can be made, and is not, in words."""
    bekend = {
        "het BSN": bool(jeugdige.bsn),
        "de geboortedatum": jeugdige.geboortedatum is not None,
        "een volledig adres (huisnummer en postcode)": _volledig_adres(jeugdige),
    }
    return [wat for wat, is_er in bekend.items() if not is_er]


def opsomming(delen: Sequence[str]) -> str:
    """`a, b en c`."""
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"


def _eis_gegevens(afzender: str, aanbieder: Aanbieder, jeugdige: Persoon) -> None:
    if ontbreekt := ontbrekende_gegevens(jeugdige):
        raise Geweigerd(
            f"De toewijzing aan {aanbieder} kan nog niet worden verstuurd: van {jeugdige} ontbreekt "
            f"{opsomming(ontbreekt)}. Vul dit aan bij de persoon en probeer het opnieuw."
        )
    if not re.fullmatch(r"\d{4}", afzender):
        raise Geweigerd(
            "De toewijzing kan nog niet worden verstuurd: de gemeentecode (vier cijfers van het CBS) van deze organisatie "
            "ontbreekt. Vraag de beheerder die in te vullen."
        )


def _relaties(jeugdige: Persoon, gezag: Sequence[Gezag]) -> tuple[list[jw301.Relatie], list[str]]:
    relaties: list[jw301.Relatie] = []
    opmerkingen: list[str] = []
    for rij in gezag:
        persoon = rij.persoon
        if persoon is None:
            opmerkingen.append(
                f"{rij.instelling} heeft het gezag; van een instelling is hier geen adres bekend."
            )
        elif persoon.pk == jeugdige.pk:
            continue  # OP002x2: a youth who decides alone is not repeated as relation
        elif persoon.contact_geheim:
            opmerkingen.append(f"{persoon} heeft gezag, maar adres en bereik zijn geheim.")
        elif not (_volledig_adres(persoon) or _cijfers(persoon.telefoon)):
            opmerkingen.append(
                f"{persoon} heeft gezag, maar er is geen telefoonnummer of volledig adres bekend."
            )
        else:
            relaties.append(
                jw301.Relatie(
                    Nummer=str(persoon.pk),  # OP071: unique per client and never changing
                    Volgorde=len(relaties) + 1,
                    Soort=RELATIE[rij.soort],
                    Geboortedatum=_geboortedatum(persoon) if persoon.geboortedatum else None,
                    Geslacht=GESLACHT.get(persoon.geslacht, "0"),
                    Naam=_naam(persoon),
                    Contact=_contact(persoon),
                )
            )
    return relaties, opmerkingen


def _naam(persoon: Persoon) -> typen.VolledigeNaam:
    namen = persoon.voornamen or persoon.roepnaam
    letters = "".join(re.findall(r"(?:^|[\s-])([a-zA-ZÀ-ỳ])", namen))[:6].upper()
    return typen.VolledigeNaam(
        Geslachtsnaam=typen.Achternaam(
            Achternaam=persoon.achternaam, Voorvoegsel=persoon.voorvoegsel or None
        ),
        Voornamen=namen or None,
        Voorletters=letters or None,
        NaamGebruik=EIGEN_NAAM,
    )


def _geboortedatum(persoon: Persoon) -> typen.Geboortedatum:
    assert persoon.geboortedatum is not None
    return typen.Geboortedatum(Datum=persoon.geboortedatum)


def _contact(persoon: Persoon) -> jw301.Contact:
    volledig = _volledig_adres(persoon)
    nummer = _cijfers(persoon.telefoon)
    # CD034: a contact of kind 01 has a postal code; someone of whom only a number is known gets kind 02.
    return jw301.Contact(
        Soort=BRP_ADRES if volledig else "02",
        Adres=_adres(persoon) if volledig else None,
        Telefoon=typen.Telefoonnummers(Telefoon01=typen.Telefoon(Telefoonnummer=nummer, Landnummer=NEDERLAND))
        if nummer
        else None,
        Emailadres=(persoon.email or None) if len(persoon.email) <= 80 else None,
    )


def _adres(persoon: Persoon) -> typen.Adres:
    return typen.Adres(
        Huis=typen.Huis(
            Huisnummer=persoon.huisnummer or 0,
            Huisletter=persoon.huisletter or None,
            HuisnummerToevoeging=persoon.toevoeging or None,
        ),
        Postcode=persoon.postcode,
        Straatnaam=persoon.straat[:24].strip() or None,  # RS020
        Plaatsnaam=persoon.woonplaats or None,
        LandCode="NL",
    )


def _volledig_adres(persoon: Persoon) -> bool:
    return bool(persoon.huisnummer and persoon.postcode)


def _zelfde_adres(een: Persoon, ander: Persoon) -> bool:
    sleutel = ("postcode", "huisnummer", "huisletter", "toevoeging")
    return bool(een.postcode) and all(getattr(een, naam) == getattr(ander, naam) for naam in sleutel)


def _cijfers(telefoon: str) -> str:
    """A Dutch number as digits with its leading zero; empty when it is no such number (RS018, RS046)."""
    nummer = re.sub(r"[\s().-]", "", telefoon)
    nummer = re.sub(r"^(\+31|0031)0?", "0", nummer)
    return nummer if re.fullmatch(r"0\d{8,14}", nummer) else ""
