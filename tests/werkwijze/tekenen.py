"""Drawings made small, for tests that need one thing in them to be right or wrong."""

from __future__ import annotations

KOP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:eenplan="https://eenplan.nl/schema/bpmn" id="d" targetNamespace="t"><bpmn:process id="{sleutel}" name="Proef" isExecutable="true">'
)
STAART = "</bpmn:process></bpmn:definitions>"


def tekening(*elementen: str, pijlen: str = "", banen: str = "", sleutel: str = "PROEF") -> bytes:
    """A drawing from elements and arrows: `pijlen` is lines of `van -> naar` or `van -> naar : condition`."""
    stromen = []
    for nummer, regel in enumerate(filter(None, (r.strip() for r in pijlen.splitlines()))):
        weg, _, voorwaarde = regel.partition(" : ")
        van, naar = weg.split(" -> ")
        als = (
            f"<bpmn:conditionExpression>{voorwaarde.replace('<', '&lt;')}</bpmn:conditionExpression>"
            if voorwaarde
            else ""
        )
        stromen.append(
            f'<bpmn:sequenceFlow id="pijl_{nummer}" sourceRef="{van.strip()}" targetRef="{naar.strip()}">{als}</bpmn:sequenceFlow>'
        )
    return (KOP.format(sleutel=sleutel) + banen + "".join(elementen) + "".join(stromen) + STAART).encode()


def taak(
    id_: str, naam: str = "", *, formulier: str = "proef.formulier", levert: str = "", extra: str = ""
) -> str:
    uitbreiding = f"<bpmn:extensionElements>{levert}</bpmn:extensionElements>" if levert else ""
    return f'<bpmn:userTask id="{id_}" name="{naam or id_}" eenplan:formulier="{formulier}" {extra}>{uitbreiding}</bpmn:userTask>'


def baan(*taken: str, naam: str = "Jeugdconsulent", functie: str = "jeugdconsulent", extra: str = "") -> str:
    verwijzingen = "".join(f"<bpmn:flowNodeRef>{t}</bpmn:flowNodeRef>" for t in taken)
    return f'<bpmn:laneSet id="l"><bpmn:lane id="b" name="{naam}" eenplan:functie="{functie}" {extra}>{verwijzingen}</bpmn:lane></bpmn:laneSet>'


START, EIND = '<bpmn:startEvent id="start" name="Begin" />', '<bpmn:endEvent id="eind" name="Klaar" />'
KEUZE = '<bpmn:exclusiveGateway id="keuze" name="Goed?" />'
GOED = '<eenplan:levert naam="goed" soort="janee" />'
