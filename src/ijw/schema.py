"""The schema of a message, generated from its declaration.

It accepts and refuses what the official schema does; names of types and elements are those of the
standard. `xsd("JW301")` imports `basisschema.xsd`, which is `xsd("basisschema")`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, get_args
from xml.sax.saxutils import escape, quoteattr

from ijw.declaratie import BERICHTEN, Bericht, Klasse, Veld, Versie, Vorm
from ijw.soorten import Code, Soort

BASIS = "basisschema"


def xsd(naam: str, versie: str = "3.2") -> str:
    """The schema of this message, or of the shared types for "basisschema". KeyError when unknown."""
    if naam == BASIS:
        return _basisschema({b.VERSIE.naam: b.VERSIE for b in BERICHTEN.values()}[versie])
    return _berichtschema(zoek_bericht(naam, versie))


def zoek_bericht(naam: str, versie: str = "3.2") -> type[Bericht]:
    """The declaration of this message; KeyError when the library does not have it."""
    for bericht in BERICHTEN.values():
        if naam == bericht.NAAM and bericht.VERSIE.naam == versie:
            return bericht
    raise KeyError(f"Het bericht {naam} van iJw {versie} is hier niet bekend.")


def vormen(bericht: type[Bericht]) -> list[Vorm]:
    """Every class of a message, outermost first, each once."""
    gevonden: dict[str, Vorm] = {}

    def verzamel(vorm: Vorm) -> None:
        if vorm.typenaam not in gevonden:
            gevonden[vorm.typenaam] = vorm
            for veld in vorm.velden:
                if isinstance(veld.soort, Vorm):
                    verzamel(veld.soort)

    verzamel(bericht.VORM)
    return list(gevonden.values())


def _berichtschema(bericht: type[Bericht]) -> str:
    voor = bericht.NAAM.lower()
    ruimte = bericht.VERSIE.ruimte(bericht.NAAM)
    eigen = [vorm for vorm in vormen(bericht) if not vorm.basis]
    regels = [
        f'<xs:import namespace="{bericht.VERSIE.basis}" schemaLocation="{BASIS}.xsd"/>',
        f'<xs:element name="Bericht" type="{voor}:Root"/>',
    ]
    for vorm in eigen:
        regels += _complex(vorm, voor)
    omhulsels = {veld.naam: veld for vorm in eigen for veld in vorm.velden if veld.item}
    for naam, veld in omhulsels.items():
        binnen = _element(Veld(str(veld.item), veld.soort, True, ""), voor, ' maxOccurs="unbounded"')
        reeks = ["<xs:sequence>", *_dieper(binnen), "</xs:sequence>"]
        regels += [f'<xs:complexType name="{naam}">', *_dieper(reeks), "</xs:complexType>"]
    return _schema(ruimte, f' xmlns:ijw="{bericht.VERSIE.basis}" xmlns:{voor}="{ruimte}"', regels)


def _basisschema(versie: Versie) -> str:
    regels: list[str] = []
    for waarde in vars(import_module(f"{versie.pakket}.samengesteld")).values():
        if isinstance(waarde, type) and issubclass(waarde, Klasse) and waarde is not Klasse:
            regels += _complex(waarde.VORM, "ijw")
    for soort in soorten(vars(import_module(f"{versie.pakket}.datatypen"))):
        inhoud = _documentatie(soort.uitleg) + _beperking(f"xs:{soort.basis}", soort)
        regels += [f'<xs:simpleType name="{soort.naam}">', *_dieper(inhoud), "</xs:simpleType>"]
    return _schema(versie.basis, f' xmlns:ijw="{versie.basis}"', regels)


def soorten(namen: dict[str, Any]) -> list[Soort]:
    """The datatypes among these names: the aliases that carry one."""
    return [extra for waarde in namen.values() for extra in get_args(waarde)[1:] if isinstance(extra, Soort)]


def _complex(vorm: Vorm, voor: str) -> list[str]:
    regels: list[str] = []
    for veld in vorm.velden:
        soms = "" if veld.verplicht else ' minOccurs="0"'
        regels += _element(veld, voor, soms)
    inhoud = [*_documentatie(vorm.uitleg), "<xs:sequence>", *_dieper(regels), "</xs:sequence>"]
    return [f'<xs:complexType name="{vorm.typenaam}">', *_dieper(inhoud), "</xs:complexType>"]


def _element(veld: Veld, voor: str, aantal: str) -> list[str]:
    soort = veld.soort
    if isinstance(soort, Soort) and soort.extra and not veld.item:
        enger = _restrictie(f"ijw:{soort.naam}", [("pattern", soort.extra.xsd)], {})
        inhoud = [*_documentatie(veld.uitleg), "<xs:simpleType>", *_dieper(enger), "</xs:simpleType>"]
        return [f'<xs:element name="{veld.naam}"{aantal}>', *_dieper(inhoud), "</xs:element>"]
    if veld.item:
        typenaam = f"{voor}:{veld.naam}"
    elif isinstance(soort, Vorm):
        typenaam = f"ijw:{soort.typenaam}" if soort.basis else f"{voor}:{soort.typenaam}"
    else:
        typenaam = f"ijw:{soort.naam}"
    open_ = f'<xs:element name="{veld.naam}" type="{typenaam}"{aantal}'
    uitleg = _documentatie(veld.uitleg)
    return [f"{open_}>", *_dieper(uitleg), "</xs:element>"] if uitleg else [f"{open_}/>"]


def _beperking(basis: str, soort: Soort) -> list[str]:
    return _restrictie(basis, soort.facetten(), soort.codes if isinstance(soort, Code) else {})


def _restrictie(basis: str, facetten: list[tuple[str, str]], betekenis: dict[str, str]) -> list[str]:
    regels: list[str] = []
    for facet, waarde in facetten:
        open_ = f"<xs:{facet} value={quoteattr(waarde)}"
        if facet == "enumeration":
            regels += [f"{open_}>", *_dieper(_documentatie(betekenis[waarde])), f"</xs:{facet}>"]
        else:
            regels.append(f"{open_}/>")
    return [f'<xs:restriction base="{basis}">', *_dieper(regels), "</xs:restriction>"]


def _documentatie(uitleg: str) -> list[str]:
    if not uitleg:
        return []
    return ["<xs:annotation>", f"\t<xs:documentation>{escape(uitleg)}</xs:documentation>", "</xs:annotation>"]


def _dieper(regels: list[str]) -> list[str]:
    return ["\t" + regel for regel in regels]


def _schema(ruimte: str, namen: str, regels: list[str]) -> str:
    kop = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{namen} '
        f'targetNamespace="{ruimte}" elementFormDefault="qualified">'
    )
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', kop, *_dieper(regels), "</xs:schema>", ""])
