"""Hours and norms as people write them."""

from __future__ import annotations

from decimal import Decimal


def getal(waarde: Decimal | int) -> str:
    """With a comma, at most two decimals, without zeros at the end: `8,5`."""
    return f"{waarde:.2f}".rstrip("0").rstrip(".").replace(".", ",")
