"""How a message stands, in words: what is wrong, and what to do about it now. Pure.

    stand = van_bericht(bericht)       # or van_ontvangst(ontvangst), for what never became a message
    stand.woord, stand.kleur           # "afgekeurd", "rood"
    stand.zin, stand.raad              # what is wrong; what to do now

Nothing here names a person: these words stand on the envelope. `zin` of a message that was held back is the exception
that the reader must be allowed to read (`leest`): it tells that an address is secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.kern.tijd import vandaag
from ijw import codelijst

TE_DOEN = {
    "tegengehouden": "Mag niet met een bericht: geef het zelf door",
    "afgekeurd": "Afgekeurd door de aanbieder",
    "storing": "Niet verstuurd door een storing",
    "vastgelopen": "Ontvangen, maar niet verwerkt",
    "onleesbaar": "Ontvangen, maar niet te lezen",
    "onbeantwoord": "De aanbieder antwoordt niet",
}
ONTVANGEN = {
    "wacht": "nog te verwerken",
    "geboekt": "verwerkt",
    "afgewezen": "door ons afgekeurd",
    "vastgelopen": "vastgelopen",
    "onleesbaar": "niet te lezen",
    "dubbel": "dubbel ontvangen",
}
VERSTUURD = {
    "klaar": "klaar om te versturen",
    "storing": "niet verstuurd",
    "verzonden": "wacht op antwoord",
    "onbeantwoord": "antwoord te laat",
    "goed": "goed aangekomen",
    "afgekeurd": "afgekeurd",
    "vervangen": "opnieuw gestuurd",
    "tegengehouden": "niet via een bericht",
    "doorgegeven": "anders doorgegeven",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """`code` is a key above; `kleur` and `icoon` are those of a `merkje`; `uiterlijk` is a last day that still counts.

    `kort` is the part of `zin` that differs from message to message, for a list of messages in the same state.
    """

    code: str
    woord: str
    kleur: str
    icoon: str = ""
    zin: str = ""
    raad: str = ""
    kort: str = ""
    bel: bool = False
    uiterlijk: date | None = None


def van_bericht(bericht: Bericht, *, leest: bool) -> Stand:
    """The state of a message, in or out. `leest`: whether the reader may know why it was held back."""
    if bericht.richting == Bericht.Richting.IN:
        return _ontvangen(bericht)
    if bericht.tegengehouden:
        return _tegengehouden(bericht, leest=leest)
    if bericht.verzonden_op is None:
        return _nog_niet_weg(bericht)
    if bericht.vervangen_door_id is not None:
        return Stand(
            "vervangen",
            "opnieuw gestuurd",
            "grijs",
            zin="Hetzelfde staat in een nieuw bericht. Dit telt niet meer.",
        )
    return _weg(bericht) if bericht.beantwoord_op is None else _beantwoord(bericht, leest=leest)


def van_ontvangst(ontvangst: Ontvangst, *, leest: bool, bekend: bool) -> Stand:
    """The state of a delivery that never became a message (or not yet). `bekend`: whether its sender is a provider here."""
    if ontvangst.uitkomst == Ontvangst.Uitkomst.VASTGELOPEN:
        return Stand(
            "vastgelopen", "vastgelopen", "rood", "stop", zin=reden(ontvangst, leest=leest), bel=bekend,
            raad=_raad_bij_vastlopen(ontvangst, bekend=bekend),
        )  # fmt: skip
    if ontvangst.uitkomst == Ontvangst.Uitkomst.ONLEESBAAR:
        return Stand(
            "onleesbaar", "niet te lezen", "rood", "stop", bel=True,
            zin="Dit bestand is geen goed iJw-bericht. De aanbieder krijgt er geen antwoord op en weet dus niet dat het mis is.",
            raad="Bel de aanbieder, noem de plaats van de fout en vraag om een nieuw bericht.",
        )  # fmt: skip
    if ontvangst.uitkomst == Ontvangst.Uitkomst.DUBBEL:
        return Stand(
            "dubbel",
            "dubbel ontvangen",
            "grijs",
            zin="Dit bericht was al binnen. Het is niet nog een keer verwerkt.",
        )
    return Stand("wacht", "nog te verwerken", "blauw", "klok", zin="Het wordt binnen een minuut verwerkt.")


def reden(ontvangst: Ontvangst, *, leest: bool) -> str:
    """Why a delivery got stuck. What went wrong while booking may name somebody, so only who may read it sees that."""
    tekst = ontvangst.toelichting
    if zonder_aanbieder(ontvangst):
        return (
            tekst.partition(". ")[0] + "."
        )  # what to do about it depends on whether they were registered since
    voor, scheiding, _ = tekst.partition(": ")
    if tekst.startswith("Dit bericht kon niet worden verwerkt") and scheiding and not leest:
        return f"{voor}. Waarom, ziet het A-team."
    return tekst


def zonder_aanbieder(ontvangst: Ontvangst) -> bool:
    """Whether it got stuck because its sender was not registered here."""
    return ontvangst.toelichting.startswith(f"Aanbieder {ontvangst.afzender} ")


def codes_in_woorden(codes: list[str]) -> list[tuple[str, str]]:
    """Return codes with their meaning (WJ001)."""
    lijst = codelijst("WJ001")
    return [(code, lijst.get(code, "onbekende code")) for code in codes]


def _raad_bij_vastlopen(ontvangst: Ontvangst, *, bekend: bool) -> str:
    if not zonder_aanbieder(ontvangst):
        return "Is het opgelost, verwerk het dan opnieuw. Hoort het hier niet, leg dan vast dat het is afgehandeld."
    if bekend:
        return "De aanbieder is intussen geregistreerd. Verwerk dit bericht opnieuw."
    return "Registreer de aanbieder en verwerk dit bericht dan opnieuw."


def _ontvangen(bericht: Bericht) -> Stand:
    if bericht.afgekeurd and not bericht.is_retour:
        return Stand(
            "afgewezen", "door ons afgekeurd", "amber", "kruis",
            zin="Dit bericht past niet bij wat hier bekend is. Het geldt als niet ontvangen.",
            raad="U hoeft niets te doen: de aanbieder kreeg de reden in ons antwoord en stuurt een nieuw bericht.",
        )  # fmt: skip
    if bericht.is_retour and bericht.antwoord_op_id is None:
        return Stand(
            "geboekt",
            "hoort nergens bij",
            "grijs",
            zin="Dit antwoord hoort bij geen bericht dat wij stuurden.",
        )
    return Stand("geboekt", "verwerkt", "groen", "vink")


def _tegengehouden(bericht: Bericht, *, leest: bool) -> Stand:
    if bericht.doorgegeven_op:
        return Stand("doorgegeven", "anders doorgegeven", "grijs", "vink")
    if not leest:
        return Stand(
            "tegengehouden", "niet via een bericht", "rood", "stop", zin="Dit mag niet met een bericht worden doorgegeven.",
            raad="Vraag het A-team of de regisseur om de aanbieder te bellen, en noem het dossiernummer.",
        )  # fmt: skip
    return Stand(
        "tegengehouden", "niet via een bericht", "rood", "stop", zin=bericht.tegengehouden, bel=True,
        raad="Bel de aanbieder en leg hier vast aan wie u het doorgaf.",
    )  # fmt: skip


def _nog_niet_weg(bericht: Bericht) -> Stand:
    if bericht.vastgelopen:
        return Stand(
            "storing", "niet verstuurd", "rood", "stop", zin=bericht.storing,
            raad="Los op wat er staat, of vraag de beheerder dat te doen. Bied het bericht daarna opnieuw aan.",
        )  # fmt: skip
    if bericht.storing:
        return Stand(
            "storing", "nog niet verstuurd", "amber", "klok", zin=bericht.storing,
            raad="Eenplan probeert het vanzelf opnieuw. Blijft dit langer dan een uur zo, vraag het dan de beheerder.",
        )  # fmt: skip
    return Stand(
        "klaar",
        "klaar om te versturen",
        "blauw",
        "klok",
        zin="Het bericht wordt binnen een minuut verstuurd.",
    )


def _weg(bericht: Bericht) -> Stand:
    """Sent, and not answered (yet)."""
    if bericht.uiterlijk is None:
        return Stand("goed", "verstuurd", "groen", "vink")
    if bericht.uiterlijk >= vandaag():
        return Stand(
            "verzonden", "wacht op antwoord", "grijs", "klok", uiterlijk=bericht.uiterlijk,
            zin=f"De aanbieder laat uiterlijk {_dag(bericht.uiterlijk)} weten of het goed is aangekomen.",
        )  # fmt: skip
    return Stand(
        "onbeantwoord", "antwoord te laat", "amber", "klok", bel=True, uiterlijk=bericht.uiterlijk,
        zin=f"De aanbieder had uiterlijk {_dag(bericht.uiterlijk)} moeten laten weten of het goed is aangekomen.",
        raad="Bel de aanbieder. Is het bericht daar niet, laat het dan uitzoeken bij het knooppunt. Is het er wel, vraag dan om "
        "het retourbericht.",
    )  # fmt: skip


def _beantwoord(bericht: Bericht, *, leest: bool) -> Stand:
    if not bericht.afgekeurd:
        return Stand("goed", "goed aangekomen", "groen", "vink")
    codes = "; ".join(f"{tekst} ({code})" for code, tekst in codes_in_woorden(bericht.codes))
    return Stand(
        "afgekeurd", "afgekeurd", "rood", "kruis", bel=leest, kort=codes,
        zin=f"De aanbieder keurde dit bericht af: {codes}. Het geldt als niet verzonden.",
        raad="Verbeter wat er niet klopt en stuur het opnieuw. Begrijpt u de afkeuring niet, bel dan de aanbieder." if leest
        else "Vraag het A-team of de regisseur om te verbeteren wat er niet klopt, en noem het dossiernummer.",
    )  # fmt: skip


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
