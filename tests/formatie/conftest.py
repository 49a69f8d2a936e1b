"""`from klassiek import …` works in these tests, without this folder on the import path (it would stand before formatie)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_spec = importlib.util.spec_from_file_location("klassiek", Path(__file__).with_name("klassiek.py"))
assert _spec and _spec.loader
_module = sys.modules["klassiek"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
