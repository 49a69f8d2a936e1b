"""Background work of messages: sending what was stored."""

from __future__ import annotations

from eenplan.kern.jobs import op_achtergrond


@op_achtergrond("berichten.bezorg")
def bezorg_bericht(*, bericht_id: int) -> None:
    """Put one stored message in the outbox; a message that is sent already is left alone."""
    from eenplan.berichten import actions
    from eenplan.berichten.models import Bericht
    from eenplan.kern.actions import vergrendel

    bericht: Bericht = vergrendel(Bericht, bericht_id)
    if bericht.status == "klaar":
        actions.bezorg(bericht=bericht, door=None)
