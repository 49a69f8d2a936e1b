"""The frame of every write: one transaction, one name in the history, one Gebeurtenis.

    @actie
    def sluit_dossier(*, dossier: Dossier, reden: str, door: Medewerker) -> Dossier:
        ...
        leg_vast(soort="dossier.gesloten", door=door, dossier=dossier, over=dossier, tekst=..., waarom=reden)

An action that calls another one is one act: both leave their line, in the same transaction.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from eenplan.kern import opslag
from eenplan.kern.context import huidige_organisatie_id
from eenplan.kern.fouten import Geweigerd, NietGevonden, VerouderdeVersie
from eenplan.kern.historie import in_naam_van
from eenplan.kern.models import Gebeurtenis, Versieerbaar
from eenplan.kern.slot import haal_en_vergrendel
from eenplan.kern.tijd import nu

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V", bound=Versieerbaar)

# What the running action leaves; written when the outermost one ends, in its transaction, with one question.
_vastgelegd: ContextVar[list[Gebeurtenis] | None] = ContextVar("vastgelegd", default=None)


def actie(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator of a write function: keyword-only arguments, among them `door` (None = the system).

    Opens a transaction, names the action in the change history, and refuses to end without a
    Gebeurtenis: a write that leaves no trace is a fault in our code (`RuntimeError`).
    """
    _demand_keyword_only(function)
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outermost = _vastgelegd.get() is None
        token = _vastgelegd.set([]) if outermost else None
        try:
            with (
                opslag.ongedaan_bij_fout(),
                transaction.atomic(savepoint=outermost),  # an inner action stands or falls with the outer one
                in_naam_van(**_history_context(name, kwargs)),
            ):
                result = function(*args, **kwargs)
                if outermost:
                    _schrijf_alles_vast(name)
                return result
        finally:
            if token is not None:
                _vastgelegd.reset(token)

    return run


def leg_vast(
    *,
    soort: str,
    door: Medewerker | None,
    over: models.Model,
    tekst: str,
    dossier: Any = None,
    waarom: str = "",
    proces: Any = None,
    gegevens: dict[str, Any] | None = None,
) -> None:
    """Leave the one line that timeline, notices and signals read. `tekst` is Dutch, for people; `dossier` is a Dossier
    or its key.

    Within an action it is written when the outermost one ends: together with the act, or not at all.
    """
    organisatie_id: Any = getattr(over, "organisatie_id", None) or huidige_organisatie_id()
    gebeurtenis = Gebeurtenis(
        organisatie_id=organisatie_id,
        tijdstip=nu(),
        soort=soort,
        medewerker=door,
        dossier_id=dossier if isinstance(dossier, int) else getattr(dossier, "pk", None),
        over_soort=over._meta.label_lower,
        over_id=over.pk,
        tekst=tekst[:400],
        waarom=waarom,
        proces_id=getattr(proces, "pk", None),
        gegevens=gegevens or {},
    )
    noted = _vastgelegd.get()
    if noted is None:
        gebeurtenis.save()
    else:
        noted.append(gebeurtenis)


def schrijf_vast() -> None:
    """Write now what the running action left so far: for who reads the timeline within an action. Else nothing."""
    Gebeurtenis.objects.bulk_create(rij for rij in _vastgelegd.get() or () if rij.pk is None)


def _schrijf_alles_vast(name: str) -> None:
    if not _vastgelegd.get():
        raise RuntimeError(f"{name} schreef zonder Gebeurtenis: roep leg_vast aan.")
    schrijf_vast()


def vergrendel(model: type[models.Model], sleutel: Any, *, veld: str = "") -> Any:
    """The row, locked until the transaction ends; `NietGevonden` when it is not there (any more).

    `sleutel` is its primary key, or the value of `veld` where that is unique.
    """
    rij = haal_en_vergrendel(model, sleutel, veld)
    if rij is None:
        raise NietGevonden(f"{str(model._meta.verbose_name).capitalize()} niet gevonden.")
    return rij


def keur(instance: models.Model, *, zonder: Iterable[str] = ()) -> None:
    """Check the row against the rules of its model; the first one broken becomes `Geweigerd` at its field.

    Relations and `zonder` are left out: what an action was handed exists already. Constraints of the
    table are checked too, so that the database's own refusal never reaches a person. A constraint on more
    fields names the one to mend as its `violation_error_code`.
    """
    relaties = [veld.name for veld in instance._meta.concrete_fields if veld.is_relation and not veld.unique]
    try:
        instance.full_clean(exclude={*relaties, *zonder}, validate_constraints=False)
        instance.validate_constraints(exclude=set(zonder))
    except ValidationError as fout:
        waar, (eerste, *_) = next(iter(fout.error_dict.items()))
        waar = str(eerste.code) if waar == NON_FIELD_ERRORS else waar
        velden = {veld.name for veld in instance._meta.concrete_fields}
        raise Geweigerd(eerste.messages[0], veld=waar if waar in velden else None) from None


def bewaar_versie(instance: V, gelezen_versie: int, **velden: Any) -> V:
    """Save `velden` on the row if nobody saved since `gelezen_versie`; else `VerouderdeVersie`."""
    huidig = vergrendel(type(instance), instance.pk)
    if huidig.versie != gelezen_versie:
        raise VerouderdeVersie(huidig)
    for name, value in velden.items():
        setattr(huidig, name, value)
    huidig.versie += 1
    keur(huidig)
    huidig.save(update_fields=[*velden, "versie"])
    for name in [*velden, "versie"]:
        setattr(instance, name, getattr(huidig, name))
    return huidig


def _demand_keyword_only(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if "door" not in parameters or any(
        p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters.values()
    ):
        raise TypeError(f"{function.__qualname__}: een actie heeft alleen benoemde argumenten, met `door`.")


def _history_context(name: str, kwargs: dict[str, Any]) -> dict[str, Any]:
    door, proces = kwargs.get("door"), kwargs.get("proces")
    context: dict[str, Any] = {"actie": name}
    if door is not None:
        context["medewerker"] = door.pk
    if proces is not None:
        context["proces"] = proces.pk
    return context
