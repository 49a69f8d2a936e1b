"""Many families: the ones that walked through the actions are copied within the database.

Every copy is a family of its own: new numbers, names, BSNs and addresses, all dates moved by the same whole weeks, a
regisseur and team of its own. Constraints, triggers and row-level security stay on, so the change history of a copy
exists too; it begins on the day of the load, in the state of that day. Letters and messages are not copied, because
their encrypted content names a family: only families without them are copied, so that nothing hangs in the air.
"""

from __future__ import annotations

from eenplan.demo.bulk.verloop import vermenigvuldig

__all__ = ["vermenigvuldig"]
