"""From TOML to a `Model`: one file, laid over the shipped defaults, refused with a sentence when it cannot be right.

`basis` says what a file is laid over: "standaard" (the shipped work of a youth team; what is meant when it is left out),
"leeg" (only the shipped availability and on-costs), or another file, beside this one.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from formatie.controle import controleer
from formatie.fout import FormatieFout
from formatie.getallen import Blok
from formatie.kansverdeling import Kansverdeling
from formatie.model import (
    EINDE,
    Activiteit,
    Beleid,
    Beschikbaarheid,
    Fase,
    Groep,
    Herkomst,
    Model,
    Norm,
    Opslag,
    Periode,
    Soort,
    Termijn,
    Terugkeer,
)

_DIEPTE = 8  # files that may be laid over one another


def lees(pad: str | Path) -> Model:
    """The model in this file. Raises FormatieFout with the file's name and a Dutch sentence."""
    try:
        return maak(_inhoud(Path(pad), 0))
    except FormatieFout as fout:
        raise FormatieFout(f"{pad}: {fout}") from None


def voorbeeld(naam: str) -> Model:
    """A shipped example by its name, without .toml."""
    with resources.as_file(resources.files("formatie") / "voorbeelden") as map_:
        namen = sorted(p.stem for p in map_.glob("*.toml"))
        if naam not in namen:
            raise FormatieFout(f"het voorbeeld '{naam}' bestaat niet. Kies uit: {', '.join(namen)}.")
        return lees(map_ / f"{naam}.toml")


def maak(inhoud: dict[str, Any]) -> Model:
    """A model from what a TOML file says, defaults laid under it already."""
    herkomst: dict[str, Herkomst] = {}
    blok = Blok(inhoud, "", herkomst)
    naam, toelichting = blok.tekst("naam", "Naamloos"), inhoud.get("toelichting", "")
    periode = _periode(blok.blok("periode"))
    beschikbaarheid = blok.blok("beschikbaarheid")
    instroom = blok.blok("instroom", verplicht=True)
    per_week = instroom.stappen("per_week", periode.start)
    instroom.sluit()
    model = Model(
        naam=naam,
        toelichting=str(toelichting),
        instroom=per_week,
        soorten={n: _soort(n, b) for n, b in blok.blokken("soorten")},
        groepen={n: _groep(n, b, beschikbaarheid, periode) for n, b in blok.blokken("groepen")},
        opslag=_opslag(blok.blok("opslag")),
        beleid=_beleid(blok.blok("beleid")),
        periode=periode,
        normen=tuple(_norm(b) for b in blok.lijst("normen")),
        herkomst=herkomst,
    )
    blok.sluit()
    controleer(model)
    return model


def _inhoud(pad: Path, diepte: int) -> dict[str, Any]:
    if diepte > _DIEPTE:
        raise FormatieFout("basis: de bestanden verwijzen in een kring naar elkaar. Haal een 'basis' weg.")
    try:
        eigen = tomllib.loads(pad.read_text("utf-8"))
    except FileNotFoundError:
        raise FormatieFout("dit bestand bestaat niet. Controleer de naam en de map.") from None
    except (OSError, UnicodeDecodeError) as fout:
        raise FormatieFout(f"dit bestand is niet te lezen ({fout}).") from None
    except tomllib.TOMLDecodeError as fout:
        raise FormatieFout(f"dit is geen geldige TOML: {fout}.") from None
    basis = eigen.pop("basis", "standaard")
    if not isinstance(basis, str):
        raise FormatieFout('basis: schrijf "standaard", "leeg" of de naam van een bestand.')
    if basis in ("standaard", "leeg"):
        onder = standaard()
        if basis == "leeg":
            onder = {sleutel: onder[sleutel] for sleutel in ("beschikbaarheid", "opslag", "periode")}
    else:
        ander = pad.parent / basis
        if not ander.exists():
            raise FormatieFout(
                f"basis: het bestand '{basis}' staat niet in {pad.parent}. Controleer de naam."
            )
        onder = _inhoud(ander, diepte + 1)
    return _leg_over(onder, eigen)


def standaard() -> dict[str, Any]:
    """What is shipped: standaard.toml."""
    return tomllib.loads((resources.files("formatie") / "standaard.toml").read_text("utf-8"))


