"""The one error that this library raises."""


class TermijnFout(ValueError):
    """Input that no term can be computed from.

    The message is a Dutch sentence for the person who typed the input: what is wrong, where, and how to
    mend it. It can be shown as it is.
    """
