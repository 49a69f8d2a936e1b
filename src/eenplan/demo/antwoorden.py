"""What people fill in: per task the data of its form, from the story of the family.

Every function gets the story, the open task and who does it, and returns what the browser would send.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from eenplan.demo.verhaal import Verhaal

Antwoord = Callable[[Verhaal, Any, dict[str, Any]], dict[str, Any]]  # story, the empty form, context

KORT = ("leren", "jong")
_antwoorden: dict[str, Antwoord] = {}


def antwoord(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    """The data for this form, which is still empty. `context`: `dag`, `personen` (by key), `gemeente`."""
    gegevens = _antwoorden[form.sleutel](v, form, context)
    return gegevens | ({"versie": form["versie"].value()} if "versie" in form.fields else {})


def op(formulier: str) -> Callable[[Antwoord], Antwoord]:
    def registreer(functie: Antwoord) -> Antwoord:
        _antwoorden[formulier] = functie
        return functie

    return registreer


def melding(v: Verhaal) -> dict[str, Any]:
    """The form of a new report."""
    kind, ouder = v.kind, v.huis["ouder"]
    route, naam, functie = v.rng.choice(
        [
            ("school", "mevrouw Ter Horst", "intern begeleider"), ("school", "meneer Bijl", "mentor"), ("gezin", ouder.roepnaam, "ouder"),
            ("gezin", ouder.roepnaam, "ouder"), ("huisarts", "dokter Van Stee", "huisarts"), ("jeugdarts", "mevrouw Kok", "jeugdarts"),
            ("wijkteam", "Anja Loos", "wijkteam"), ("veilig_thuis", "bureaudienst", "Veilig Thuis"),
        ]
    )  # fmt: skip
    straat, huisnummer, postcode, woonplaats = kind.adres
    return {
        "route": route, "melder_naam": naam, "melder_functie": functie, "melder_telefoon": "0299 000 777" if route != "gezin" else ouder.telefoon,
        "toestemming_gezin": "nee" if route == "veilig_thuis" else "ja", "vraag": v.kies("vraag"), "bsn": kind.bsn, "roepnaam": kind.roepnaam,
        "voorvoegsel": kind.voorvoegsel, "achternaam": kind.achternaam, "geboortedatum": kind.geboren.isoformat(), "geslacht": kind.geslacht,
        "straat": straat, "huisnummer": huisnummer, "postcode": postcode, "woonplaats": woonplaats, "ouder_roepnaam": ouder.roepnaam,
        "ouder_voorvoegsel": ouder.voorvoegsel, "ouder_achternaam": ouder.achternaam, "ouder_telefoon": ouder.telefoon,
    }  # fmt: skip


# P1 ---------------------------------------------------------------------------------------------------------


@op("toegang.controle_melding")
def _controle(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    nagevraagd = "Telefoonnummer van de ouder nagevraagd bij de melder." if v.rng.random() < 0.2 else ""
    return {"volledig": "ja", "ontbreekt": nagevraagd}


@op("toegang.uitleg_gezin")
def _uitleg(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    soort = v.rng.choice(["telefoon", "telefoon", "gesprek"])
    return {
        "soort": soort,
        "datum": context["dag"],
        "met_wie": v.huis["ouder"].roepnaam,
        "tekst": v.kies("uitleg"),
    }


@op("toegang.triage")
def _triage(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    gegevens = {
        "binnen_jeugdwet": "ja", "veiligheid": "veilig", "gebieden": v.thema["gebieden"], "ernst": v.rng.choice(["licht", "matig", "matig"]),
        "urgentie": v.rng.choices(["laag", "hoog"], [70, 30])[0], "keuze": "tabel",
    }  # fmt: skip
    if v.thema.get("zwaar") or (v.team != "Entree" and v.rng.random() < 0.2):
        gegevens |= {"ernst": "ernstig", "veiligheid": v.rng.choice(["zorgen", "veilig"])}
    if v.afloop == "niet_voor_ons":
        waarheen, waarom = v.rng.choice(context["gewoon"]["niet_voor_ons"])
        return gegevens | {
            "binnen_jeugdwet": "nee",
            "veiligheid": "veilig",
            "ernst": "licht",
            "verwezen_naar": waarheen,
            "reden": waarom,
        }
    gegevens["team"] = context["gemeente"].teams[v.team].pk
    regie = (
        gegevens["gebieden"] == "meervoudig"
        or gegevens["ernst"] == "ernstig"
        or gegevens["veiligheid"] == "zorgen"
    )
    if regie == (v.team == "Entree"):
        gegevens |= {
            "keuze": "entreeteam" if v.team == "Entree" else "regieteam",
            "reden": "Een broer of zus heeft al een consulent in dit team."
            if v.team != "Entree"
            else "Er is één duidelijke vraag; de rest gaat goed.",
        }
    return gegevens


@op("toegang.toewijzen_consulent")
def _toewijzen(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    waarom = v.rng.choice(["", "", "Heeft ruimte en ervaring met deze vraag.", "Kent het gezin van eerder."])
    return {"medewerker": context["gemeente"].mensen[v.regisseur].pk, "waarom": waarom}


@op("toegang.kennismaking")
def _kennismaking(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    gegevens = {
        "datum": context["dag"], "soort": v.rng.choice(["huisbezoek", "huisbezoek", "gesprek"]),
        "met_wie": f"{v.huis['ouder'].roepnaam} en {v.kind.roepnaam}", "tekst": v.kies("kennis"),
    }  # fmt: skip
    if v.rng.random() < 0.7:
        wie = v.rng.choice(["de leerkracht", "de huisarts", "de jeugdarts", "school"])
        gegevens |= {
            "toestemming_aan_wie": wie, "toestemming_doel": "vragen hoe het nu gaat en wat al geprobeerd is",
            "toestemming_door": context["personen"]["ouder"].pk, "toestemming_tot": context["dag"] + timedelta(days=182),
        }  # fmt: skip
    return gegevens


@op("toegang.onderzoek")
def _onderzoek(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    zwaar = v.thema.get("zwaar", False)
    return {
        "vraag_achter_vraag": v.kies("achter"), "eigen_netwerk": v.kies("netwerk"), "voorliggend": v.kies("voorliggend"),
        "informatie_derden": v.kies("derden"), "diagnostiek": "", "probleem": v.thema["probleem"],
        "duur": "lang" if zwaar else v.rng.choice(["lang", "lang", "kort"]),
        "belasting_jeugdige": "zwaar" if zwaar or v.complex else v.rng.choice(["licht", "zwaar"]),
        "belasting_opvoeding": "zwaar" if zwaar else v.rng.choice(["licht", "zwaar"]), "complex": "ja" if v.complex else "nee",
    }  # fmt: skip


@op("toegang.verklarende_analyse")
def _analyse(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {
        "wat_speelt": v.kies("speelt"), "houdt_in_stand": v.kies("houdt"), "kracht": v.kies("kracht"), "conclusie": v.kies("verklaring"),
        "besproken_op": context["dag"],
    }  # fmt: skip


@op("toegang.kernbesluit")
def _kernbesluit(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    keuze = "geen_jeugdhulp" if v.afloop == "geen_jeugdhulp" else "plan"
    weging = (
        "Het gaat al beter. Met school en familie kan het gezin verder."
        if keuze != "plan"
        else v.kies("weging")
    )
    return {
        "datum": context["dag"],
        "aanwezig": "regisseur, praktijkleider, gedragswetenschapper",
        "keuze": keuze,
        "weging": weging,
    }


@op("plan.opstellen")
def _opstellen(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {}


@op("plan.bespreken")
def _bespreken(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    personen = context["personen"]
    gegevens = {
        "datum": context["dag"],
        "akkoord": "ja",
        f"reactie_{personen['ouder'].pk}": v.kies("reactie"),
    }
    if v.kind.leeftijd(context["dag"]) >= 8:
        gegevens[f"reactie_{personen['kind'].pk}"] = v.kies("reactie")
    return gegevens


@op("plan.ondertekenen")
def _ondertekenen(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    gegevens: dict[str, Any] = {"verzonden_op": context["dag"], "uitkomst": "getekend"}
    gevraagd = [h.tekenaar.persoon for h in form.handtekeningen]
    for plaats, persoon in enumerate(gevraagd):
        gegevens[f"hoe_{persoon.pk}"] = v.rng.choice(["papier", "gesprek", "digitaal"])
        gegevens[f"datum_{persoon.pk}"] = context["dag"]
        if (
            plaats
            and persoon.pk not in (context["personen"]["kind"].pk, context["personen"]["ouder"].pk)
            and v.rng.random() < 0.08
        ):
            gegevens |= {
                f"hoe_{persoon.pk}": "niet",
                f"reden_{persoon.pk}": "Is op reis en telefonisch akkoord.",
            }
    return gegevens


@op("zorg.aanbieder_zoeken")
def _aanbieder(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    gegevens: dict[str, Any] = {
        "vervoer": "nee", "urgentie": "", "reden": v.rng.choice(["Dichtbij en snel plek. Het gezin kent iemand die hier goed geholpen is.",
        "Voorkeur van het gezin. De wachttijd is te doen.", "Heeft ervaring met deze vraag en werkt aan huis."]), "ouders_weten": "on",
        "besluit_nodig": "ja" if v.route == "besluit" else "nee",
    }  # fmt: skip
    for inzet in form.inzetten:
        gegevens |= {
            f"aanbieder_{inzet.pk}": inzet.aanbieder_id,
            f"wachttijd_{inzet.pk}": v.rng.randint(0, 8),
            f"pic_{inzet.pk}": "on",
        }
    return gegevens


@op("toegang.start_hulp")
def _start(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    zwaar = v.thema.get("zwaar", False)
    return {
        "datum": context["dag"], "met_wie": f"{v.huis['ouder'].roepnaam}, {v.kind.roepnaam} en de hulpverlener", "tekst": v.kies("overdracht"),
        "motivatie": v.rng.choices(["hoog", "wisselend"], [80, 20])[0], "inzicht": v.rng.choices(["goed", "wisselend"], [85, 15])[0],
        "hulpvraag_helder": "ja", "lange_voorgeschiedenis": "ja" if zwaar or v.rng.random() < 0.1 else "nee",
        "veiligheid": v.rng.choices(["veilig", "zorgen", "onveilig"], [88, 10, 2])[0],
        "enkelvoudig": "ja" if v.thema["gebieden"] == "enkelvoudig" else "nee",
    }  # fmt: skip


@op("toegang.afsluiten")
def _afsluiten(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    uitkomst = (
        "geen_jeugdhulp"
        if v.afloop == "geen_jeugdhulp"
        else v.rng.choices(["doelen_behaald", "deels_behaald", "gezin_stopt"], [60, 30, 10])[0]
    )
    return {
        "datum": context["dag"], "uitkomst": uitkomst, "woorden_gezin": v.kies("eind"), "cijfer_gezin": v.rng.choice(["", 6, 7, 8, 8, 9]),
        "terugblik": v.kies("terugblik"),
    }  # fmt: skip


# P3 ---------------------------------------------------------------------------------------------------------


@op("besluit.opstellen")
def _besluit(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {
        "concept": "klaar", "jeugdige": context["personen"]["kind"].pk, "motivering": v.kies("motivering"),
        "aanleiding": "ongebruikelijk" if v.tot == "advies" or v.rng.random() < 0.05 else "regulier",
        "meervoudig": "on" if v.thema["gebieden"] == "meervoudig" else "",
    }  # fmt: skip


@op("besluit.advies")
def _advies(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {"oordeel": "akkoord", "tekst": v.kies("advies")}


@op("besluit.mdo")
def _mdo(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {
        "datum": context["dag"], "wie": "gedragswetenschapper, regisseur, praktijkleider", "verslag": v.kies("mdo"), "oordeel": "akkoord" }  # fmt: skip


@op("besluit.tweede_lezer")
def _tweede_lezer(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {"oordeel": "akkoord", "opmerking": ""}


@op("besluit.vaststellen")
def _vaststellen(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {"vastgesteld": "ja", "opmerking": ""}


@op("besluit.verzenden")
def _verzenden(v: Verhaal, form: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {"wijze": "post", "geheim_nagegaan": "on"}
