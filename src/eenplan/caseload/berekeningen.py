"""What can be calculated. Loaded only where that is done: `formatie` brings a compiler along."""

from eenplan.caseload import verdelen

__all__ = ["verdelen"]