def _leg_over(onder: dict[str, Any], boven: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key; everything else is replaced. A table set to false is taken out.

    A number with its origin is one thing: it replaces and is replaced as a whole, and a number written over one that has
    a source does not inherit that source from the block around it.
    """
    uit = dict(onder)
    for sleutel, waarde in boven.items():
        if waarde is False and isinstance(uit.get(sleutel), dict) and "waarde" not in uit[sleutel]:
            del uit[sleutel]
        elif isinstance(waarde, dict) and isinstance(uit.get(sleutel), dict) and not _is_een(waarde):
            uit[sleutel] = _leg_over(uit[sleutel], waarde)
        else:
            uit[sleutel] = _eigen(waarde, sleutel)
    return uit


def _is_een(waarde: dict[str, Any]) -> bool:
    return "waarde" in waarde or "waarden" in waarde or "verdeling" in waarde


def _eigen(waarde: Any, sleutel: str) -> Any:
    """What the upper file says, marked as the writer's own where it names neither source nor assumption."""
    if isinstance(waarde, bool) or sleutel == "vanaf":
        return waarde
    if isinstance(waarde, int | float):
        return {"waarde": waarde, "aanname": False}
    if isinstance(waarde, list):
        if waarde and all(isinstance(w, int | float) and not isinstance(w, bool) for w in waarde):
            return {"waarden": waarde, "aanname": False}
        return [_eigen_blok(w) for w in waarde]
    if isinstance(waarde, dict) and not _is_een(waarde) and not _heeft_herkomst(waarde):
        return {s: _eigen(w, s) for s, w in waarde.items()}
    return _eigen_blok(waarde)


def _eigen_blok(waarde: Any) -> Any:
    return (
        {**waarde, "aanname": False} if isinstance(waarde, dict) and not _heeft_herkomst(waarde) else waarde
    )


def _heeft_herkomst(waarde: dict[str, Any]) -> bool:
    return "bron" in waarde or "aanname" in waarde


def _verdeling(blok: Blok) -> Kansverdeling:
    naam = blok.tekst("verdeling", "lognormaal")
    waarden = blok.reeks("waarden", ())
    gemiddelde = blok.getal("gemiddelde", 0.0 if naam == "empirisch" else None)
    spreiding = blok.getal("spreiding", 0.0)
    blok.sluit()
    try:
        return Kansverdeling(naam, gemiddelde, spreiding, waarden)
    except FormatieFout as fout:
        raise FormatieFout(f"{blok.pad}: {fout}") from None


def _misschien_verdeling(blok: Blok, sleutel: str) -> Kansverdeling | None:
    return _verdeling(blok.blok(sleutel)) if sleutel in blok else None


def _soort(naam: str, blok: Blok) -> Soort:
    fasen = {n: _fase(n, b) for n, b in blok.blokken("fasen")}
    terug = blok.blok("terugkeer") if "terugkeer" in blok else None
    soort = Soort(
        naam=naam,
        aandeel=blok.getal("aandeel", hoogst=1.0),
        fasen=fasen,
        begin=blok.tekst("begin", next(iter(fasen), "")),
        voorrang=blok.geheel("voorrang", 1),
        geduld=_misschien_verdeling(blok, "geduld"),
        terugkeer=None if terug is None else _terugkeer(terug, next(iter(fasen), "")),
        termijnen=tuple(_termijn(n, b, next(iter(fasen), "")) for n, b in blok.blokken("termijnen")),
        wachtend=blok.geheel("wachtend", 0),
        gewacht=blok.getal("gewacht", 0.0),
        lopend={n: int(v) for n, v in blok.getallen("lopend").items()} if "lopend" in blok else None,
    )
    blok.sluit()
    return soort


def _terugkeer(blok: Blok, eerste: str) -> Terugkeer:
    uit = Terugkeer(
        kans=blok.getal("kans", hoogst=0.95),
        na=_verdeling(blok.blok("na", True)),
        fase=blok.tekst("fase", eerste),
    )
    blok.sluit()
    return uit


def _termijn(naam: str, blok: Blok, eerste: str) -> Termijn:
    uit = Termijn(
        naam=naam,
        fase=blok.tekst("fase", eerste),
        moment=blok.tekst("moment", "begin"),
        weken=blok.getal("weken"),
    )
    blok.sluit()
    return uit


def _fase(naam: str, blok: Blok) -> Fase:
    activiteiten = []
    for n, b in blok.blokken("activiteiten"):
        activiteiten.append(
            Activiteit(
                naam=n,
                uren=b.getal("uren"),
                spreiding=b.getal("spreiding", 0.0),
                keer=b.getal("keer", 1.0),
                reis=b.getal("reis", 0.0),
            )
        )
        b.sluit()
    fase = Fase(
        naam=naam,
        duur=_verdeling(blok.blok("duur", True)),
        vaardigheid=blok.tekst("vaardigheid"),
        activiteiten=tuple(activiteiten),
        uren_per_week=blok.misschien("uren_per_week"),
        gewicht=blok.misschien("gewicht"),
        kalender=blok.ja("kalender", False),
        daarna=blok.getallen("daarna") or {EINDE: 1.0},
    )
    blok.sluit()
    return fase


def _groep(naam: str, blok: Blok, algemeen: Blok, periode: Periode) -> Groep:
    eigen = blok.blok("beschikbaarheid")
    plafond = blok.stappen("plafond", periode.start, verplicht=False)
    groep = Groep(
        naam=naam,
        fte=blok.stappen("fte", periode.start),
        vaardigheden=frozenset(blok.teksten("vaardigheden")),
        deeltijd=blok.getal("deeltijd", 0.8, laagst=0.1, hoogst=1.0),
        plafond=plafond or None,
        onbeperkt=blok.ja("onbeperkt", False),
        beschikbaarheid=_beschikbaarheid(algemeen, eigen),
    )
    blok.sluit()
    return groep


def _beschikbaarheid(algemeen: Blok, eigen: Blok) -> Beschikbaarheid:
    """A group's own numbers where it has them, else those of the whole team."""

    def uit(sleutel: str, standaard: float, **grens: float) -> float:
        eerst = algemeen.getal(sleutel, standaard, **grens)
        return eigen.getal(sleutel, eerst, **grens)

    b = Beschikbaarheid(
        uren_per_week=uit("uren_per_week", 36.0, laagst=1.0, hoogst=60.0),
        verlof=uit("verlof", 0.0),
        verzuim=uit("verzuim", 0.0, hoogst=0.9),
        verzuim_weken=uit("verzuim_weken", 1.0, laagst=1.0),
        verloop=uit("verloop", 0.0, hoogst=1.0),
        vacature_weken=uit("vacature_weken", 0.0),
        inwerk_weken=uit("inwerk_weken", 0.0),
        inwerk_start=uit("inwerk_start", 1.0, hoogst=1.0),
        begeleiding=uit("begeleiding", 0.0, hoogst=1.0),
        niet_zaakgebonden={**algemeen.getallen("niet_zaakgebonden"), **eigen.getallen("niet_zaakgebonden")},
        per_jaar={**algemeen.getallen("per_jaar"), **eigen.getallen("per_jaar")},
    )
    algemeen.sluit()
    eigen.sluit()
    return b


def _opslag(blok: Blok) -> Opslag:
    uit = Opslag(administratie=blok.getal("administratie", 0.0), reflectie=blok.getal("reflectie", 0.0))
    blok.sluit()
    return uit


def _beleid(blok: Blok) -> Beleid:
    uit = Beleid(
        volgorde=blok.tekst("volgorde", "voorrang"),
        zelfde=blok.ja("zelfde", True),
        overdracht=blok.tekst("overdracht", "koud"),
        overdracht_uren=blok.getal("overdracht_uren", 0.0),
    )
    blok.sluit()
    return uit


def _periode(blok: Blok) -> Periode:
    p = Periode()
    uit = Periode(
        start=blok.dag("start", p.start),
        weken=blok.geheel("weken", p.weken),
        runs=blok.geheel("runs", p.runs),
        zaad=blok.geheel("zaad", p.zaad),
        seizoen=blok.reeks("seizoen", p.seizoen),
        vakantie=blok.reeks("vakantie", p.vakantie),
        inloop=blok.getal("inloop", p.inloop),
        bezetting=blok.getal("bezetting", p.bezetting, hoogst=1.0),
        overbelasting=blok.tekst("overbelasting", p.overbelasting),
    )
    blok.sluit()
    return uit


def _norm(blok: Blok) -> Norm:
    uit = Norm(
        naam=blok.tekst("naam"), waarde=blok.getal("waarde"), meet=blok.tekst("meet"), bron=blok.tekst("bron")
    )
    blok.sluit()
    return uit
