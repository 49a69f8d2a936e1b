"""The composite datatypes (`CDT_…`) of basisschema.xsd, iJw 3.2, shared by all messages."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Klasse, basistype, veld
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import samengesteld as b  # noqa: PLW0406  Adres has an element Huis of the type Huis


@basistype
class Achternaam(Klasse):
    """De achternaam van een natuurlijk persoon, aangeduid als Naam met Voorvoegsel."""

    Achternaam: t.Naam = veld("De achternaam van een persoon, indien nodig verkort weergegeven.")
    Voorvoegsel: t.Voorvoegsel | None = veld("Verzameling van een of meer voorzetsels/lidwoorden, die aan het significante deel van de achternaam van een persoon vooraf gaat en daar een onderdeel van is.", default=None)


@basistype
class Huis(Klasse):
    """Aanduiding van een specifiek huis in een straat, onderdeel van het adres."""

    Huisnummer: t.Huisnummer = veld("De numerieke aanduiding zoals de gemeente die aan het object heeft toegekend.")
    Huisletter: t.Huisletter | None = veld("Een alfabetisch teken achter het huisnummer zoals dit door het gemeentebestuur is toegekend.", default=None)
    HuisnummerToevoeging: t.HuisnummerToevoeging | None = veld("Die letters of tekens die noodzakelijk zijn om, naast huisnummer en -letter, de brievenbus te vinden.", default=None)
    AanduidingWoonadres: t.AanduidingWoonadres | None = veld("De aanduiding die wordt gebruikt voor adressen die niet zijn voorzien van de gebruikelijke straatnaam en huisnummeraanduidingen.", default=None)


@basistype
class Adres(Klasse):
    """Gegevens voor de aanduiding van een adres."""

    Huis: b.Huis | None = veld("Aanduiding van een specifiek huis in een straat, onderdeel van het adres.", default=None)
    Postcode: t.Postcode | None = veld("Aanduiding van de (inter)nationale postcode. Dit veld is geschikt voor zowel de Nederlandse als niet-Nederlandse postcodes.", default=None)
    Straatnaam: t.Straatnaam | None = veld("De officiele door de gemeente vastgestelde naam van een straat.", default=None)
    Plaatsnaam: t.Plaatsnaam | None = veld("De door de gemeente vastgestelde naam van een woonplaats.", default=None)
    LandCode: t.LandCode | None = veld("Identificatie van een (historisch/actueel) land of gebiedsdeel.", default=None)


@basistype
class BedragMetDC(Klasse):
    """Samengesteld bedrag met DebetCredit indicatie."""

    Bedrag: t.Bedrag = veld()
    DebetCredit: t.DebetCredit = veld()


@basistype
class BerichtIdentificatie(Klasse):
    """Naam of nummer en dagtekening ter identificatie van een totale aanlevering."""

    Identificatie: t.IdentificatieBericht = veld("Naam of nummer, die ter identificatie aan een totale aanlevering kan worden meegegeven.")
    Dagtekening: t.Datum = veld("De datum van verzending van het bericht.")


@basistype
class Communicatie(Klasse):
    """Aanduiding over bijzondere vorm van communicatie die gebruikt dient te worden."""

    Vorm: t.Communicatievorm = veld("Gecodeerde aanduiding van de bijzondere vorm van communicatie die gebruikt dient te worden.")
    Taal: t.Taal | None = veld("De taal van de client waarin met de client wordt gecommuniceerd.", default=None)


@basistype
class Geboortedatum(Klasse):
    """Datum waarop een natuurlijk persoon geboren is."""

    Datum: t.Datum = veld("Datum waarop een persoon geboren is.")
    DatumGebruik: t.DatumGebruik | None = veld("Indicator die aangeeft welk deel van de voorafgaande datum gebruikt mag worden.", default=None)


@basistype
class GeslotenPeriode(Klasse):
    """Tijdsperiode met zowel begin- als einddatum"""

    Begindatum: t.Datum = veld("De begindatum van de periode.")
    Einddatum: t.Datum = veld("De einddatum van de periode.")


@basistype
class Omvang(Klasse):
    """Aanduiding van de omvang van de te leveren of geleverde ondersteuning, uitgedrukt in Volume, Eenheid en Frequentie."""

    Volume: t.Volume = veld("Aanduiding van de mate van zorg betreffende een product.")
    Eenheid: t.Eenheid = veld("Aanduiding van de eenheid waarin het volume is uitgedrukt.")
    Frequentie: t.Frequentie = veld("Aanduiding van de frequentie waarmee een ondersteuningsproduct geleverd wordt.")


@basistype
class OpenPeriode(Klasse):
    """Aanduiding van een tijdsperiode met een Begindatum en/of een Einddatum."""

    Begindatum: t.Datum | None = veld("De begindatum van de periode.", default=None)
    Einddatum: t.Datum | None = veld("De einddatum van de periode.", default=None)


@basistype
class Product(Klasse):
    """Gecodeerde omschrijving van een product, dienst of resultaat ten behoeve van het leveren van ondersteuning aan een client. Product wordt uitgedrukt in een categorie en eventueel nader gespecificeerd met een specifieke productcode."""

    Categorie: t.ProductCategorie = veld("Gecodeerde aanduiding van hoofdcategorieen van producten in het kader van de Jeugdwet.")
    Code: t.ProductCode | None = veld("Gecodeerde aanduiding van producten in het kader van de Jeugdwet.", default=None)


@basistype
class Referentie(Klasse):
    ReferentieNummer: t.ReferentieNummer = veld("Uniek referentienummer dat de zorgverlener heeft toegekend aan een detailregel van de declaratie.")
    VorigReferentieNummer: t.ReferentieNummer | None = veld("Uniek referentienummer dat de zorgverlener heeft toegekend aan een voorgaande detailregel, gerelateerd aan deze detailregel.", default=None)


@basistype
class Telefoon(Klasse):
    """Het telefoonnummer waarop de client of relatie van de client te bereiken is."""

    Telefoonnummer: t.Telefoonnummer = veld("Het telefoonnummer waarop de client of relatie van de client te bereiken is.")
    Landnummer: t.Landnummer = veld("Het telefoonnummer van een land, vanuit Nederland benaderd.")


@basistype
class Telefoonnummers(Klasse):
    """De telefoonnummers waarop de client of relatie van de client te bereiken is."""

    Telefoon01: Telefoon = veld("Het telefoonnummer waarop de client of relatie van de client te bereiken is.")
    Telefoon02: Telefoon | None = veld("Het telefoonnummer waarop de client of relatie van de client te bereiken is.", default=None)


@basistype
class TotaalBedragMetDC(Klasse):
    """Samengesteld totaal bedrag met DebetCredit indicatie."""

    TotaalBedrag: t.TotaalBedrag = veld("Het bedrag dat in zijn totaliteit gedeclareerd of gefactureerd, toegekend of berekend is.")
    DebetCredit: t.DebetCredit = veld("Indicatie of een bedrag/aantal debet of credit is.")


@basistype
class VerkorteNaam(Klasse):
    """De naam van een natuurlijk persoon, aangeduid als Geslachtsnaam en eventueel Voornamen en/of Voorletters."""

    Geslachtsnaam: Achternaam = veld("Wettelijk vastgelegde achternaam die iemand bij de geboorte erft van de vader of moeder.")
    Voornamen: t.Naam | None = veld("De verzameling namen die, gescheiden door spaties, aan de geslachtsnaam voorafgaat.", default=None)
    Voorletters: t.Voorletters | None = veld("De verzameling van letters die wordt gevormd door de eerste letter van alle in volgorde voorkomende voornamen van een persoon.", default=None)


@basistype
class Verwijzer(Klasse):
    """Gegevens over de persoon of instantie die een client heeft doorverwezen naar ondersteuning, aangeduid als Type en Naam of ZorgverlenerCode."""

    Type: t.TypeVerwijzer = veld("Gecodeerde aanduiding van het type verwijzer.")
    Naam: t.NaamVerwijzer | None = veld("Naam van de verwijzende persoon of instantie.", default=None)
    ZorgverlenerCode: t.AgbCode | None = veld("De AGBcode van de zorgverlener.", default=None)


@basistype
class VolledigeNaam(Klasse):
    """Volledige naam van een natuurlijk persoon, aangeduid als Geslachtsnaam, eventueel Partnernaam, Voornamen en/of Voorletters en NaamGebruik."""

    Geslachtsnaam: Achternaam = veld("Wettelijk vastgelegde achternaam die iemand bij de geboorte erft van de vader of moeder.")
    Partnernaam: Achternaam | None = veld("Na het voltrekken van een huwelijk of na een officiele partnerregistratie van de partner aangenomen familienaam.", default=None)
    Voornamen: t.Naam | None = veld("De verzameling namen die, gescheiden door spaties, aan de geslachtsnaam voorafgaat.", default=None)
    Voorletters: t.Voorletters | None = veld("De verzameling van letters die wordt gevormd door de eerste letter van alle in volgorde voorkomende voornamen van een persoon.", default=None)
    NaamGebruik: t.NaamGebruik = veld("Aanduiding naamgebruik (gecodeerd).")


@basistype
class XsdVersie(Klasse):
    BasisschemaXsdVersie: t.Versie = veld()
    BerichtXsdVersie: t.Versie = veld()
