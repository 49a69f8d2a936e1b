"""What can be calculated. Loaded only where that is done: `formatie` brings a compiler along."""

from eenplan.caseload import scenario, verdelen

__all__ = ["scenario", "verdelen"]
