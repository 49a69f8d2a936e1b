"""Release 3.2 of the standard, in force since 3 April 2023."""

from ijw.declaratie import Versie

V3_2 = Versie(
    naam="3.2",
    basis="http://www.istandaarden.nl/ijw/3_2/basisschema/schema",
    bericht="http://www.istandaarden.nl/ijw/3_2/{}/schema",
    pakket="ijw.v3_2",
)
