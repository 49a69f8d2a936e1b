"""One family of Waterveld with a row of everything that an address can ask for.

`wereld` builds on the tests of decisions: Amina directs, a plan is settled, Bert signed, letters and assignment
are made, a message waits. `waarden(naam)` gives what to fill in at an address.
"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from eenplan.besluit.models import Besluit
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker, Organisatie
    from mensen import GezinDeVries

_spec = importlib.util.spec_from_file_location(
    "besluit_in_waterveld", Path(__file__).parent / "besluit" / "conftest.py"
)
assert _spec and _spec.loader
_besluit = sys.modules["besluit_in_waterveld"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_besluit)
dossier, zorg, plan, tabellen = _besluit.dossier, _besluit.zorg, _besluit.plan, _besluit.tabellen
concept, vastgesteld = _besluit.concept, _besluit.vastgesteld


@dataclass
class Wereld:
    """`pks["dossier:document"]`: what stands in that address besides the dossier number."""

    dossier: Dossier
    pks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def waarden(self, naam: str, argumenten: set[str]) -> dict[str, Any]:
        """Everything that the address `naam` needs; `KeyError` names what is not there yet."""
        gevuld = dict(self.pks.get(naam, {}))
        if "nummer" in argumenten:
            gevuld["nummer"] = self.dossier.nummer
        if ontbreekt := argumenten - set(gevuld):
            raise KeyError(f"{naam}: {', '.join(sorted(ontbreekt))}")
        return gevuld


@pytest.fixture
def wereld(
    vastgesteld: Besluit, waterveld: Organisatie, gezin_de_vries: GezinDeVries, amina: Medewerker, bert: Medewerker,
    anton: Medewerker, bea: Medewerker,
) -> Wereld:  # fmt: skip
    from eenplan.berichten import actions as berichten
    from eenplan.besluit import actions as besluiten
    from eenplan.dossier import actions as dossiers
    from eenplan.dossier.models import Doorbreking
    from eenplan.gezin import actions as gezinnen
    from eenplan.gezin.models import Gezag, Gezinslid, Relatie
    from eenplan.kern.context import namens
    from eenplan.kern.tijd import vandaag
    from eenplan.organisatie import actions as organisatie
    from eenplan.plan import actions as plannen
    from eenplan.werkwijze import actions as werkwijze
    from eenplan.werkwijze.models import Taak, TabelVersie, Uitkomst, WerkwijzeVersie
    from eenplan.zorg.models import Taakgerichtlevering

    d, g = vastgesteld.dossier, gezin_de_vries
    with namens(amina):
        dossiers.registreer_melding(
            gezin=g.gezin,
            jeugdige=g.sem,
            route="school",
            melder_naam="Mentor Van Dam",
            vraag="Sem komt niet meer op school.",
            door=amina,
        )
        notitie = dossiers.voeg_notitie_toe(
            dossier=d, soort="telefoon", datum=vandaag(), tekst="Lotte de Vries slaapt slecht.", door=amina
        )
        document = dossiers.voeg_document_toe(
            dossier=d, naam="verslag.txt", soort="verslag", inhoud=b"Van school", door=amina
        )
        toestemming = dossiers.geef_toestemming(
            dossier=d, persoon=g.marije, aan_wie="mentor van Lotte de Vries", doel="hoe het op school gaat",
            gegeven_op=vandaag(), tot=vandaag(), door=amina,
        )  # fmt: skip
        meelezer = dossiers.maak_lid(
            dossier=d, medewerker=bea, rol="adviseur", door=amina, waarom="Kent Lotte de Vries."
        )
        dossiers.beeindig_lid(lid=meelezer, door=amina)
        beslistermijn = d.termijnen.filter(soort="beslistermijn", gehaald_op__isnull=True).first()
        contact = gezinnen.voeg_netwerkcontact_toe(
            gezin=g.gezin,
            dossier=d,
            naam="Oma Riet de Vries",
            wie="oma",
            kring="familie",
            nabijheid=1,
            door=amina,
        )
        besluiten.maak_brieven(besluit=vastgesteld, door=amina)
        (toewijzing,) = besluiten.maak_toewijzingen(besluit=vastgesteld, door=amina)
        contract = toewijzing.aanbieder.contracten.first()
        (bericht,) = berichten.verstuur_jw301(toewijzingen=[toewijzing], door=amina)
        verzoek, declaratie, ontvangst = _van_aanbieder(toewijzing)
        volgend = plannen.begin_plan(dossier=d, door=amina)
        doel = volgend.doelen.first()
        inzet = plannen.voeg_inzet_toe(
            plan=volgend, doel=doel, soort="eigen_netwerk", omschrijving="Oma Riet past op", door=amina
        )
        proces = werkwijze.start_proces(sleutel="P3", dossier=d, door=amina)
        taak = Taak.objects.get(proces=proces)
        lid, relatie, gezag = (
            model.objects.filter(**waar).first()
            for model, waar in (
                (Gezinslid, {"gezin": g.gezin, "persoon": g.lotte}),
                (Relatie, {"naar": g.lotte}),
                (Gezag, {"jeugdige": g.lotte}),
            )
        )
        uitkomst = Uitkomst.objects.filter(dossier=d).first()
        tekening, tabel = WerkwijzeVersie.objects.first(), TabelVersie.objects.first()
        doorbreking = Doorbreking.objects.create(  # over by now: Bert sees the dossier no longer
            organisatie=waterveld, dossier=d, medewerker=bert, reden="De ouders van Lotte de Vries waren onbereikbaar.",
            vanaf=_toen(48), tot=_toen(40),
        )  # fmt: skip
    with namens(bea):
        mandaat = organisatie.geef_mandaat(
            organisatie=waterveld, functie="jeugdconsulent", besluitsoort="pgb", tot_bedrag=100, vanaf=vandaag() - timedelta(9),
            bron="Mandaatbesluit", door=bea,
        )  # fmt: skip
        levering = Taakgerichtlevering.objects.create(
            organisatie=waterveld, contract=contract, door=bea, vastgelegd_op=_toen(2), naam="november.csv", sleutel="0" * 32,
            sha256="0" * 64, grootte=1, regels=1, begonnen=1, gestopt=0, gewijzigd=0, vervallen=0, ongewijzigd=0,
            nieuwe_jeugdigen=0, verdwenen=[{"regel": 2, "code": "50A01", "begin": "2026-01-05"}],
        )  # fmt: skip
        rekening = _doorgerekend(waterveld, bea)
        verdeling, verdeelregel = _verdeling(d, amina)
    assert contract and beslistermijn and doel and uitkomst and tekening and tabel
    van_amina = {"pk": amina.pk}
    return Wereld(
        d,
        {
            "dossier:notitie_wijzigen": {"pk": notitie.pk},
            "dossier:document": {"pk": document.pk},
            "dossier:lid_einde": {"pk": meelezer.pk},
            "dossier:toestemming_intrekken": {"pk": toestemming.pk},
            "dossier:opschorten": {"pk": beslistermijn.pk},
            "dossier:hervatten": {"pk": beslistermijn.pk},
            "dossier:verdagen": {"pk": beslistermijn.pk},
            "dossier:beoordelen": {"pk": doorbreking.pk},
            "gezin:lid_einde": {"pk": lid.pk},
            "gezin:persoon": {"pk": g.lotte.pk},
            "gezin:bsn": {"pk": g.lotte.pk},
            "gezin:relatie_einde": {"pk": relatie.pk},
            "gezin:gezag_einde": {"pk": gezag.pk},
            "gezin:contact_weg": {"pk": contact.pk},
            "plan:nummer": {"volgnummer": 1},
            "plan:doel": {"pk": doel.pk},
            "plan:voortgang": {"pk": doel.pk},
            "plan:inzet": {"pk": inzet.pk},
            "besluit:besluit": {"volgnummer": vastgesteld.nummer},
            "besluit:brieven": {"volgnummer": vastgesteld.nummer},
            **{
                f"zorg:{daad}": {"toewijzing": toewijzing.pk}
                for daad in ("intrekken", "wijzigen", "verwijderen")
            },
            "zorg:aanbieder": {"pk": toewijzing.aanbieder_id},
            "zorg:aanbieder_wijzigen": {"pk": toewijzing.aanbieder_id},
            "zorg:contract_nieuw": {"pk": toewijzing.aanbieder_id},
            **{
                f"zorg:{daad}": {"pk": contract.pk}
                for daad in ("contract_wijzigen", "contract_einde", "tarief")
            },
            "zorg:product_wijzigen": {"pk": toewijzing.product_id},
            "zorg:taakgericht_levering": {"pk": levering.pk},
            **{
                f"berichten:{daad}": {"pk": bericht.pk}
                for daad in ("bericht", "xml", "opnieuw", "nogmaals", "afhandelen")
            },
            **{
                f"berichten:ontvangst{daad}": {"pk": ontvangst.pk}
                for daad in ("", "_xml", "_opnieuw", "_afhandelen")
            },
            "berichten:verzoek": {"pk": verzoek.pk},
            **{
                f"berichten:declaratie{daad}": {"pk": declaratie.pk}
                for daad in ("", "_uitvoer", "_beantwoorden")
            },
            "berichten:toewijzing": {"pk": toewijzing.pk},
            **{f"caseload:{daad}": {"pk": d.team_id} for daad in ("team", "verdelen")},
            **{f"caseload:verdeling{daad}": {"pk": verdeling.pk} for daad in ("", "_stoppen", "_bevestigen")},
            "caseload:verdeling_keuze": {"pk": verdeling.pk, "regel": verdeelregel.pk},
            "werkwijze:taak": {"pk": taak.pk},
            "werkwijze:taak_pakken": {"pk": taak.pk},
            "werkwijze:taak_teruggeven": {"pk": taak.pk},
            "werkwijze:taak_toewijzen": {"pk": taak.pk},
            "werkwijze:proces": {"pk": proces.pk},
            "werkwijze:proces_tekening": {"pk": proces.pk},
            "werkwijze:proces_stoppen": {"pk": proces.pk},
            "werkwijze:uitkomst": {"pk": uitkomst.pk},
            "werkwijze:versie": {"pk": tekening.pk},
            "werkwijze:versie_tekening": {"pk": tekening.pk},
            "werkwijze:tabel": {"pk": tabel.pk},
            "werkwijze:zet_status": {"soort": "tabel", "pk": tabel.pk, "daad": "intrekken"},
            **{
                f"caseload:scenario{daad}": {"pk": rekening.pk}
                for daad in ("", "_voortgang", "_stoppen", "_uitvoer")
            },
            "caseload:scenario_beeld": {"pk": rekening.pk, "maat": "breed"},
            "organisatie:medewerker": van_amina,
            "organisatie:functie_einde": van_amina | {"vervulling": amina.functievervullingen.get().pk},
            "organisatie:lidmaatschap_einde": van_amina
            | {"lidmaatschap": amina.teamlidmaatschappen.get().pk},
            "organisatie:mandaat_einde": {"pk": mandaat.pk},
            **{
                f"organisatie:{daad}": van_amina
                for daad in ("aanmelding", "blokkeren", "toelaten", "uit_dienst", "in_dienst")
            },
            "organisatie:team": {"pk": d.team_id},
            "caseload:medewerker": van_amina,
            "caseload:gespreksblad": van_amina,
            "caseload:uitvoer": {"pk": d.team_id},
            "organisatie:team_opheffen": {"pk": d.team_id},
            "web:handboek_deel": {"naam": "bestaat-niet"},
            "web:handboek_beeld": {"naam": "bestaat-niet.png"},
        },
    )


def _doorgerekend(organisatie: Any, door: Any) -> Any:
    """A scenario that could not be worked out: its page, and nothing to draw or to take along."""
    from eenplan.caseload import scenario
    from eenplan.caseload.models import Rekening, Rekenvoortgang
    from eenplan.caseload.scenariomodel import uitgangspunt

    rekening = Rekening.objects.create(
        organisatie=organisatie, soort="scenario", naam="Twee fte erbij", door=door, gevraagd_op=_toen(2),
        begonnen_op=_toen(2), klaar_op=_toen(1), fout="Het team is leeg.",
        invoer=scenario.vraag("jet", None, uitgangspunt("jet", None).knoppen),
    )  # fmt: skip
    Rekenvoortgang.objects.create(organisatie=organisatie, rekening=rekening, gezien_op=_toen(1))
    return rekening


def _verdeling(d: Dossier, amina: Medewerker) -> tuple[Any, Any]:
    """A proposal that the family stays with Amina."""
    from eenplan.caseload.models import Rekening, Rekenvoortgang, Verdeelregel, Verdeelvoorstel
    from eenplan.kern.tijd import vandaag

    eigen = {"organisatie": d.organisatie}
    rekening = Rekening.objects.create(
        soort="verdeling", team=d.team, door=amina, gevraagd_op=_toen(3), begonnen_op=_toen(2), klaar_op=_toen(1),
        invoer={"regels": {}, "medewerkers": [{"id": str(amina.pk), "vertrekt": False}], "zaken": []}, uitkomst={}, **eigen,
    )  # fmt: skip
    Rekenvoortgang.objects.create(rekening=rekening, procent=100, gezien_op=_toen(1), **eigen)
    voorstel = Verdeelvoorstel.objects.create(
        team=d.team, rekening=rekening, peildatum=vandaag(), kloof=0, **eigen
    )
    regel = Verdeelregel.objects.create(
        voorstel=voorstel, volgorde=0, dossier=d, van=d.regisseur, voorgesteld=amina, gekozen=amina, gewicht=1,
        reden="Amina heeft deze zaak al.", **eigen,
    )  # fmt: skip
    return rekening, regel


def _van_aanbieder(toewijzing: Any) -> tuple[Any, Any, Any]:
    """What a provider asks and claims for the child with this assignment, and a file of theirs that nobody can read."""
    import hashlib

    from eenplan.berichten.models import Ontvangst
    from eenplan.kern.tijd import nu, vandaag
    from eenplan.zorg.models import Declaratie, Prestatie, Verzoek, Verzoekregel

    van_ons = {"organisatie_id": toewijzing.organisatie_id}
    verzoek = Verzoek.objects.create(
        **van_ons, dossier=toewijzing.dossier, jeugdige=toewijzing.jeugdige, aanbieder=toewijzing.aanbieder, soort="JW317",
        referentie="VOW-1", dagtekening=vandaag(), ontvangen_op=nu(), toelichting="Lotte de Vries slaapt slecht.",
    )  # fmt: skip
    Verzoekregel.objects.create(
        **van_ons, verzoek=verzoek, soort="wijzigen", toewijzing=toewijzing, begin=toewijzing.begin, eind=toewijzing.eind,
        volume=9, eenheid="04", frequentie="2",
    )  # fmt: skip
    declaratie = Declaratie.objects.create(
        **van_ons, aanbieder=toewijzing.aanbieder, nummer="D1", begin=vandaag(), eind=vandaag(), dagtekening=vandaag(),
        ontvangen_op=nu(), ingediend=100, toegekend=100, uiterlijk=vandaag(),
    )  # fmt: skip
    Prestatie.objects.create(
        **van_ons, declaratie=declaratie, referentie="P1", jeugdige=toewijzing.jeugdige, toewijzing=toewijzing,
        toewijzingsnummer=toewijzing.nummer, categorie="45", code="45A04", begin=vandaag(), eind=vandaag(), volume=1, eenheid="04",
        bedrag=100,
    )  # fmt: skip
    ruw = b"<Naam>Lotte de Vries</Naam>"
    sha256 = hashlib.sha256(ruw).hexdigest()
    ontvangst = Ontvangst.objects.create(
        **van_ons, transport="map", kenmerk="x", naam="stuk.xml", ontvangen_op=nu(), grootte=len(ruw), sha256=sha256,
        versleuteld=Ontvangst.versleutel(sha256, ruw), verwerkt_op=nu(), uitkomst="onleesbaar",
        toelichting="/Bericht/Client/Naam: De waarde 'Lotte de Vries' klopt niet.",
    )  # fmt: skip
    return verzoek, declaratie, ontvangst


def _toen(uren: int) -> Any:
    from eenplan.kern.tijd import nu

    return nu() - timedelta(hours=uren)
