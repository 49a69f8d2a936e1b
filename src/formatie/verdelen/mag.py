"""Who may take which case, and if not, why not. Room is no part of this: see `opgave`."""

from collections.abc import Callable, Collection, Mapping

from .begrippen import Medewerker, Zaak

Ankers = Mapping[str, Collection[str]]  # gezin → ids of the workers where a child of it stays

_Regel = tuple[Callable[[Zaak, Medewerker, Ankers], bool], Callable[[Zaak, Medewerker], str]]


def mag(zaak: Zaak, medewerker: Medewerker, ankers: Ankers) -> bool:
    """Whether this worker may have the case, room apart."""
    return not any(geschonden(zaak, medewerker, ankers) for geschonden, _ in _REGELS)


def bezwaren(zaak: Zaak, medewerker: Medewerker, ankers: Ankers) -> list[str]:
    """Why this worker may not have the case: ends of a sentence that begins with their name."""
    return [zin(zaak, medewerker) for geschonden, zin in _REGELS if geschonden(zaak, medewerker, ankers)]


def _opsomming(woorden: Collection[str]) -> str:
    *voor, laatste = sorted(woorden)
    return f"{', '.join(voor)} en {laatste}" if voor else laatste


_REGELS: tuple[_Regel, ...] = (
    (
        lambda z, m, _: m.id in z.niet_door,
        lambda z, m: f"mag deze zaak niet zien ({z.niet_door[m.id]})",
    ),
    (
        lambda z, m, _: z.alleen_door is not None and m.id not in z.alleen_door,
        lambda z, m: "hoort niet bij wie deze zaak mogen zien",
    ),
    (lambda z, m, _: m.vertrekt, lambda z, m: "vertrekt"),
    (
        lambda z, m, _: z.nu == m.id and z.overdracht == "moet" and not m.vertrekt,
        lambda z, m: "moet deze zaak juist overdragen",
    ),
    (lambda z, m, _: z.skj and not m.skj, lambda z, m: "heeft geen SKJ-registratie"),
    (
        lambda z, m, _: not z.vaardigheden <= m.vaardigheden,
        lambda z, m: f"heeft de vaardigheid {_opsomming(z.vaardigheden - m.vaardigheden)} niet",
    ),
    (
        lambda z, m, _: z.taal_eis == "moet" and spreekt_niet(z, m),
        lambda z, m: f"spreekt geen {z.taal}",
    ),
    (
        lambda z, m, _: z.wijk_eis == "moet" and werkt_elders(z, m),
        lambda z, m: f"werkt niet in {z.wijk}",
    ),
    (
        lambda z, m, _: z.terug == "moet" and z.vorige not in (None, m.id),
        lambda z, m: "is niet de medewerker bij wie het gezin terug moet",
    ),
    (
        lambda z, m, ankers: (
            z.samen == "moet" and bool(ankers.get(z.gezin or "")) and m.id not in ankers[z.gezin or ""]
        ),
        lambda z, m: "heeft de broers en zussen niet, en het gezin moet bij één medewerker blijven",
    ),
)


def spreekt_niet(zaak: Zaak, medewerker: Medewerker) -> bool:
    return zaak.taal is not None and zaak.taal not in medewerker.talen


def werkt_elders(zaak: Zaak, medewerker: Medewerker) -> bool:
    return zaak.wijk is not None and bool(medewerker.wijken) and zaak.wijk not in medewerker.wijken
