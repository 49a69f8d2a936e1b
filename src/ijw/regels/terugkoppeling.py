"""Rules about the answer to a claim, which the provider checks (JW325, level 3). Nothing answers a JW325, so three of
them have no retour code."""

from __future__ import annotations

from datetime import date
from typing import Any

from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw325
from ijw.regels.zaak import Zaak
from ijw.v3_2 import jw325 as m325
from ijw.v3_2.jw323 import Prestatie as Ingediend
from ijw.v3_2.samengesteld import XsdVersie


@regel(
    "TR337",
    niveau=3,
    retourcode=None,
    op="JW325 Header.DeclaratieIdentificatie",
    tekst="Er is geen declaratiebericht met deze identificatie en dagtekening verstuurd. Vraag de gemeente welk bericht zij "
    "beantwoordt.",
    goed=jw325(),
    fout=[
        jw325(Header={"DeclaratieIdentificatie.Identificatie": "V9999"}),
        jw325(Header={"DeclaratieIdentificatie.Dagtekening": date(2026, 5, 5)}),
    ],
)
def antwoord_op_een_eigen_declaratie(header: m325.Header, zaak: Zaak) -> bool:
    declaratie = zaak.administratie.declaratie(zaak.partijen, header.DeclaratieIdentificatie.Identificatie)
    return declaratie is not None and declaratie.Header.BerichtIdentificatie == header.DeclaratieIdentificatie


@regel(
    "TR371",
    niveau=3,
    retourcode=None,
    op="JW325 Header.XsdVersieDeclaratie",
    tekst="XsdVersieDeclaratie is niet de XsdVersie van het declaratiebericht. Vraag de gemeente om een nieuw antwoord.",
    goed=jw325(),
    fout=jw325(
        Header={"XsdVersieDeclaratie": XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.1")}
    ),
)
def xsd_versie_is_die_van_de_declaratie(header: m325.Header, zaak: Zaak) -> bool:
    declaratie = zaak.administratie.declaratie(zaak.partijen, header.DeclaratieIdentificatie.Identificatie)
    return declaratie is None or declaratie.Header.XsdVersie == header.XsdVersieDeclaratie


@regel(
    "TR376",
    niveau=3,
    retourcode=None,
    op="JW325 DeclaratieAntwoord.DeclaratieNummer",
    tekst="Dit is niet het DeclaratieNummer van de declaratie. Vraag de gemeente welke declaratie zij beantwoordt.",
    goed=jw325(),
    fout=jw325(DeclaratieAntwoord={"DeclaratieNummer": "D2026005"}),
)
def declaratienummer_is_ingediend(antwoord: m325.DeclaratieAntwoord, zaak: Zaak) -> bool:
    identificatie = zaak.bericht.Header.DeclaratieIdentificatie.Identificatie
    declaratie = zaak.administratie.declaratie(zaak.partijen, identificatie)
    return declaratie is None or declaratie.Declaratie.DeclaratieNummer == antwoord.DeclaratieNummer


@regel(
    "TR366",
    niveau=3,
    retourcode="9366",
    op="JW325 Prestatie.ProductReferentie",
    tekst="Deze prestatie is niet gedeclareerd. Vraag de gemeente welke prestatie zij bedoelt.",
    goed=jw325(),
    fout=jw325(Prestatie={"ProductReferentie.ReferentieNummer": "RN999"}),
)
def prestatie_is_gedeclareerd(prestatie: m325.Prestatie, zaak: Zaak) -> bool:
    return prestatie.ProductReferentie.ReferentieNummer in zaak.gedeclareerd


@regel(
    "TR367",
    niveau=3,
    retourcode="9367",
    op="JW325 Prestatie",
    tekst="De prestatie is niet zoals zij is gedeclareerd. Vraag de gemeente om een nieuw antwoord.",
    goed=jw325(),
    fout=[jw325(Prestatie={"GeleverdVolume": 5}), jw325(Prestatie={"ProductCode": "45A05"})],
)
def prestatie_is_overgenomen(prestatie: m325.Prestatie, zaak: Zaak) -> bool:
    eerder = zaak.gedeclareerd.get(prestatie.ProductReferentie.ReferentieNummer)
    if eerder is None:
        return True  # TR366
    ingediend: Any = eerder.prestatie
    return all(getattr(prestatie, v.naam) == getattr(ingediend, v.naam) for v in Ingediend.VORM.velden)
