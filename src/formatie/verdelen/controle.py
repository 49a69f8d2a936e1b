"""Check the input before anything is computed: every fault a sentence, all of them at once."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from difflib import get_close_matches
from math import isfinite

from .begrippen import Kosten, Medewerker, Regels, Zaak
from .fout import VerdeelFout

_HOOGSTE_FTE = 1.5
_LAATSTE_JAAR = 2200
_VEEL = 1000
_MEESTE_DAGEN = 10_000
_URGENTIES = ("spoed", "hoog", "gewoon", "laag")
_STERKTEN = ("moet", "liefst")
_OVERDRACHTEN = ("nee", "mag", "moet")


def controleer(zaken: Sequence[Zaak], medewerkers: Sequence[Medewerker], regels: Regels) -> None:
    """Refuse input that has no sensible distribution.

    Raises VerdeelFout with all sentences.
    """
    meldingen = [*_regels(regels), *_medewerkers(medewerkers, regels)]
    if medewerkers:
        meldingen += [*_zaken(zaken, medewerkers, regels), *_vastgezet(zaken, medewerkers, regels)]
    if meldingen:
        raise VerdeelFout(list(dict.fromkeys(meldingen)))


def bedoelde(woord: str, bekend: Collection[str]) -> str:
    """The hint for a word that is not known."""
    lijkt = get_close_matches(woord, sorted(bekend), n=1)
    return f" Bedoel je {lijkt[0]!r}?" if lijkt else ""


def _regels(regels: Regels) -> Iterator[str]:
    if not _getal(regels.capaciteit_per_fte) or regels.capaciteit_per_fte <= 0:
        yield (
            f"De capaciteit per fte is {regels.capaciteit_per_fte}. Geef een gewicht boven 0 dat één fte kan dragen."
        )
    if regels.weken < 1 or regels.weken > 52:
        yield f"Het voorstel gaat over {regels.weken} weken. Kies 1 tot en met 52 weken."
    if regels.start.year > _LAATSTE_JAAR:
        yield f"De eerste dag is {regels.start}. Kies een dag vóór het jaar {_LAATSTE_JAAR + 1}."
    if not 0 <= regels.max_nieuw_per_week <= _VEEL:
        yield f"Het hoogste aantal nieuwe zaken per week is {regels.max_nieuw_per_week}. Geef 0 tot en met {_VEEL}."
    for naam in ("max_deel_zwaar", "speling"):
        if not _deel(getattr(regels, naam)):
            yield f"{naam} is {getattr(regels, naam)}. Geef een deel van 0 tot en met 1, bijvoorbeeld 0.6."
    for veld in fields(Kosten):
        if not _getal(getattr(regels.kosten, veld.name)) or getattr(regels.kosten, veld.name) < 0:
            yield f"De kosten {veld.name} zijn {getattr(regels.kosten, veld.name)}. Geef een getal van 0 of meer."


def _medewerkers(medewerkers: Sequence[Medewerker], regels: Regels) -> Iterator[str]:
    if not medewerkers:
        yield "Het team is leeg: er is geen medewerker om zaken aan te geven. Voeg ten minste één medewerker toe."
    yield from _dubbel((m.id for m in medewerkers), "medewerker")
    for m in medewerkers:
        wie = f"Medewerker {m.id!r}"
        if not _getal(m.fte) or m.fte <= 0:
            yield f"{wie} heeft {m.fte} fte. Geef een getal boven 0, of laat deze medewerker weg."
        elif m.fte > _HOOGSTE_FTE:
            yield f"{wie} heeft {m.fte} fte. Dat lijken uren: 36 uur is 1 fte. Geef hoogstens {_HOOGSTE_FTE}."
        if not _deel(m.deel):
            yield f"{wie}: deel is {m.deel}. Geef een deel van 0 tot en met 1."
        if m.max_deel_zwaar is not None and not _deel(m.max_deel_zwaar):
            yield f"{wie}: max_deel_zwaar is {m.max_deel_zwaar}. Geef een deel van 0 tot en met 1."
        if m.max_nieuw_per_week is not None and not 0 <= m.max_nieuw_per_week <= _VEEL:
            yield f"{wie}: max_nieuw_per_week is {m.max_nieuw_per_week}. Geef 0 tot en met {_VEEL}."
        if not _gewicht(m.belasting) or not _gewicht(m.zware_belasting) or m.zware_belasting > m.belasting:
            yield (
                f"{wie} heeft een belasting van {m.belasting}, waarvan zwaar {m.zware_belasting}. Geef getallen van "
                "0 of meer met hoogstens twee cijfers achter de komma; zwaar is een deel van het geheel."
            )
        for p in m.afwezig:
            if p.van > p.tot:
                yield f"{wie} is afwezig van {p.van} tot en met {p.tot}. De eerste dag moet vóór de laatste liggen."
    if medewerkers and all(m.vertrekt for m in medewerkers):
        yield "Iedereen in het team vertrekt: er is niemand om zaken aan te geven. Voeg medewerkers toe die blijven."


def _zaken(zaken: Sequence[Zaak], medewerkers: Sequence[Medewerker], regels: Regels) -> Iterator[str]:
    mensen = {m.id for m in medewerkers}
    bekend = regels.vaardigheden or frozenset[str]().union(*(m.vaardigheden for m in medewerkers))
    yield from _dubbel((z.id for z in zaken), "zaak")
    for z in zaken:
        wat = f"Zaak {z.id!r}"
        if not _gewicht(z.gewicht) or z.gewicht <= 0:
            yield (
                f"{wat} heeft gewicht {z.gewicht}. Geef een getal boven 0 met hoogstens twee cijfers achter de komma."
            )
        if not 0 <= z.wachtdagen <= _MEESTE_DAGEN:
            yield f"{wat} wacht {z.wachtdagen} dagen. Geef 0 tot en met {_MEESTE_DAGEN}."
        yield from _keuze(wat, "urgentie", z.urgentie, _URGENTIES)
        for veld in ("samen", "terug", "wijk_eis", "taal_eis"):
            yield from _keuze(wat, veld, getattr(z, veld), _STERKTEN)
        yield from _keuze(wat, "overdracht", z.overdracht, _OVERDRACHTEN)
        for vaardigheid in sorted((z.vaardigheden | z.liefst_vaardigheden) - bekend):
            yield f"{wat} vraagt de onbekende vaardigheid {vaardigheid!r}.{bedoelde(vaardigheid, bekend)}"
        genoemd: dict[str, Iterable[str | None]] = {
            "nu": (z.nu,),
            "vorige": (z.vorige,),
            "niet_door": z.niet_door,
            "alleen_door": z.alleen_door or (),
        }
        for veld, ids in genoemd.items():
            for onbekend in sorted(i for i in ids if i is not None and i not in mensen):
                yield (
                    f"{wat} noemt bij {veld} de medewerker {onbekend!r}, die niet in het team staat."
                    f"{bedoelde(onbekend, mensen)}"
                )
        if z.nu is None and z.overdracht != "nee":
            yield f"{wat} heeft overdracht {z.overdracht!r}, maar geen medewerker bij nu. Vul in wie de zaak nu heeft."
        if z.terug == "moet" and z.vorige is None:
            yield f"{wat} moet terug naar een eerdere medewerker, maar vorige is leeg. Vul in wie dat was."
    for m in medewerkers:
        for vaardigheid in sorted(m.vaardigheden - bekend):
            yield (
                f"Medewerker {m.id!r} heeft de onbekende vaardigheid {vaardigheid!r}."
                f"{bedoelde(vaardigheid, bekend)}"
            )


def _vastgezet(zaken: Sequence[Zaak], medewerkers: Sequence[Medewerker], regels: Regels) -> Iterator[str]:
    zaak_ids, mensen = {z.id for z in zaken}, {m.id for m in medewerkers}
    keer = Counter(zaak for zaak, _ in regels.vastgezet)
    for zaak, medewerker in regels.vastgezet:
        if zaak not in zaak_ids:
            yield f"Vastgezet is zaak {zaak!r}, maar die staat niet in de lijst.{bedoelde(zaak, zaak_ids)}"
        if medewerker not in mensen:
            yield (
                f"Zaak {zaak!r} is vastgezet bij {medewerker!r}, die niet in het team staat."
                f"{bedoelde(medewerker, mensen)}"
            )
        if keer[zaak] > 1:
            yield f"Zaak {zaak!r} is {keer[zaak]} keer vastgezet. Laat één keer staan."


def _dubbel(ids: Iterable[str], soort: str) -> Iterator[str]:
    for naam, aantal in Counter(ids).items():
        if aantal > 1:
            yield f"Het id {naam!r} staat bij {aantal} {'zaken' if soort == 'zaak' else 'medewerkers'}. Geef elk een eigen id."
        if not naam:
            yield f"Er is een {soort} zonder id. Geef elk een eigen id."


def _keuze(wat: str, veld: str, waarde: str, mogelijk: Sequence[str]) -> Iterator[str]:
    if waarde not in mogelijk:
        yield f"{wat}: {veld} is {waarde!r}. Kies uit {', '.join(mogelijk)}."


def _getal(waarde: float) -> bool:
    return isfinite(waarde) and abs(waarde) <= 1e6


def _deel(waarde: float) -> bool:
    return _getal(waarde) and 0 <= waarde <= 1


def _gewicht(waarde: float) -> bool:
    return _getal(waarde) and waarde >= 0 and abs(waarde * 100 - round(waarde * 100)) < 1e-6
