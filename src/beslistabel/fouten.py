"""Everything that can be wrong, as exceptions whose text is a Dutch sentence for the user."""


class BeslistabelFout(ValueError):
    """Base of all errors of this library; ``str(error)`` may be shown on screen as it is."""


class TabelFout(BeslistabelFout):
    """The file or the table itself is not usable: bad XML, unknown hit policy, wrong number of cells."""


class CelFout(TabelFout):
    """One cell holds something that is not a supported test or literal."""


class InvoerFout(BeslistabelFout):
    """The case is not usable: an input is missing, has the wrong type or is not an allowed value."""


class GeenRegel(BeslistabelFout):
    """No rule hit and the table has no default output: the table has a gap here."""


class MeerdereRegels(BeslistabelFout):
    """More rules hit than the hit policy allows, or they contradict each other."""


class VoorwaardeFout(BeslistabelFout):
    """A condition on a flow is not a plain comparison, or a variable it needs is missing."""
