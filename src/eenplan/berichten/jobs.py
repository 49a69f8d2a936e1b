"""Background work of messages: the rounds of the post.

A round is asked for by whoever leaves something to send, and comes by itself every few seconds besides, for what the
courier brings and for what a crash left. What must be done stands in the tables, never in the job.
"""

from __future__ import annotations

from eenplan.kern.jobs import app

ELKE = "* * * * * */10"  # every ten seconds


@app.task(name="berichten.postronde")
def postronde(*, organisatie_id: int) -> None:
    """One organisation, until nothing is left to do."""
    from eenplan.berichten.post import ronde
    from eenplan.organisatie.models import Organisatie

    ronde(Organisatie.objects.get(pk=organisatie_id))


@app.periodic(cron=ELKE)
@app.task(name="berichten.postrondes", queueing_lock="berichten.postrondes")
def postrondes(timestamp: int) -> None:
    """All organisations that exchange messages: municipalities."""
    from eenplan.berichten.post import ronde
    from eenplan.organisatie.models import Organisatie

    for organisatie in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE):
        ronde(organisatie)
