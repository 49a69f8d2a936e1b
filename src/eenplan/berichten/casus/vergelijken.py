"""What a case expects after a step, beside what Eenplan knows and sent. Every difference is one Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from eenplan.berichten.casus.lezen import Stap
from eenplan.berichten.casus.wereld import Wereld
from eenplan.berichten.models import Bericht
from eenplan.berichten.verzend_actions import RETOUR_IN
from eenplan.zorg import ruimte
from eenplan.zorg.levering import Levering, levering
from eenplan.zorg.models import Declaratie, Prestatie, Regiemelding, Toewijzing, Verzoek
from ijw.berekeningen import werkdagen_na

GEEN_OPMERKING = "0200"


def verschillen(stap: Stap, uit: list[Any], wereld: Wereld) -> tuple[list[str], list[str]]:
    """Differences, and remarks on what could not be judged. `uit`: the messages that the step left in the outbox."""
    gevonden: list[str] = []
    opmerkingen: list[str] = []
    verwacht = stap.verwacht
    if stap.bericht is not None and stap.van == "gemeente":
        gevonden += _bericht(stap.bericht, uit)
    if "retour" in verwacht:
        gevonden += _retour(verwacht["retour"], uit, stap)
    for verzoek in verwacht.get("verzoeken", []):
        gevonden += _verzoek(verzoek)
    if "verzoeken" in verwacht:
        gevonden += _geen_andere(
            "verzoek",
            {v["ReferentieAanbieder"] for v in verwacht["verzoeken"]},
            set(Verzoek.objects.values_list("referentie", flat=True)),
        )
    for toewijzing in verwacht.get("toewijzingen", []):
        gevonden += _toewijzing(toewijzing)
    if "toewijzingen" in verwacht:
        gevonden += _geen_andere(
            "toewijzing",
            {t["ToewijzingNummer"] for t in verwacht["toewijzingen"]},
            set(Toewijzing.objects.values_list("nummer", flat=True)),
        )
    for los in verwacht.get("leveringen", []):
        gevonden += _levering_los(los, wereld)
    for regie in verwacht.get("regie", []):
        zinnen, opmerking = _regie(regie, stap)
        gevonden += zinnen
        opmerkingen += opmerking
    if "declaratie" in verwacht:
        gevonden += _declaratie(verwacht["declaratie"])
    return gevonden, opmerkingen


def _anders(wat: str, hoort: Any, is_: Any) -> Iterator[str]:
    if hoort != is_:
        yield f"{wat}: de casus zegt {_zeg(hoort)}, Eenplan {_zeg(is_)}"


def _zeg(waarde: Any) -> str:
    if isinstance(waarde, date):
        return waarde.isoformat()
    return "niets" if waarde is None or waarde == "" else str(waarde)


def _geen_andere(wat: str, hoort: set[Any], is_: set[Any]) -> Iterator[str]:
    for extra in sorted(is_ - hoort):
        yield f"{wat} {extra} staat niet in de casus"


# Messages -------------------------------------------------------------------------------------------------


def _bericht(hoort: Any, uit: list[Any]) -> Iterator[str]:
    """The message of the step must lie in the outbox; its own number and the schema version are ours."""
    zelfde = [bericht for bericht in uit if bericht.NAAM == hoort.NAAM]
    if not zelfde:
        yield f"in de uitbak ligt geen {hoort.NAAM}"
        return
    if hoort.NAAM == "JW301":
        yield from _anders("BSN", hoort.Client.Bsn, zelfde[-1].Client.Bsn)
        yield from _producten(hoort, zelfde)
    elif hoort.NAAM == "JW319":
        yield from _velden("Antwoord", hoort.Antwoord, zelfde[-1].Antwoord)
    else:
        for naam in ("DeclaratieIdentificatie", "RetourCodes"):
            yield from _anders(
                f"Header/{naam}", getattr(hoort.Header, naam), getattr(zelfde[-1].Header, naam)
            )
        yield from _velden("DeclaratieAntwoord", hoort.DeclaratieAntwoord, zelfde[-1].DeclaratieAntwoord)


def _producten(hoort: Any, uit: list[Any]) -> Iterator[str]:
    """What a JW301 tells of each assignment; more requests granted at once may come in more messages."""
    verteld = {p.ToewijzingNummer: p for bericht in reversed(uit) for p in bericht.Client.ToegewezenProducten}
    genoemd = {p.ToewijzingNummer: p for p in hoort.Client.ToegewezenProducten}
    for nummer, product in genoemd.items():
        if nummer not in verteld:
            yield f"de JW301 noemt toewijzing {nummer} niet"
        else:
            yield from _velden(f"toewijzing {nummer}", product, verteld[nummer])
    for nummer in sorted(verteld.keys() - genoemd.keys()):
        yield f"de JW301 noemt ook toewijzing {nummer}"


def _velden(wat: str, hoort: Any, is_: Any) -> Iterator[str]:
    """Field by field, so that the sentence names the place."""
    if hoort is None or is_ is None or not hasattr(hoort, "VORM"):
        yield from _anders(wat, hoort, is_)
        return
    for veld in hoort.VORM.velden:
        h, i = getattr(hoort, veld.naam), getattr(is_, veld.naam)
        if isinstance(h, tuple) and isinstance(i, tuple) and len(h) == len(i):
            for nummer, (een, ander) in enumerate(zip(h, i, strict=True), start=1):
                yield from _velden(f"{wat}/{veld.naam}[{nummer}]", een, ander)
        else:
            yield from _velden(f"{wat}/{veld.naam}", h, i)


def _retour(hoort: Mapping[str, Any], uit: list[Any], stap: Stap) -> Iterator[str]:
    if "uiterlijk" in hoort:
        yield from _anders("retour uiterlijk", hoort["uiterlijk"], werkdagen_na(stap.datum, RETOUR_IN))
    if hoort["van"] == "aanbieder":
        heen = Bericht.objects.filter(richting="uit", soort=stap.bericht.NAAM).latest("pk")
        oordeel = "afgekeurd" if heen.afgekeurd else "goedgekeurd"
        yield from _anders(
            "oordeel van de aanbieder", hoort["oordeel"], oordeel if heen.beantwoord_op else "geen antwoord"
        )
        return
    gemaakt = [bericht for bericht in uit if hoort["bericht"] == bericht.NAAM]
    if not gemaakt:
        yield f"in de uitbak ligt geen {hoort['bericht']}"
        return
    codes = _codes(gemaakt[0])
    fout = {klasse: c for klasse, c in codes.items() if set(c) - {GEEN_OPMERKING}}
    yield from _anders("oordeel", hoort["oordeel"], "afgekeurd" if fout else "goedgekeurd")
    for klasse, verwacht in hoort.get("codes", {}).items():
        yield from _anders(f"retourcodes van {klasse}", sorted(verwacht), sorted(codes.get(klasse, [])))


def _codes(waarde: Any) -> dict[str, list[str]]:
    """The retour codes by name of the class that carries them."""
    codes: dict[str, list[str]] = {}
    if eigen := getattr(waarde, "RetourCodes", ()):
        codes[type(waarde).__name__] = list(eigen)
    for veld in waarde.VORM.velden:
        inhoud = getattr(waarde, veld.naam)
        for deel in inhoud if isinstance(inhoud, tuple) else (inhoud,):
            if hasattr(deel, "VORM"):
                for klasse, lijst in _codes(deel).items():
                    codes.setdefault(klasse, []).extend(
                        code for code in lijst if code not in codes.get(klasse, [])
                    )
    return codes


# What Eenplan knows ---------------------------------------------------------------------------------------


def _verzoek(hoort: Mapping[str, Any]) -> Iterator[str]:
    referentie = hoort["ReferentieAanbieder"]
    verzoek = Verzoek.objects.filter(referentie=referentie).first()
    if verzoek is None:
        yield f"verzoek {referentie} is er niet"
        return
    yield from _anders(f"verzoek {referentie}", hoort["stand"], verzoek.stand)
    if "uiterlijk" in hoort:
        yield from _anders(f"verzoek {referentie} uiterlijk", hoort["uiterlijk"], verzoek.uiterlijk)


def _toewijzing(hoort: Mapping[str, Any]) -> Iterator[str]:
    nummer = hoort["ToewijzingNummer"]
    rij = Toewijzing.objects.filter(nummer=nummer).first()
    if rij is None:
        yield f"toewijzing {nummer} is er niet"
        return
    wat = f"toewijzing {nummer}"
    yield from _anders(f"{wat} verwijderd", hoort.get("verwijderd", False), not rij.geldt)
    yield from _anders(f"{wat} Ingangsdatum", hoort["Ingangsdatum"], rij.begin)
    if "Einddatum" in hoort and rij.geldt:
        yield from _anders(f"{wat} Einddatum", hoort["Einddatum"], rij.eind)
    if "levering" in hoort:
        yield from _levering(wat, hoort["levering"], levering(rij.regiemeldingen.all()))
    if "toegekend" in hoort:
        yield from _anders(f"{wat} toegekend", hoort["toegekend"], ruimte.toegekend(rij))
    if "resteert" in hoort:
        yield from _anders(f"{wat} resteert", hoort["resteert"], ruimte.resteert(rij))


def _levering(wat: str, hoort: Mapping[str, Any], is_: Levering) -> Iterator[str]:
    yield from _anders(f"{wat} levering", hoort["stand"], is_.stand)
    for naam, waarde in (("Begindatum", is_.begin), ("Einddatum", is_.eind), ("RedenBeeindiging", is_.reden)):
        if naam in hoort:
            yield from _anders(f"{wat} levering {naam}", hoort[naam], waarde)


def _levering_los(hoort: Mapping[str, Any], wereld: Wereld) -> Iterator[str]:
    product = hoort["Product"]
    rijen = Regiemelding.objects.filter(
        jeugdige=wereld.jeugdige,
        toewijzing__isnull=True,
        categorie=product["Categorie"],
        code=product.get("Code", ""),
    )
    yield from _levering(
        f"levering {product.get('Code', product['Categorie'])}", hoort["levering"], levering(rijen)
    )


def _regie(hoort: Mapping[str, Any], stap: Stap) -> tuple[list[str], list[str]]:
    """Whether a start or stop was reported in time; for some only the provider can know."""
    nummer = hoort["ToewijzingNummer"]
    rij = Regiemelding.objects.filter(toewijzing__nummer=nummer, gemeld_op=stap.datum).order_by("-pk").first()
    if rij is None:
        return [f"bij toewijzing {nummer} is vandaag niets gemeld"], []
    eerste = (
        Bericht.objects.filter(regels__toewijzing=rij.toewijzing_id, soort="JW301").order_by("pk").first()
    )
    termijn = ruimte.regietermijn(rij, localdate(eerste.gemaakt_op) if eerste else None)
    if termijn is None:
        return [], [f"of de melding bij {nummer} op tijd was, weet alleen de aanbieder (OP272)"]
    vanaf, uiterlijk = termijn
    wat = f"regie {nummer}"
    return [
        *_anders(f"{wat} vanaf", hoort["vanaf"], vanaf),
        *_anders(f"{wat} uiterlijk", hoort["uiterlijk"], uiterlijk),
        *_anders(f"{wat} tijdig", hoort["tijdig"], stap.datum <= uiterlijk),
    ], []


def _declaratie(hoort: Mapping[str, Any]) -> Iterator[str]:
    declaratie = Declaratie.objects.filter(nummer=hoort["DeclaratieNummer"]).order_by("-pk").first()
    if declaratie is None:
        yield f"declaratie {hoort['DeclaratieNummer']} is er niet"
        return
    wat = f"declaratie {declaratie.nummer}"
    for naam in ("uiterlijk", "ingediend", "toegekend"):
        if naam in hoort:
            yield from _anders(f"{wat} {naam}", hoort[naam], getattr(declaratie, naam))
    regels = {rij.referentie: rij for rij in declaratie.prestaties.select_related("toewijzing")}
    for verwacht in hoort.get("prestaties", []):
        yield from _prestatie(verwacht, regels.get(verwacht["ReferentieNummer"]))


def _prestatie(hoort: Mapping[str, Any], rij: Prestatie | None) -> Iterator[str]:
    wat = f"prestatie {hoort['ReferentieNummer']}"
    if rij is None:
        yield f"{wat} is er niet"
        return
    oordeel = "toegekend" if rij.goed else "niet beoordeeld" if rij.codes == ["0233"] else "afgewezen"
    yield from _anders(wat, hoort["oordeel"], oordeel)
    if "codes" in hoort:
        yield from _anders(f"{wat} codes", hoort["codes"], rij.codes)
    if "maximum" in hoort and rij.toewijzing is not None:
        meest = ruimte.hoogstens(rij.toewijzing, rij.begin, rij.eind, rij.eenheid)
        yield from _anders(f"{wat} maximum", hoort["maximum"], meest)
