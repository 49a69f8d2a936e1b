"""Which tables a family stands in, and what becomes of each column in a copy.

New ids are arithmetic: the copies of one table stand in blocks of `span` ids after the last one in use, so that a
foreign key needs no lookup. In the SQL below `r` is a row of the family that is copied and `c` a row of the table
`kloon`: which copy, by how many days it moves, who works on it, what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models

# Table → how its rows belong to a dossier (SQL; `d` is the dossier). In order of reference.
PER_DOSSIER: dict[str, str] = {
    "gezin.Persoon": "JOIN gezin_gezinslid l ON l.persoon_id = r.id JOIN sjabloon d ON d.gezin_id = l.gezin_id",
    "gezin.Gezin": "JOIN sjabloon d ON d.gezin_id = r.id",
    "gezin.Gezinslid": "JOIN sjabloon d ON d.gezin_id = r.gezin_id",
    "gezin.Relatie": "JOIN gezin_gezinslid l ON l.persoon_id = r.naar_id JOIN sjabloon d ON d.gezin_id = l.gezin_id",
    "gezin.Gezag": "JOIN gezin_gezinslid l ON l.persoon_id = r.jeugdige_id JOIN sjabloon d ON d.gezin_id = l.gezin_id",
    "gezin.Netwerkcontact": "JOIN sjabloon d ON d.gezin_id = r.gezin_id",
    "dossier.Dossier": "JOIN sjabloon d ON d.id = r.id",
    "dossier.Dossierlid": "",
    "dossier.Melding": "",
    "dossier.Contactnotitie": "",
    "dossier.Dossiertermijn": "",
    "dossier.Toestemming": "",
    "werkwijze.Proces": "",
    "werkwijze.Processtand": "JOIN werkwijze_proces p ON p.id = r.proces_id JOIN sjabloon d ON d.id = p.dossier_id",
    "werkwijze.Taak": "",
    "werkwijze.Uitkomst": "",
    "toegang.Onderzoek": "",
    "toegang.VerklarendeAnalyse": "",
    "toegang.Kernbesluit": "",
    "toegang.Eindevaluatie": "",
    "zorg.Aanbiederkeuze": "",
    "zorg.Toewijzing": "",
    "plan.Plan": "",
    "plan.Doel": "JOIN plan_plan p ON p.id = r.plan_id JOIN sjabloon d ON d.id = p.dossier_id",
    "plan.Voortgang": "JOIN plan_doel o ON o.id = r.doel_id JOIN plan_plan p ON p.id = o.plan_id JOIN sjabloon d ON d.id = p.dossier_id",
    "plan.Inzet": "JOIN plan_plan p ON p.id = r.plan_id JOIN sjabloon d ON d.id = p.dossier_id",
    "plan.Reactie": "JOIN plan_plan p ON p.id = r.plan_id JOIN sjabloon d ON d.id = p.dossier_id",
    "plan.Ondertekening": "JOIN plan_plan p ON p.id = r.plan_id JOIN sjabloon d ON d.id = p.dossier_id",
    "besluit.Besluit": "",
    "besluit.Besluitregel": "JOIN besluit_besluit b ON b.id = r.besluit_id JOIN sjabloon d ON d.id = b.dossier_id",
    "caseload.Plaatsingswens": "",
    "caseload.Uitsluiting": "",
    "kern.Gebeurtenis": "",
}

# Case tables that are not copied, each with the reason. A test holds this against all case tables.
NIET_GEKOPIEERD = {
    "dossier.Document": "gezinnen met documenten worden niet gekopieerd: de inhoud noemt hen bij naam",
    "besluit.Brief": "hoort bij een document",
    "berichten.Bericht": "gezinnen met berichten worden niet gekopieerd: de versleutelde inhoud noemt hen",
    "berichten.Berichtinhoud": "hoort bij een bericht",
    "berichten.Berichtregel": "hoort bij een bericht",
    "berichten.Berichtstilte": "gezinnen met een berichtstilte zijn er niet",
    "berichten.Ontvangst": "de versleutelde inhoud noemt gezinnen",
    "berichten.Afhandeling": "hoort bij een bericht of een ontvangst",
    "dossier.Doorbreking": "gezinnen met een doorbreking worden niet gekopieerd",
    "caseload.Caseloadnorm": "van de organisatie, niet van een gezin",
    "caseload.Zaakgewicht": "van de organisatie, niet van een gezin",
    "caseload.Inzetbaarheid": "van een medewerker, niet van een gezin",
    "caseload.Afwezigheid": "van een medewerker, niet van een gezin",
    "caseload.Rekening": "uitgerekend over een team: een kopie vroeg niemand",
    "caseload.Rekenvoortgang": "hoort bij een rekening",
    "caseload.Verdeelvoorstel": "hoort bij een rekening",
    "caseload.Verdeelregel": "hoort bij een rekening",
    "kern.Leesregel": "wie wat las, is gebeurd of niet: een kopie is nog door niemand gelezen",
    "werkwijze.Werkwijze": "van de organisatie, niet van een gezin",
    "werkwijze.WerkwijzeVersie": "van de organisatie, niet van een gezin",
    "werkwijze.Beslistabel": "van de organisatie, niet van een gezin",
    "werkwijze.TabelVersie": "van de organisatie, niet van een gezin",
    "zorg.Aanbieder": "van de organisatie, niet van een gezin",
    "zorg.Product": "van de organisatie, niet van een gezin",
    "zorg.Contract": "van de organisatie, niet van een gezin",
    "zorg.Tarief": "van de organisatie, niet van een gezin",
    "zorg.Beschikbaarheid": "van de organisatie, niet van een gezin",
    "zorg.Verzoek": "volgt uit een bericht",
    "zorg.Verzoekregel": "volgt uit een bericht",
    "zorg.Regiemelding": "volgt uit een bericht",
    "zorg.Declaratie": "volgt uit een bericht over veel gezinnen",
    "zorg.Prestatie": "volgt uit een bericht over veel gezinnen",
    "zorg.Taakgerichtlevering": "een bestand over veel gezinnen: een kopie is door niemand geleverd",
}

MEDEWERKER = """CASE WHEN {k} IS NULL THEN NULL WHEN {k} = c.reg_oud THEN c.reg_nieuw WHEN {k} = ANY(c.leiders_oud) THEN c.leider_nieuw
 WHEN {k} = ANY(c.praktijk_oud) THEN c.praktijk_nieuw WHEN {k} = ANY(c.consulenten_oud) THEN c.collega_nieuw ELSE {k} END"""
MENSEN = {
    "organisatie.Medewerker": MEDEWERKER,
    "organisatie.Team": "CASE WHEN {k} IS NULL THEN NULL ELSE c.team_nieuw END",
}
TEKST = """replace(replace(replace(replace(replace(replace(replace({k}, c.gezin_oud, c.gezin_nieuw), c.naam1_oud, c.naam1_nieuw), c.naam2_oud, c.naam2_nieuw),
 c.naam3_oud, c.naam3_nieuw), c.nummer_oud, c.nummer_nieuw), c.reg_oud_naam, c.reg_nieuw_naam), c.team_oud_naam, c.team_nieuw_naam)"""
DATUMS = "pg_temp.schuif_in_tekst({k}, c.dagen)"

# Columns that need more than their type tells.
APART: dict[tuple[str, str], str] = {
    ("gezin.Persoon", "bsn"): "coalesce(b.bsn, ''::bytea)",
    ("gezin.Persoon", "bsn_vingerafdruk"): "coalesce(b.vingerafdruk, '')",
    (
        "gezin.Persoon",
        "voorvoegsel",
    ): "CASE concat_ws(' ', nullif(r.voorvoegsel, ''), r.achternaam) WHEN c.kaal1 THEN c.voor1 WHEN c.kaal2 THEN c.voor2 "
    "WHEN c.kaal3 THEN c.voor3 ELSE r.voorvoegsel END",
    (
        "gezin.Persoon",
        "achternaam",
    ): "CASE concat_ws(' ', nullif(r.voorvoegsel, ''), r.achternaam) WHEN c.kaal1 THEN c.achter1 WHEN c.kaal2 THEN c.achter2 "
    "WHEN c.kaal3 THEN c.achter3 ELSE r.achternaam END",
    (
        "gezin.Persoon",
        "geboortedatum",
    ): "r.geboortedatum - c.dagen - CASE WHEN r.geboortedatum < c.volwassen THEN mod(c.k * 37 + r.id, 300)::int ELSE 0 END",
    ("gezin.Persoon", "huisnummer"): "mod(r.huisnummer + c.k * 11, 148) + 1",
    ("gezin.Gezin", "naam"): "c.gezin_nieuw",
    ("dossier.Dossier", "nummer"): "c.nummer_nieuw",
    ("zorg.Toewijzing", "nummer"): "r.nummer + c.k * {toewijzing_span} + {toewijzing_basis}",
    ("zorg.Toewijzing", "besluit_nummer"): "replace(r.besluit_nummer, c.nummer_oud, c.nummer_nieuw)",
    (
        "werkwijze.Processtand",
        "toestand",
    ): """replace(r.toestand, '"aanvraag_op":"' || c.begin_oud || '"', '"aanvraag_op":"' || (c.begin_oud - c.dagen) || '"')""",
    (
        "werkwijze.Taak",
        "niet_door",
    ): f"ARRAY(SELECT {MEDEWERKER.format(k='wie')} FROM unnest(r.niet_door) wie)",
    ("kern.Gebeurtenis", "tekst"): f"left({DATUMS.format(k=TEKST.format(k='r.tekst'))}, 400)",
    ("kern.Gebeurtenis", "waarom"): TEKST.format(k="r.waarom"),
    (
        "kern.Gebeurtenis",
        "gegevens",
    ): "CASE WHEN r.soort = 'zorg.toegewezen' THEN jsonb_set(r.gegevens, '{{nummer}}', "
    "to_jsonb((r.gegevens->>'nummer')::bigint + c.k * {toewijzing_span} + {toewijzing_basis})) ELSE r.gegevens END",
}


@dataclass(frozen=True, slots=True)
class Blok:
    """Where the copies of one table go: `basis` + id + k × `span`."""

    basis: int
    span: int

    def nieuw(self, kolom: str) -> str:
        return f"{kolom} + c.k * {self.span} + {self.basis}"


def model_van(naam: str) -> type[models.Model]:
    return apps.get_model(naam)


def sjabloon(naam: str) -> str:
    """Rows of this table that belong to the families that are copied, each once, with `_d` its dossier."""
    tabel = model_van(naam)._meta.db_table
    pad = PER_DOSSIER[naam] or "JOIN sjabloon d ON d.id = r.dossier_id"
    return f'SELECT DISTINCT ON (r.id) r.*, d.id AS _d FROM "{tabel}" r {pad} ORDER BY r.id'


def kopieer(naam: str, blokken: Mapping[str, Blok], extra: Mapping[str, int]) -> str:
    """INSERT … SELECT for the copies `van` up to and including `tot` of one table."""
    model = model_van(naam)
    kolommen, waarden = [], []
    for veld in model._meta.concrete_fields:
        if getattr(veld, "generated", False):
            continue
        kolommen.append(f'"{veld.column}"')
        waarden.append(_waarde(naam, veld, blokken, extra))
    bsn = (
        "LEFT JOIN kloon_bsn b ON b.persoon = " + blokken["gezin.Persoon"].nieuw("r.id")
        if naam == "gezin.Persoon"
        else ""
    )
    return (
        f'INSERT INTO "{model._meta.db_table}" ({", ".join(kolommen)}) SELECT {", ".join(waarden)} '
        f"FROM sj_{model._meta.db_table} r JOIN kloon c ON c.oud = r._d {bsn} WHERE c.n BETWEEN %s AND %s"
    )


def _waarde(naam: str, veld: models.Field, blokken: Mapping[str, Blok], extra: Mapping[str, int]) -> str:  # type: ignore[type-arg]
    kolom = f'r."{veld.column}"'
    if (naam, veld.name) in APART:
        return APART[naam, veld.name].format(**extra)
    if veld.primary_key:
        return blokken[naam].nieuw(kolom)
    if isinstance(veld, models.ForeignKey | models.OneToOneField):
        doel = veld.related_model._meta.label
        return blokken[doel].nieuw(kolom) if doel in blokken else MENSEN.get(doel, "{k}").format(k=kolom)
    if veld.name in ("over_id", "proces_id"):
        return _over(blokken) if veld.name == "over_id" else blokken["werkwijze.Proces"].nieuw(kolom)
    if isinstance(veld, models.DateTimeField):
        return f"{kolom} - make_interval(days => c.dagen)"
    return f"{kolom} - c.dagen" if isinstance(veld, models.DateField) else kolom


def _over(blokken: Mapping[str, Blok]) -> str:
    """What an event or a term is about, by the name of its table."""
    soorten = " ".join(
        f"WHEN '{naam.lower()}' THEN {blok.nieuw('r.over_id')}" for naam, blok in blokken.items()
    )
    return f"CASE r.over_soort {soorten} ELSE r.over_id END"
