"""Who may take which case, and if not, why not. Room is no part of this: see `opgave`."""

from collections.abc import Callable, Collection, Mapping

from .begrippen import Medewerker, Zaak

Ankers = Mapping[str, Collection[str]]  # gezin → ids of the workers where a child of it stays

_Geschonden = Callable[[Zaak, Medewerker, Ankers], bool]
# When the rule is about a case at all, when a worker breaks it, and the words for that.
_Regel = tuple[Callable[[Zaak], bool], _Geschonden, Callable[[Zaak, Medewerker], str]]


def mag(zaak: Zaak, medewerker: Medewerker, ankers: Ankers) -> bool:
    """Whether this worker may have the case, room apart."""
    return not any(geschonden(zaak, medewerker, ankers) for geschonden in regels_voor(zaak))


def regels_voor(zaak: Zaak) -> list[_Geschonden]:
    """The rules about this case: few of them all, which matters when they are asked of everybody."""
    return [geschonden for gaat_over, geschonden, _ in _REGELS if gaat_over(zaak)]


def bezwaren(zaak: Zaak, medewerker: Medewerker, ankers: Ankers) -> list[str]:
    """Why this worker may not have the case: ends of a sentence that begins with their name."""
    return [
        zin(zaak, medewerker)
        for gaat_over, geschonden, zin in _REGELS
        if gaat_over(zaak) and geschonden(zaak, medewerker, ankers)
    ]


def _opsomming(woorden: Collection[str]) -> str:
    *voor, laatste = sorted(woorden)
    return f"{', '.join(voor)} en {laatste}" if voor else laatste


_REGELS: tuple[_Regel, ...] = (
    (
        lambda z: bool(z.niet_door),
        lambda z, m, _: m.id in z.niet_door,
        lambda z, m: f"mag deze zaak niet zien ({z.niet_door[m.id]})",
    ),
    (
        lambda z: z.alleen_door is not None,
        lambda z, m, _: m.id not in (z.alleen_door or ()),
        lambda z, m: "hoort niet bij wie deze zaak mogen zien",
    ),
    (lambda z: True, lambda z, m, _: m.vertrekt, lambda z, m: "vertrekt"),
    (
        lambda z: z.overdracht == "moet",
        lambda z, m, _: z.nu == m.id and not m.vertrekt,
        lambda z, m: "moet deze zaak juist overdragen",
    ),
    (lambda z: z.skj, lambda z, m, _: not m.skj, lambda z, m: "heeft geen SKJ-registratie"),
    (
        lambda z: bool(z.vaardigheden),
        lambda z, m, _: not z.vaardigheden <= m.vaardigheden,
        lambda z, m: f"heeft de vaardigheid {_opsomming(z.vaardigheden - m.vaardigheden)} niet",
    ),
    (
        lambda z: z.taal_eis == "moet",
        lambda z, m, _: spreekt_niet(z, m),
        lambda z, m: f"spreekt geen {z.taal}",
    ),
    (
        lambda z: z.wijk_eis == "moet",
        lambda z, m, _: werkt_elders(z, m),
        lambda z, m: f"werkt niet in {z.wijk}",
    ),
    (
        lambda z: z.terug == "moet" and z.vorige is not None,
        lambda z, m, _: z.vorige != m.id,
        lambda z, m: "is niet de medewerker bij wie het gezin terug moet",
    ),
    (
        lambda z: z.samen == "moet" and z.gezin is not None,
        lambda z, m, ankers: bool(ankers.get(z.gezin or "")) and m.id not in ankers[z.gezin or ""],
        lambda z, m: "heeft de broers en zussen niet, en het gezin moet bij één medewerker blijven",
    ),
)


def spreekt_niet(zaak: Zaak, medewerker: Medewerker) -> bool:
    return zaak.taal is not None and zaak.taal not in medewerker.talen


def werkt_elders(zaak: Zaak, medewerker: Medewerker) -> bool:
    return zaak.wijk is not None and bool(medewerker.wijken) and zaak.wijk not in medewerker.wijken
