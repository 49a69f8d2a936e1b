"""Rules about where someone is to be found: Contact and Adres of a client or relation (JW301)."""

from __future__ import annotations

import re
from typing import Any

from ijw.regels.regel import regel
from ijw.regels.voorbeelden import DAGTEKENING, jw301
from ijw.v3_2 import jw301 as m301
from ijw.v3_2 import samengesteld as b

BRP, CORRESPONDENTIE, VERBLIJF, TIJDELIJK = "01", "02", "03", "04"  # COD757
NEDERLAND = "NL"
POSTCODE = re.compile("[1-9][0-9]{3}[A-Za-z]{2}")
_PERIODE = b.OpenPeriode(Begindatum=DAGTEKENING)


@regel(
    "TR061",
    op="JW301 Client.Contactgegevens",
    tekst="De cliënt heeft geen Contact met Soort 01 (BRP-adres), 02 (correspondentieadres) of 03 "
    "(verblijfadres). Voeg er een toe.",
    goed=jw301(Contact=[{"Soort": "04"}, {"Soort": "02"}]),
    fout=jw301(Contact={"Soort": "04"}),
)
def client_heeft_een_adres(client: m301.Client, bericht: Any) -> bool:
    return any(contact.Soort in {BRP, CORRESPONDENTIE, VERBLIJF} for contact in client.Contactgegevens)


@regel(
    "TR006",
    op="JW301 Contact",
    tekst="Dit Contact heeft geen Telefoon en ook geen volledig adres. Vul Telefoon in, of Huis en Postcode.",
    goed=[
        jw301(Contact={"Telefoon": None}),
        jw301(Contact=[{}, {"Soort": "02", "Adres": None}]),
    ],
    fout=[
        jw301(Contact=[{}, {"Soort": "02", "Adres": None, "Telefoon": None}]),
        jw301(
            Contact=[
                {},
                {"Soort": "02", "Telefoon": None, "Adres.Postcode": None, "Adres.LandCode": None},
            ]
        ),
        jw301(Contact=[{}, {"Soort": "02", "Telefoon": None, "Adres.Huis": None, "Adres.LandCode": "BE"}]),
    ],
)
def contact_is_bereikbaar(contact: m301.Contact, bericht: Any) -> bool:
    adres = contact.Adres
    compleet = adres is not None and adres.Huis is not None and adres.Postcode is not None
    return contact.Telefoon is not None or compleet


@regel(
    "CD009",
    op="JW301 Contact.Periode",
    tekst="Periode mag alleen bij Soort 04 (tijdelijk verblijfadres) staan. Haal Periode weg of wijzig Soort.",
    goed=jw301(Contact=[{}, {"Soort": "04", "Periode": _PERIODE}]),
    fout=jw301(Contact={"Soort": "01", "Periode": _PERIODE}),
)
def periode_alleen_bij_tijdelijk_verblijf(contact: m301.Contact, bericht: Any) -> bool:
    return contact.Periode is None or contact.Soort == TIJDELIJK


@regel(
    "CD034",
    op="JW301 Contact.Adres/Postcode",
    tekst="Bij Soort 01 (BRP-adres) en 03 (verblijfadres) is de postcode verplicht. Vul Adres met Postcode in.",
    goed=jw301(Contact=[{}, {"Soort": "02", "Adres": None}]),
    fout=[
        jw301(Contact={"Adres": None}),
        jw301(Contact={"Soort": "03", "Adres.Postcode": None, "Adres.LandCode": None}),
    ],
)
def woonadres_heeft_een_postcode(contact: m301.Contact, bericht: Any) -> bool:
    if contact.Soort not in {BRP, VERBLIJF}:
        return True
    return contact.Adres is not None and contact.Adres.Postcode is not None


@regel(
    "CD005",
    op="JW301 JW302 Adres.LandCode",
    tekst="LandCode en Postcode horen bij elkaar. Vul beide in of laat beide weg.",
    goed=jw301(Contact=[{}, {"Soort": "02", "Adres.LandCode": None, "Adres.Postcode": None}]),
    fout=[
        jw301(Contact={"Adres.LandCode": None}),
        jw301(Contact=[{}, {"Soort": "02", "Adres.LandCode": "BE", "Adres.Postcode": None}]),
    ],
)
def landcode_bij_postcode(adres: b.Adres, bericht: Any) -> bool:
    return (adres.LandCode is None) == (adres.Postcode is None)


@regel(
    "CD025",
    op="JW301 JW302 Adres.Huis",
    tekst="Bij een adres in Nederland is het huis verplicht. Vul Huis met Huisnummer in.",
    goed=jw301(Contact={"Adres.Huis": None, "Adres.LandCode": "BE", "Adres.Postcode": "1000"}),
    fout=jw301(Contact={"Adres.Huis": None}),
)
def nederlands_adres_heeft_een_huis(adres: b.Adres, bericht: Any) -> bool:
    return adres.LandCode != NEDERLAND or adres.Huis is not None


@regel(
    "CS089",
    op="JW301 JW302 Adres.Postcode",
    tekst="Een Nederlandse postcode bestaat uit vier cijfers en twee letters, zonder spatie, en begint niet met "
    "0. Verbeter Postcode of LandCode.",
    goed=[
        jw301(Contact={"Adres.Postcode": "9999zz"}),
        jw301(Contact={"Adres.Postcode": "B-1000", "Adres.LandCode": "BE"}),
    ],
    fout=[
        jw301(Contact={"Adres.Postcode": "3511 AB"}),
        jw301(Contact={"Adres.Postcode": "0511AB"}),
        jw301(Contact=[{}, {"Soort": "02", "Adres.Postcode": None}]),
    ],
)
def nederlandse_postcode(adres: b.Adres, bericht: Any) -> bool:
    return adres.LandCode != NEDERLAND or POSTCODE.fullmatch(adres.Postcode or "") is not None
