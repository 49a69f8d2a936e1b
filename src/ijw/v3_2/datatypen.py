"""The simple datatypes (`LDT_…`) of basisschema.xsd, iJw 3.2: one line each.

Each is an alias of its Python type that carries its facets, so it reads as an annotation:
`ToewijzingNummer: t.Nummer`. The explanations are those of the standard.
"""
# One datatype, one line:
# fmt: off

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from ijw import soorten as s
from ijw.soorten import COMMENTAAR, ZICHTBAAR, Patroon, cijfers

VERSIENUMMER = Patroon(
    r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)",
    r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)",
    "RS048",
    "Vul drie getallen in met punten ertussen en zonder voorloopnullen, bijvoorbeeld 1.0.0.",
)
LETTERS = Patroon(
    "([a-zA-ZÀ-ỳ])+", "[a-zA-ZÀ-ỳ]+", "RS045", "Vul alleen letters in, zonder punten of spaties."
)
ALLEEN_CIJFERS = Patroon("[0-9]*", "[0-9]*", "RS046", "Vul alleen cijfers in, zonder spaties of streepjes.")

AanduidingWoonadres = Annotated[str, s.Code(naam="LDT_AanduidingWoonadres", lijst="NUM061", maximum=2, uitleg="De aanduiding die wordt gebruikt voor adressen die niet zijn voorzien van de gebruikelijke straatnaam en huisnummeraanduidingen.")]
AdresSoort = Annotated[str, s.Code(naam="LDT_AdresSoort", lijst="COD757", maximum=2, uitleg="Nadere typering van het adres.")]
AgbCode = Annotated[str, s.Tekst(naam="LDT_AgbCode", maximum=8, patroon=cijfers(8, "RS036"), uitleg="Identificerende code van een instelling of aanbieder van zorg of ondersteuning (zie https://www.agbcode.nl)")]
Bedrag = Annotated[int, s.Getal(naam="LDT_Bedrag", maximum=99_999_999, uitleg="Bedrag in 1/100 van gehanteerde valuta. Bijvoorbeeld 10000 is tienduizend eurocent, is 100 Euro.")]
BerichtCode = Annotated[str, s.Tekst(naam="LDT_BerichtCode", maximum=3, uitleg="Code ter identificatie van een soort bericht. Per bericht is gespecificeerd welke code gebruikt moet worden. De volledige codelijst is te vinden op het portaal van Vektis (http://ei.vektis.nl/WespCodelijstenDetail.aspx?Co_Ge_Code=COD002&Co_Or_Code=VEKT).")]
BerichtSubversie = Annotated[int, s.Getal(naam="LDT_BerichtSubversie", maximum=99, uitleg="Volgnummer van de formele uitgifte van een minor release van een iStandaard.")]
BerichtVersie = Annotated[int, s.Getal(naam="LDT_BerichtVersie", maximum=99, uitleg="Volgnummer van de formele uitgifte van een major release van een iStandaard.")]
Budget = Annotated[int, s.Getal(naam="LDT_Budget", maximum=99_999_999, uitleg="Budget in 1/100 van gehanteerde valuta. Bijvoorbeeld 10000 is tienduizend eurocent, is 100 Euro.")]
BurgerServicenummer = Annotated[str, s.Tekst(naam="LDT_BurgerServicenummer", maximum=9, patroon=cijfers(9, "RS037"), uitleg="Een door de overheid toegekend identificerend nummer in het kader van het vereenvoudigen van het contact tussen overheid en burgers en het verminderen van de administratieve lasten.")]
Commentaar = Annotated[str, s.Tekst(naam="LDT_Commentaar", patroon=COMMENTAAR, uitleg="Vrije tekst (bijvoorbeeld een toelichting) in een bericht.")]
Communicatievorm = Annotated[str, s.Code(naam="LDT_Communicatievorm", lijst="COD747", maximum=1, uitleg="Gecodeerde aanduiding van de bijzondere vorm van communicatie die gebruikt dient te worden.")]
Datum = Annotated[date, s.Datum(naam="LDT_Datum", uitleg="Datum")]
DatumGebruik = Annotated[str, s.Code(naam="LDT_DatumGebruik", lijst="COD170", maximum=1, uitleg="Indicator die aangeeft welk deel van de voorafgaande datum gebruikt mag worden.")]
DebetCredit = Annotated[str, s.Code(naam="LDT_DebetCredit", lijst="COD043", maximum=1)]
Eenheid = Annotated[str, s.Code(naam="LDT_Eenheid", lijst="WJ756", maximum=2, uitleg="Aanduiding van de eenheid waarin de omvang van een ondersteuningsproduct is beschreven.")]
Emailadres = Annotated[str, s.Tekst(naam="LDT_Emailadres", maximum=80, patroon=ZICHTBAAR, uitleg="Emailadres van een client of relatie.")]
Frequentie = Annotated[str, s.Code(naam="LDT_Frequentie", lijst="WMO757", maximum=1, uitleg="Aanduiding van de frequentie waarmee een ondersteuningsproduct geleverd wordt.")]
Gemeente = Annotated[str, s.Tekst(naam="LDT_Gemeente", patroon=cijfers(4, "RS035"), uitleg="Identificerende code van een gemeente die betrokken is bij de uitvoering van zorg of ondersteuning.")]
Geslacht = Annotated[str, s.Code(naam="LDT_Geslacht", lijst="COD046", maximum=1, uitleg="De sekse van een persoon, zoals bij geboorte formeel vastgesteld of nadien formeel gewijzigd.")]
Huisletter = Annotated[str, s.Tekst(naam="LDT_Huisletter", maximum=1, patroon=ZICHTBAAR, uitleg="Een alfabetisch teken achter het huisnummer zoals dit door het gemeentebestuur is toegekend.")]
Huisnummer = Annotated[int, s.Getal(naam="LDT_Huisnummer", maximum=99_999, uitleg="De numerieke aanduiding zoals de gemeente die aan het object heeft toegekend.")]
HuisnummerToevoeging = Annotated[str, s.Tekst(naam="LDT_HuisnummerToevoeging", maximum=4, patroon=ZICHTBAAR, uitleg="Die letters of tekens die noodzakelijk zijn om, naast huisnummer en -letter, de brievenbus te vinden.")]
IdentificatieBericht = Annotated[str, s.Tekst(naam="LDT_IdentificatieBericht", maximum=12, patroon=ZICHTBAAR, uitleg="Naam of nummer, die ter identificatie aan een totale aanlevering kan worden meegegeven.")]
IdentificatieDeclaratie = Annotated[str, s.Tekst(naam="LDT_IdentificatieDeclaratie", maximum=12, uitleg="Identificatie van een declaratie zoals bepaald door de zorgaanbieder")]
JaNee = Annotated[str, s.Code(naam="LDT_JaNee", lijst="COD260", maximum=1, uitleg="Codering voor ja of nee.")]
JuridischeStatus = Annotated[str, s.Code(naam="LDT_JuridischeStatus", lijst="WJ232", maximum=2, uitleg="Juridische situatie die voor de client van toepassing is op het moment van beoordeling.")]
LandCode = Annotated[str, s.Code(naam="LDT_LandCode", lijst="COD032", maximum=2, uitleg="Identificatie van een (historisch/actueel) land of gebiedsdeel.")]
Landnummer = Annotated[str, s.Tekst(naam="LDT_Landnummer", maximum=4, patroon=ZICHTBAAR, uitleg="Het telefoonnummer van een land, vanuit Nederland benaderd.")]
Naam = Annotated[str, s.Tekst(naam="LDT_Naam", maximum=200, patroon=ZICHTBAAR, uitleg="De naam van een persoon, indien nodig verkort weergegeven.")]
NaamGebruik = Annotated[str, s.Code(naam="LDT_NaamGebruik", lijst="COD700", maximum=1, uitleg="Aanduiding naamgebruik (gecodeerd).")]
NaamVerwijzer = Annotated[str, s.Tekst(naam="LDT_NaamVerwijzer", maximum=64, patroon=ZICHTBAAR, uitleg="Naam of organisatienaam van de persoon of instantie die de client heeft doorverwezen naar ondersteuning.")]
Nummer = Annotated[int, s.Getal(naam="LDT_Nummer", maximum=999_999_999, uitleg="Nummer")]
Organisatienaam = Annotated[str, s.Tekst(naam="LDT_Organisatienaam", maximum=35, patroon=ZICHTBAAR, uitleg="De naam van een organisatie waar de client of relatie client verblijft.")]
Persoonsid = Annotated[str, s.Tekst(naam="LDT_Persoonsid", maximum=20, patroon=ZICHTBAAR, uitleg="Identificerend nummer van een natuurlijk persoon.")]
Plaatsnaam = Annotated[str, s.Tekst(naam="LDT_Plaatsnaam", maximum=80, patroon=ZICHTBAAR, uitleg="De door de gemeente vastgestelde naam van een woonplaats.")]
Postcode = Annotated[str, s.Tekst(naam="LDT_Postcode", maximum=8, patroon=ZICHTBAAR, uitleg="Aanduiding van de (inter)nationale postcode. Dit veld is geschikt voor zowel de Nederlandse als niet-Nederlandse postcodes.")]
ProductCategorie = Annotated[str, s.Code(naam="LDT_ProductCategorie", lijst="JZ020", maximum=2, uitleg="Gecodeerde aanduiding van hoofdcategorieen van producten in het kader van de Jeugdwet.")]
ProductCode = Annotated[str, s.Tekst(naam="LDT_ProductCode", maximum=5, patroon=ZICHTBAAR, uitleg="Gecodeerde aanduiding van een product voor zorg of ondersteuning.")]
RedenAfwijzingVerzoek = Annotated[str, s.Code(naam="LDT_RedenAfwijzingVerzoek", lijst="WJ759", maximum=2, uitleg="De reden van afwijzing van een verzoek.")]
RedenBeeindiging = Annotated[str, s.Code(naam="LDT_RedenBeeindiging", lijst="JZ588", maximum=2, uitleg="De reden van beeindiging van de Jeugdhulp bij een client.")]
RedenVerzoek = Annotated[str, s.Code(naam="LDT_RedenVerzoek", lijst="WJ758", maximum=1, uitleg="Reden waarom een verzoek wordt ingediend")]
RedenWijziging = Annotated[str, s.Code(naam="LDT_RedenWijziging", lijst="JZ002", maximum=2, uitleg="De reden waarom een toewijzing wordt gewijzigd.")]
Referentie = Annotated[str, s.Tekst(naam="LDT_Referentie", maximum=36, patroon=ZICHTBAAR, uitleg="Naam of nummer dat als referentie kan worden meegegeven.")]
ReferentieNummer = Annotated[str, s.Tekst(naam="LDT_ReferentieNummer", maximum=20)]
RelatieVolgorde = Annotated[int, s.Getal(naam="LDT_RelatieVolgorde", maximum=99, uitleg="Aanduiding van de prioriteit van de contactpersoon.")]
RetourCode = Annotated[str, s.Code(naam="LDT_RetourCode", lijst="WJ001", maximum=4, uitleg="Melding in een iStandaarden-retourbericht. Het betreft een code die in een retourbericht het resultaat van de beoordeling van een (deel van een) ontvangen bericht weergeeft.")]
SoortRelatie = Annotated[str, s.Code(naam="LDT_SoortRelatie", lijst="COD472", maximum=2, uitleg="De soort relatie die een persoon ten opzichte van de client heeft.")]
StatusAanlevering = Annotated[str, s.Code(naam="LDT_StatusAanlevering", lijst="COD467", maximum=1, uitleg="Indicatie over de status van de informatie in de berichtklasse.")]
Straatnaam = Annotated[str, s.Tekst(naam="LDT_Straatnaam", maximum=24, patroon=ZICHTBAAR, uitleg="De officiele door de gemeente vastgestelde naam van een straat.")]
Taal = Annotated[str, s.Tekst(naam="LDT_Taal", maximum=25, patroon=ZICHTBAAR, uitleg="De taal van de client waarin met de client wordt gecommuniceerd.")]
Telefoonnummer = Annotated[str, s.Tekst(naam="LDT_Telefoonnummer", maximum=15, patroon=ALLEEN_CIJFERS, uitleg="Het telefoonnummer waarop de client of relatie van de client te bereiken is.")]
Tijd = Annotated[time, s.Tijd(naam="LDT_Tijd", uitleg="Tijd")]
TotaalBedrag = Annotated[int, s.Getal(naam="LDT_TotaalBedrag", maximum=999_999_999_999, uitleg="Totaalbedrag in 1/100 van gehanteerde valuta. Bijvoorbeeld 10000 is tienduizend eurocent, is 100 Euro.")]
TypeVerwijzer = Annotated[str, s.Code(naam="LDT_TypeVerwijzer", lijst="COD327", maximum=2, uitleg="Aanduiding van de aard van de verwijzer.")]
Versie = Annotated[str, s.Tekst(naam="LDT_Versie", patroon=VERSIENUMMER, uitleg="Volgnummer van de formele uitgifte van een versie.")]
VerzoekAntwoord = Annotated[str, s.Code(naam="LDT_VerzoekAntwoord", lijst="WJ760", maximum=1, uitleg="Het antwoord op een verzoek")]
Volume = Annotated[int, s.Getal(naam="LDT_Volume", maximum=99_999_999, uitleg="Aanduiding van de mate van ondersteuning betreffende een product, onderdeel van de Omvang.")]
Voorletters = Annotated[str, s.Tekst(naam="LDT_Voorletters", maximum=6, patroon=LETTERS, uitleg="De verzameling van letters die wordt gevormd door de eerste letter van alle in volgorde voorkomende voornamen van een persoon.")]
Voorvoegsel = Annotated[str, s.Tekst(naam="LDT_Voorvoegsel", maximum=10, patroon=ZICHTBAAR, uitleg="Verzameling van een of meer voorzetsels/lidwoorden, die aan het significante deel van de achternaam van een persoon vooraf gaat en daar een onderdeel van is.")]
WettelijkeVertegenwoordiging = Annotated[str, s.Code(naam="LDT_WettelijkeVertegenwoordiging", lijst="WJ003", maximum=2, uitleg="Wettelijke vertegenwoordiging die voor de client van toepassing is op het moment van beoordeling.")]
