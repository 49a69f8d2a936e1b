"""The icons: drawn here, 24 × 24, one stroke, decoration only. Meaning always stands in words beside them."""

ICONEN: dict[str, str] = {
    "huis": '<path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z"/>',
    "gezin": '<circle cx="8" cy="8" r="3"/><circle cx="16.5" cy="9" r="2.5"/>'
    '<path d="M2.5 20v-1.5a5.5 5.5 0 0 1 11 0V20M14.5 14.3a4.5 4.5 0 0 1 7 3.7v2"/>',
    "team": '<circle cx="12" cy="7.5" r="3"/><circle cx="5" cy="10" r="2"/><circle cx="19" cy="10" r="2"/>'
    '<path d="M6.5 20v-1a5.5 5.5 0 0 1 11 0v1M2 18.5a3 3 0 0 1 3-3.5M22 18.5a3 3 0 0 0-3-3.5"/>',
    "bericht": '<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>',
    "taak": '<rect x="5" y="4.5" width="14" height="16" rx="2"/><path d="M9 4.5V3h6v1.5M8.5 12.5l2.3 2.3 4.7-5"/>',
    "werkwijze": '<rect x="3" y="9" width="5.5" height="6" rx="1"/><path d="M8.5 12h3.5M17 7.5 21.5 12 17 16.5 12.5 12z"/>',
    "controle": '<path d="M12 3.5 19.5 6v6c0 4.5-3.2 7.3-7.5 8.5C7.7 19.3 4.5 16.5 4.5 12V6z"/><path d="m8.8 12 2.3 2.3 4.3-4.6"/>',
    "cijfers": '<path d="M4 20h16M6.5 20v-6M12 20V5M17.5 20v-9"/>',
    "formatie": '<path d="M12 4v16M5 20h14M4 9l3-4 3 4a3 3 0 0 1-6 0zM14 9l3-4 3 4a3 3 0 0 1-6 0zM7 5h10"/>',
    "verbeter": '<path d="m4 17 5.5-6 4 3.5L20 7M15.5 7H20v4.5"/>',
    "beheer": '<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="12" r="2"/><circle cx="17" cy="17" r="2"/>',
    "boek": '<path d="M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5v13"/>',
    "zoek": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "klok": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "let_op": '<path d="M12 4 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.3"/>',
    "stop": '<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M12 8v5M12 16v.3"/>',
    "goed": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.7 5.2-5.7"/>',
    "vink": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "kruis": '<path d="m6 6 12 12M18 6 6 18"/>',
    "weten": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.3"/>',
    "slot": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "oog": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>',
    "document": '<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M13.5 3.5V8.5h5M9 13h6M9 16.5h6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "pijl": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "terug": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "omlaag": '<path d="m6 9.5 6 6 6-6"/>',
    "omhoog": '<path d="m6 14.5 6-6 6 6"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "agenda": '<rect x="4" y="5.5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3.5v4M16 3.5v4"/>',
    "telefoon": '<path d="M6.5 3.5 10 4l1 4.5-2.2 1.7a11 11 0 0 0 5 5L15.5 13l4.5 1 .5 3.5c0 1.5-1 3-2.5 3A15 15 0 0 1 3.5 6c0-1.5 1.5-2.5 3-2.5z"/>',
    "euro": '<path d="M18 6.5A7 7 0 1 0 18 17.5M4 10.5h9M4 13.5h9"/>',
    "doel": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.5"/><circle cx="12" cy="12" r=".8"/>',
    "mens": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20.5v-1a7 7 0 0 1 14 0v1"/>',
    "afmelden": '<path d="M13.5 4.5H5.5v15h8M10 12h10.5M16.5 8l4 4-4 4"/>',
    "bewerk": '<path d="M4.5 19.5 5.5 15 15.5 5l3.5 3.5-10 10zM13.5 7l3.5 3.5"/>',
    "deel": '<circle cx="6" cy="12" r="2.5"/><circle cx="17.5" cy="6" r="2.5"/><circle cx="17.5" cy="18" r="2.5"/><path d="m8.2 10.8 7-3.6M8.2 13.2l7 3.6"/>',
    "afdruk": '<path d="M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7z"/>',
    "thee": '<path d="M4.5 9h12v5.5a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM16.5 10.5h1.5a2.5 2.5 0 0 1 0 5h-1.7M8 3.5c-.8 1 .8 2 0 3M12.5 3.5c-.8 1 .8 2 0 3"/>',
}  # fmt: skip


def icoon_svg(naam: str) -> str:
    """The drawing as inline SVG, hidden from screen readers. A name we do not have is a `KeyError`."""
    return (
        '<svg class="icoon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{ICONEN[naam]}</svg>'
    )
