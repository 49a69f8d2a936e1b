"""JW301, Toewijzing: a municipality assigns youth care of a provider to one client (answered by JW302)."""
# An element and its explanation share a line:
# fmt: off

from __future__ import annotations

from ijw.declaratie import Bericht, Klasse, bericht, klasse, lijst, vast, veld
from ijw.v3_2 import V3_2, header
from ijw.v3_2 import datatypen as t
from ijw.v3_2 import jw301 as m  # noqa: PLW0406  an element may be named as its class: m is this message
from ijw.v3_2 import samengesteld as b


@klasse
class Header(header.VanGemeente):
    BerichtCode: t.BerichtCode = vast("Code ter identificatie van een soort bericht.", default="436", regel="RS047")


@klasse
class Contact(Klasse):
    """Gegevens voor de aanduiding van het adres van de client of relatie."""

    Soort: t.AdresSoort = veld("Nadere typering van het adres.")
    Adres: b.Adres | None = veld("Adres van de client of relatie van de client.", default=None)
    Organisatie: t.Organisatienaam | None = veld("De naam van een organisatie waar de client of relatie van de client verblijft.", default=None)
    Telefoon: b.Telefoonnummers | None = veld("De telefoonnummers waarop de client of relatie van de client te bereiken is.", default=None)
    Emailadres: t.Emailadres | None = veld("Het e-mailadres van de client of relatie van de client.", default=None)
    Periode: b.OpenPeriode | None = veld("Begindatum en/of een einddatum van het verblijf van de client of relatie van de client op een tijdelijk adres.", default=None)


@klasse
class Relatie(Klasse):
    """Persoonsgegevens van de relatie van de client."""

    Nummer: t.Persoonsid = veld("Identificerend nummer van de relatie van een client.")
    Volgorde: t.RelatieVolgorde | None = veld("Aanduiding van de prioriteit van de contactpersoon.", default=None)
    Soort: t.SoortRelatie = veld("De soort relatie die een persoon ten opzichte van de client heeft.")
    Geboortedatum: b.Geboortedatum | None = veld("Datum waarop een natuurlijk persoon geboren is.", default=None)
    Geslacht: t.Geslacht | None = veld("De sekse van een persoon, zoals bij geboorte formeel vastgesteld of nadien formeel gewijzigd.", default=None)
    Naam: b.VolledigeNaam = veld("Volledige naam van een natuurlijk persoon, aangeduid als Geslachtsnaam, eventueel Partnernaam, Voornamen en/of Voorletters en NaamGebruik.")
    Contact: m.Contact = veld()


@klasse
class ToegewezenProduct(Klasse):
    """Gegevens over een product dat de gemeente toewijst aan een aanbieder."""

    ToewijzingNummer: t.Nummer = veld("Identificerend nummer van de opdracht om een zorg - of ondersteuningsproduct te leveren, zoals vastgesteld door de gemeente.")
    ReferentieAanbieder: t.Referentie | None = veld("Naam of nummer die als referentie kan worden meegegeven.", default=None)
    Product: b.Product | None = veld("Gecodeerde omschrijving van een product, dienst of resultaat ten behoeve van het leveren van ondersteuning aan een client.", default=None)
    Toewijzingsdatum: t.Datum = veld("De datum waarop de gemeente de toewijzing van de zorg aan de zorgaanbieder definitief heeft vastgesteld.")
    Toewijzingstijd: t.Tijd = veld("Het tijdstip waarop de gemeente de toewijzing van de zorg aan de zorgaanbieder definitief heeft vastgesteld.")
    Ingangsdatum: t.Datum = veld("De datum waarop de toegewezen product voor de eerste keer geleverd dient te worden.")
    Einddatum: t.Datum | None = veld("De datum waarop de toegewezen product voor de laatste keer geleverd dient te worden.", default=None)
    RedenWijziging: t.RedenWijziging | None = veld("De reden waarom een toewijzing wordt gewijzigd.", default=None)
    Omvang: b.Omvang | None = veld("Aanduiding van de omvang van de te leveren of geleverde ondersteuning, uitgedrukt in Volume, Eenheid en Frequentie.", default=None)
    Budget: t.Budget | None = veld("Aanduiding van het toegewezen budget", default=None)
    Commentaar: t.Commentaar | None = veld("Vrije tekst (bijvoorbeeld toelichting) in een bericht.", default=None)


@klasse
class Client(Klasse):
    """Persoonsgegevens van de client."""

    Bsn: t.BurgerServicenummer = veld("Een door de overheid toegekend identificerend nummer in het kader van het vereenvoudigen van het contact tussen overheid en burgers en het verminderen van de administratieve lasten.")
    Geboortedatum: b.Geboortedatum = veld("Datum waarop een natuurlijk persoon geboren is.")
    Geslacht: t.Geslacht = veld("De sekse van een persoon, zoals bij geboorte formeel vastgesteld of nadien formeel gewijzigd.")
    Naam: b.VolledigeNaam = veld("Volledige naam van een natuurlijk persoon, aangeduid als Geslachtsnaam, eventueel Partnernaam, Voornamen en/of Voorletters en NaamGebruik.")
    Communicatie: b.Communicatie | None = veld("Aanduiding over bijzondere vorm van communicatie die gebruikt dient te worden.", default=None)
    JuridischeStatus: t.JuridischeStatus | None = veld("Juridische situatie die voor de client van toepassing is op het moment van indicatiestelling.", default=None)
    WettelijkeVertegenwoordiging: t.WettelijkeVertegenwoordiging | None = veld("Wettelijke vertegenwoordiging die voor de client van toepassing is op het moment van beoordeling.", default=None)
    Commentaar: t.Commentaar | None = veld("Vrije tekst (bijvoorbeeld toelichting) in een bericht.", default=None)
    Relaties: tuple[Relatie, ...] = lijst("Relatie", default=())
    Contactgegevens: tuple[Contact, ...] = lijst("Contact")
    ToegewezenProducten: tuple[ToegewezenProduct, ...] = lijst("ToegewezenProduct")


@bericht(V3_2)
class JW301(Bericht):
    """Bericht voor de toewijzing van Jeugdhulp aan een aanbieder."""

    Header: m.Header = veld()
    Client: m.Client = veld()
