"""Background work of caseload: one calculation at a time, in a queue of its own so that letters and messages do not wait."""

from __future__ import annotations

from eenplan.kern.jobs import app

RIJ = "rekenen"


@app.task(name="caseload.reken", queue=RIJ)
def reken(*, organisatie_id: int, rekening_id: int) -> None:
    """Work out what was asked. What it needs stands in the tables."""
    from eenplan.caseload import berekeningen  # noqa: F401  registers what can be calculated
    from eenplan.caseload.rekenen import voer_uit

    voer_uit(organisatie_id, rekening_id)
