"""Secrets in rows: encrypted with AES-GCM under a named key, found through a keyed hash.

A stolen dump tells nothing. Keys stand in `var/sleutels.json` (made at first start, mode 0600) or
in `EENPLAN_SLEUTELS` with the same content: `{"actief": "k1", "sleutels": {"k1": "<base64>"}}`.
To change keys, add one and point `actief` at it: old rows stay readable by their key id. `k1` stays
for ever: hashes, sessions and the application's database password are derived from it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from eenplan.kern import paden

EERSTE = "k1"
NONCE = 12  # bytes, the length AES-GCM is specified for


def encrypt(data: bytes, *, context: bytes = b"") -> bytes:
    """`key id ':' nonce ciphertext`; `context` must be given again to decrypt."""
    actief, keys = _keys()
    nonce = os.urandom(NONCE)
    return actief.encode() + b":" + nonce + AESGCM(keys[actief]).encrypt(nonce, data, context)


def decrypt(data: bytes, *, context: bytes = b"") -> bytes:
    """The plain bytes; `ValueError` when the key is unknown or the bytes were changed."""
    key_id, _, rest = bytes(data).partition(b":")
    _, keys = _keys()
    try:
        return AESGCM(keys[key_id.decode()]).decrypt(rest[:NONCE], rest[NONCE:], context)
    except (KeyError, InvalidTag, ValueError) as error:
        raise ValueError(
            "Dit gegeven is niet te ontsleutelen: sleutel onbekend of inhoud veranderd."
        ) from error


def vingerafdruk(text: str) -> str:
    """A keyed hash (HMAC-SHA-256, hex) of `text`: equal texts are found, the text is not."""
    return hmac.new(afgeleide_sleutel("vingerafdruk"), text.encode(), hashlib.sha256).hexdigest()


def afgeleide_sleutel(doel: str) -> bytes:
    """32 bytes for one purpose, derived from `k1` so that a new key changes no hashes."""
    _, keys = _keys()
    return hmac.new(keys[EERSTE], doel.encode(), hashlib.sha256).digest()


class VersleuteldVeld(models.BinaryField):
    """A text that stands encrypted in its column; empty text is stored as no bytes at all."""

    description = "Versleutelde tekst"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return decrypt(value).decode() if value else ""

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return encrypt(value.encode()) if value else b""
        if value:
            raise TypeError("Geef een versleuteld veld tekst: bytes zouden onversleuteld worden opgeslagen.")
        return super().get_prep_value(value)

    def to_python(self, value: Any) -> Any:
        return value


@cache
def _keys() -> tuple[str, dict[str, bytes]]:
    text = os.environ.get("EENPLAN_SLEUTELS")
    if text is None:
        try:
            text = _key_file().read_text()
        except PermissionError:
            raise ImproperlyConfigured(
                f"Het sleutelbestand {paden.VAR / 'sleutels.json'} is van een andere gebruiker. Start Eenplan als "
                "die gebruiker, of kies een eigen map met EENPLAN_VAR=/pad/naar/map."
            ) from None
    try:
        content = json.loads(text)
        keys = {name: base64.b64decode(value, validate=True) for name, value in content["sleutels"].items()}
        actief = content["actief"]
        if actief not in keys or any(len(key) != 32 for key in keys.values()):
            raise ValueError("sleutel ontbreekt of is geen 32 bytes")
        if EERSTE not in keys:
            raise ValueError(f"sleutel {EERSTE} ontbreekt; die blijft nodig, ook na een nieuwe sleutel")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ImproperlyConfigured(
            f"De sleutels (EENPLAN_SLEUTELS of var/sleutels.json) zijn onleesbaar: {error}. "
            "Zet de reservekopie van het sleutelbestand terug."
        ) from error
    return actief, keys


def _key_file() -> Any:
    file = paden.VAR / "sleutels.json"
    if not file.exists():
        paden.var()
        content = {"actief": "k1", "sleutels": {"k1": base64.b64encode(os.urandom(32)).decode()}}
        voorlopig = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(voorlopig, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            json.dump(content, handle)
        try:
            os.link(voorlopig, file)  # the first process wins, the others read its keys
        except FileExistsError:
            pass
        finally:
            voorlopig.unlink()
    return file
