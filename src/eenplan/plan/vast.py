"""What was settled stays: walls in the database itself, for code that forgets to ask.

`eigen()` guards a row with a `vastgesteld_op` of its own; `onder(tabel, fk)` guards rows that belong to
one. Columns in `wel` may still be filled afterwards.
"""

from __future__ import annotations

import pgtrigger

ZIN = "Wat is vastgesteld verandert niet meer."


def eigen(*, wel: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Refuse change and deletion of a settled row."""
    return _guard("OLD.vastgesteld_op IS NOT NULL", wel)


def onder(tabel: str, fk: str, *, wel: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Refuse change and deletion of a row whose parent in `tabel` was settled."""
    return _guard(f'EXISTS (SELECT 1 FROM "{tabel}" WHERE id = OLD.{fk} AND vastgesteld_op IS NOT NULL)', wel)


def _guard(vast: str, wel: tuple[str, ...]) -> list[pgtrigger.Trigger]:
    func = f"IF {vast} THEN RAISE EXCEPTION '{ZIN}'; END IF; RETURN COALESCE(NEW, OLD);"
    return [
        pgtrigger.Trigger(
            name="vast_wijzigen",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(exclude=list(wel)),
            func=func,
        ),
        pgtrigger.Trigger(name="vast_weghalen", when=pgtrigger.Before, operation=pgtrigger.Delete, func=func),
    ]
