"""What cannot be right in a model, in Dutch sentences: which key, what is wrong, how to mend it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import pairwise

from formatie.fout import FormatieFout
from formatie.model import EINDE, Groep, Model, Soort
from formatie.rekenen import plafond_per_fte, posten, uren_per_week, verlofdeel, zaakuren_per_week

GROEPEN_MAX, TERMIJNEN_MAX = 32, 32
PLEKKEN_MAX, PUNTEN_MAX = 50_000, 1_000_000  # what the simulation can count with, see `simulatie.vormen.PUNT`
VOLGORDEN = ("voorrang", "binnenkomst", "termijn")
OVERDRACHTEN = ("koud", "warm")
OVERBELASTING = ("weiger", "toon")


def controleer(model: Model) -> None:
    """Raises FormatieFout with the first thing that cannot be right."""
    if not model.soorten:
        raise FormatieFout("soorten: er staat geen enkele soort zaak. Voeg een blok [soorten.…] toe.")
    if not model.groepen:
        raise FormatieFout(
            "groepen: het team is leeg. Voeg een blok [groepen.…] toe met fte en vaardigheden."
        )
    if len(model.groepen) > GROEPEN_MAX:
        raise FormatieFout(f"groepen: er zijn er {len(model.groepen)}. Meer dan {GROEPEN_MAX} kan niet.")
    for groep in model.groepen.values():
        _groep(groep)
    plekken = sum(_plekken(groep) for groep in model.groepen.values())
    if plekken > PLEKKEN_MAX:
        raise FormatieFout(
            f"groepen: dit zijn samen {_getal(plekken)} formatieplaatsen. Meer dan {PLEKKEN_MAX} kan niet. Verlaag fte, of "
            "verhoog deeltijd."
        )
    for soort in model.soorten.values():
        _soort(soort, model)
    _aandelen(model)
    _vaardigheden(model)
    _beleid(model)
    _periode(model)


def kies(waar: str, waarde: str, uit: Iterable[str]) -> str:
    """The value when it is one of these; else a sentence with the one that was probably meant."""
    mogelijk = list(uit)
    if waarde in mogelijk:
        return waarde
    raise FormatieFout(f"{waar}: '{waarde}' bestaat niet. {bedoelt(waarde, mogelijk)}")


def bedoelt(waarde: str, mogelijk: Iterable[str]) -> str:
    """A hint: the name that was probably meant, or all of them."""
    namen = list(mogelijk)
    lijkt_op = get_close_matches(waarde, namen, n=1)
    return f"Bedoelt u '{lijkt_op[0]}'?" if lijkt_op else f"Kies uit: {', '.join(namen)}."


def _groep(groep: Groep) -> None:
    waar = f"groepen.{groep.naam}"
    for nummer, (vanaf, fte) in enumerate(groep.fte):
        if fte < 0 or (fte == 0 and nummer == 0):
            raise FormatieFout(
                f"{waar}.fte: {_getal(fte)} fte kan niet. Vul een getal groter dan 0 in, of laat de groep weg."
            )
        if nummer and vanaf <= groep.fte[nummer - 1][0]:
            raise FormatieFout(
                f"{waar}.fte: de stappen staan niet op volgorde van 'vanaf'. Zet de vroegste eerst."
            )
    if not groep.fte:
        raise FormatieFout(f"{waar}.fte: er staat geen fte. Vul een getal groter dan 0 in.")
    if not groep.vaardigheden:
        raise FormatieFout(f"{waar}.vaardigheden: de lijst is leeg. Noem minstens één vaardigheid.")
    b = groep.beschikbaarheid
    if not groep.onbeperkt and zaakuren_per_week(b) <= 0:
        raise FormatieFout(
            f"{waar}: er blijven geen uren over voor gezinnen. Vergaderingen, scholing en afwezigheid vragen samen "
            f"meer dan de {_getal(b.uren_per_week)} uren van een week. Verlaag ze onder [beschikbaarheid]."
        )
    if verlofdeel(b) >= 0.5:
        raise FormatieFout(
            f"{waar}: {_getal(b.verlof)} uren verlof is meer dan de helft van een jaar. Verlaag 'verlof'."
        )
    if groep.onbeperkt and groep.plafond is None:
        raise FormatieFout(f"{waar}.plafond: een groep zonder urengrens heeft een plafond nodig. Vul het in.")
    for _, punten in groep.plafond or ():
        if not 0 < punten <= PUNTEN_MAX:
            raise FormatieFout(
                f"{waar}.plafond: {_getal(punten)} kan niet. Vul een getal groter dan 0 in, tot en met {PUNTEN_MAX}."
            )


def _plekken(groep: Groep) -> float:
    """About how many posts: as `rekenen.posten`, without making them."""
    fte = [0.0, *(fte for _, fte in groep.fte)]
    erbij = (max(0.0, na - voor) for voor, na in pairwise(fte))
    return float(sum(math.ceil(meer / groep.deeltijd) for meer in erbij))


def _soort(soort: Soort, model: Model) -> None:
    waar = f"soorten.{soort.naam}"
    if not soort.fasen:
        raise FormatieFout(f"{waar}.fasen: er staat geen fase. Voeg een blok [{waar}.fasen.…] toe.")
    kies(f"{waar}.begin", soort.begin, soort.fasen)
    for fase in soort.fasen.values():
        plek = f"{waar}.fasen.{fase.naam}"
        for naar in fase.daarna:
            kies(f"{plek}.daarna", naar, [*soort.fasen, EINDE])
        som = math.fsum(fase.daarna.values())
        if any(kans < 0 for kans in fase.daarna.values()) or abs(som - 1) > 1e-9:
            raise FormatieFout(
                f"{plek}.daarna: de kansen tellen op tot {_getal(som)} en niet tot 1. "
                f"Verhoog of verlaag er een, of noem ook '{EINDE}'."
            )
    _er_is_een_einde(soort)
    for termijn in soort.termijnen:
        kies(f"{waar}.termijnen.{termijn.naam}.fase", termijn.fase, soort.fasen)
        kies(f"{waar}.termijnen.{termijn.naam}.moment", termijn.moment, ("begin", "eind"))
        if not termijn.weken > 0:
            raise FormatieFout(f"{waar}.termijnen.{termijn.naam}.weken: vul een getal groter dan 0 in.")
    if soort.terugkeer is not None:
        kies(f"{waar}.terugkeer.fase", soort.terugkeer.fase, soort.fasen)
    for fase_naam, aantal in (soort.lopend or {}).items():
        kies(f"{waar}.lopend", fase_naam, soort.fasen)
        if aantal < 0:
            raise FormatieFout(f"{waar}.lopend.{fase_naam}: {aantal} kan niet. Vul 0 of meer in.")
    if soort.wachtend < 0 or soort.gewacht < 0:
        raise FormatieFout(f"{waar}.wachtend: vul 0 of meer in.")
    _past_bij_iemand(soort, model)


def _er_is_een_einde(soort: Soort) -> None:
    bereikt = {EINDE}
    while True:
        meer = {
            f.naam for f in soort.fasen.values() if any(k > 0 and n in bereikt for n, k in f.daarna.items())
        }
        if meer <= bereikt:
            break
        bereikt |= meer
    vast = [naam for naam in soort.fasen if naam not in bereikt]
    if vast:
        raise FormatieFout(
            f"soorten.{soort.naam}: vanuit {', '.join(vast)} komt een zaak nooit bij het einde. "
            f"Geef een van die fasen onder 'daarna' een kans op '{EINDE}'."
        )


def _past_bij_iemand(soort: Soort, model: Model) -> None:
    """A case that weighs more than anybody may carry would wait for ever."""
    for fase in soort.fasen.values():
        kan = [g for g in model.groepen.values() if fase.vaardigheid in g.vaardigheden]
        ruimte = max((_grootste_ruimte(g) for g in kan), default=math.inf)
        weegt = uren_per_week(fase, model) if fase.gewicht is None else fase.gewicht
        if weegt < 0 or weegt > ruimte + 1e-9:
            raise FormatieFout(
                f"soorten.{soort.naam}.fasen.{fase.naam}: een zaak weegt hier {_getal(weegt)} en niemand kan er meer "
                f"dan {_getal(ruimte)} dragen. Verlaag het gewicht, of verhoog plafond of deeltijd."
            )


def _grootste_ruimte(groep: Groep) -> float:
    punten = max((w for _, w in groep.plafond), default=0.0) if groep.plafond else plafond_per_fte(groep)
    return max(fte for fte, _, _ in posten(groep)) * punten


def _aandelen(model: Model) -> None:
    som = math.fsum(s.aandeel for s in model.soorten.values())
    if abs(som - 1) > 1e-9 or any(s.aandeel < 0 for s in model.soorten.values()):
        delen = ", ".join(f"{s.naam} {_getal(s.aandeel)}" for s in model.soorten.values())
        raise FormatieFout(
            f"soorten: de aandelen tellen op tot {_getal(som)} en niet tot 1 ({delen}). Verhoog of verlaag er een."
        )
    if not model.instroom or any(w < 0 for _, w in model.instroom):
        raise FormatieFout("instroom.per_week: vul een getal van 0 of meer in.")


def _vaardigheden(model: Model) -> None:
    heeft = sorted({v for g in model.groepen.values() for v in g.vaardigheden})
    vraagt = sorted({f.vaardigheid for s in model.soorten.values() for f in s.fasen.values()})
    for soort in model.soorten.values():
        for fase in soort.fasen.values():
            if fase.vaardigheid not in heeft:
                raise FormatieFout(
                    f"soorten.{soort.naam}.fasen.{fase.naam}.vaardigheid: geen enkele groep heeft de vaardigheid "
                    f"'{fase.vaardigheid}'. {bedoelt(fase.vaardigheid, heeft)}"
                )
    for groep in model.groepen.values():
        for vaardigheid in groep.vaardigheden:
            if vaardigheid not in vraagt:
                raise FormatieFout(
                    f"groepen.{groep.naam}.vaardigheden: geen enkele fase vraagt om '{vaardigheid}'. "
                    f"{bedoelt(vaardigheid, vraagt)}"
                )


def _beleid(model: Model) -> None:
    kies("beleid.volgorde", model.beleid.volgorde, VOLGORDEN)
    kies("beleid.overdracht", model.beleid.overdracht, OVERDRACHTEN)
    if model.beleid.volgorde == "termijn":
        for soort in model.soorten.values():
            if not soort.termijnen:
                raise FormatieFout(
                    f"beleid.volgorde: 'termijn' vraagt van elke soort een termijn, en soorten.{soort.naam} heeft er "
                    "geen. Voeg er een toe of kies 'voorrang'."
                )
    if model.beleid.overdracht == "warm":
        _geen_kring(model)


def _geen_kring(model: Model) -> None:
    """Groups that keep places for each other could all wait for one another for ever."""
    groepen = {n: g.vaardigheden for n, g in model.groepen.items()}
    pijlen: set[tuple[str, str]] = set()
    for soort in model.soorten.values():
        for fase in soort.fasen.values():
            for naar in fase.daarna:
                if naar == EINDE:
                    continue
                volgende = soort.fasen[naar].vaardigheid
                pijlen |= {
                    (a, b)
                    for a, kan_a in groepen.items()
                    for b, kan_b in groepen.items()
                    if fase.vaardigheid in kan_a and volgende not in kan_a and volgende in kan_b
                }
    over = set(groepen)
    while over:
        los = {a for a in over if not any(x == a and y in over for x, y in pijlen)}
        if not los:
            raise FormatieFout(
                f"beleid.overdracht: 'warm' kan niet in een kring, en {' en '.join(sorted(over))} dragen aan elkaar "
                "over. Kies 'koud', of geef een van deze groepen beide vaardigheden."
            )
        over -= los


def _periode(model: Model) -> None:
    p = model.periode
    kies("periode.overbelasting", p.overbelasting, OVERBELASTING)
    if not 1 <= p.weken <= 100_000:
        raise FormatieFout(f"periode.weken: {p.weken} kan niet. Vul een aantal van 1 tot 520 in.")
    if not 1 <= p.runs <= 100_000:
        raise FormatieFout(f"periode.runs: {p.runs} kan niet. Vul een aantal van 1 tot 100000 in.")
    if len(p.seizoen) != 12 or min(p.seizoen) < 0 or abs(math.fsum(p.seizoen) / 12 - 1) > 0.005:
        raise FormatieFout(
            f"periode.seizoen: de twaalf factoren zijn gemiddeld {_getal(math.fsum(p.seizoen) / 12)} en niet 1. "
            "Vul er twaalf in, van januari tot december, die gemiddeld 1 zijn."
        )
    if len(p.vakantie) != 12 or min(p.vakantie) < 0 or math.fsum(p.vakantie) <= 0:
        raise FormatieFout(
            "periode.vakantie: vul twaalf gewichten van 0 of meer in, van januari tot december."
        )
    for groep in model.groepen.values():
        hoogste = verlofdeel(groep.beschikbaarheid) * max(p.vakantie) * 12 / math.fsum(p.vakantie)
        if hoogste >= 1:
            raise FormatieFout(
                f"periode.vakantie: in de drukste maand is heel groep {groep.naam} met verlof. Spreid het verlof meer."
            )
    aantal = sum(len(s.termijnen) for s in model.soorten.values())
    if aantal > TERMIJNEN_MAX:
        raise FormatieFout(f"soorten: er zijn {aantal} termijnen. Meer dan {TERMIJNEN_MAX} kan niet.")


def _getal(waarde: float) -> str:
    return (f"{waarde:.0f}" if waarde % 1 == 0 else f"{waarde:.6g}").replace(".", ",")
