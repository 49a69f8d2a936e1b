"""Rules about who someone is: number, date of birth, name, language."""

from __future__ import annotations

from datetime import date
from typing import Any

from ijw.berekeningen import maanden_eerder
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw301, jw305, jw317, jw323
from ijw.v3_2 import jw301 as m301
from ijw.v3_2 import samengesteld as b

MET_GEBOORTEDATUM = "JW301 JW302 JW305 JW306 JW307 JW308 JW315 JW316"
ONBEKEND = date(1900, 1, 1)
GEHEEL_ONBEKEND = "3"  # COD170
NIET_NATUURLIJK = "6"  # COD700


@regel(
    "CS002",
    op=f"{MET_GEBOORTEDATUM} JW317 JW318 JW323 JW325 Client.Bsn",
    tekst="Het burgerservicenummer voldoet niet aan de 11-proef. Controleer alle negen cijfers.",
    goed=[jw305(Client={"Bsn": "123456782"}), jw317(Client={"Bsn": "999900018"})],
    fout=[jw305(Client={"Bsn": "999900007"}), jw323(Client={"Bsn": "123456789"})],
)
def bsn_voldoet_aan_de_elfproef(client: Any, bericht: Any) -> bool:
    c = [int(cijfer) for cijfer in client.Bsn]
    som = 9 * c[0] + 8 * c[1] + 7 * c[2] + 6 * c[3] + 5 * c[4] + 4 * c[5] + 3 * c[6] + 2 * c[7] - c[8]
    return som % 11 == 0


@regel(
    "TR002",
    op=f"{MET_GEBOORTEDATUM} Geboortedatum.Datum",
    tekst="De geboortedatum ligt meer dan 120 jaar voor de dagtekening van het bericht. Controleer het jaar; is "
    "de datum geheel onbekend, vul dan 1900-01-01 met DatumGebruik 3 in.",
    goed=[
        jw301(Client={"Geboortedatum.Datum": date(1906, 5, 6)}),
        jw301(Client={"Geboortedatum": b.Geboortedatum(Datum=ONBEKEND, DatumGebruik=GEHEEL_ONBEKEND)}),
    ],
    fout=[
        jw301(Client={"Geboortedatum.Datum": date(1906, 5, 5)}),
        jw301(Relatie={"Geboortedatum": b.Geboortedatum(Datum=ONBEKEND)}),
    ],
)
def hoogstens_120_jaar(geboren: b.Geboortedatum, bericht: Any) -> bool:
    if geboren.DatumGebruik == GEHEEL_ONBEKEND and geboren.Datum == ONBEKEND:
        return True
    return geboren.Datum >= maanden_eerder(bericht.Header.BerichtIdentificatie.Dagtekening, 120 * 12)


@regel(
    "CS139",
    op=f"{MET_GEBOORTEDATUM} Geboortedatum.Datum",
    tekst="Datum en DatumGebruik passen niet bij elkaar. Vul bij DatumGebruik 3 de datum 1900-01-01 in, bij 2 de "
    "eerste januari van het jaar en bij 1 de eerste dag van de maand.",
    goed=[
        jw305(Client={"Geboortedatum": b.Geboortedatum(Datum=date(2012, 1, 1), DatumGebruik="2")}),
        jw305(Client={"Geboortedatum": b.Geboortedatum(Datum=date(2012, 2, 1), DatumGebruik="1")}),
    ],
    fout=[
        jw305(Client={"Geboortedatum": b.Geboortedatum(Datum=date(2012, 2, 1), DatumGebruik="2")}),
        jw305(Client={"Geboortedatum": b.Geboortedatum(Datum=date(2012, 1, 2), DatumGebruik="1")}),
        jw301(Relatie={"Geboortedatum": b.Geboortedatum(Datum=date(2012, 1, 1), DatumGebruik="3")}),
    ],
)
def datum_past_bij_haar_gebruik(geboren: b.Geboortedatum, bericht: Any) -> bool:
    match geboren.DatumGebruik:
        case "3":
            return geboren.Datum == ONBEKEND
        case "2":
            return (geboren.Datum.month, geboren.Datum.day) == (1, 1)
        case "1":
            return geboren.Datum.day == 1
    return True


@regel(
    "CS050",
    op="JW301 JW302 VolledigeNaam.NaamGebruik",
    tekst="NaamGebruik past niet bij de namen. Kies 1, 2, 3 of 4 als Partnernaam is gevuld, en anders 1 of 6.",
    goed=jw301(Client={"Naam.Partnernaam": b.Achternaam(Achternaam="Bos"), "Naam.NaamGebruik": "3"}),
    fout=[
        jw301(Client={"Naam.NaamGebruik": "3"}),
        jw301(Client={"Naam.NaamGebruik": "5"}),
        jw301(Relatie={"Naam.Partnernaam": b.Achternaam(Achternaam="Bos"), "Naam.NaamGebruik": "6"}),
    ],
)
def naamgebruik_past_bij_de_namen(naam: b.VolledigeNaam, bericht: Any) -> bool:
    return naam.NaamGebruik in ("16" if naam.Partnernaam is None else "1234")


@regel(
    "CS318",
    op="JW301 Client.Naam/NaamGebruik",
    tekst="Een cliënt is een natuurlijk persoon. Kies voor NaamGebruik een andere waarde dan 6.",
    goed=jw301(Relatie={"Naam.NaamGebruik": NIET_NATUURLIJK}),
    fout=jw301(Client={"Naam.NaamGebruik": NIET_NATUURLIJK}),
)
def client_is_een_natuurlijk_persoon(client: m301.Client, bericht: Any) -> bool:
    return client.Naam.NaamGebruik != NIET_NATUURLIJK


@regel(
    "CD007",
    op="JW301 Communicatie.Taal",
    tekst="Taal hoort bij Vorm 1 (tolk taal) en bij geen andere Vorm. Vul Taal in of haal haar weg.",
    goed=[
        jw301(Client={"Communicatie": b.Communicatie(Vorm="1", Taal="Tigrinya")}),
        jw301(Client={"Communicatie": b.Communicatie(Vorm="2")}),
    ],
    fout=[
        jw301(Client={"Communicatie": b.Communicatie(Vorm="1")}),
        jw301(Client={"Communicatie": b.Communicatie(Vorm="2", Taal="Gebarentaal")}),
    ],
)
def taal_alleen_bij_een_tolk(communicatie: b.Communicatie, bericht: Any) -> bool:
    return (communicatie.Taal is not None) == (communicatie.Vorm == "1")
