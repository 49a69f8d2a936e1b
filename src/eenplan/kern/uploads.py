"""Uploads stop where they become too large; the rest of the form survives.

A file above the limit is dropped while it streams in, its field is remembered, and the form says so
next to it. What was typed in the other fields stays.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MAX_DOCUMENT = 25 * 1024 * 1024  # bytes; the limit that iJw and most mail servers use too
MAX_VERZOEK = 200 * 1024 * 1024


class BegrensdeUpload(FileUploadHandler):
    """First in the row of handlers: counts what passes, lets nothing larger than the limit by."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        if content_length > MAX_VERZOEK:
            raise RequestDataTooBig("Het verzoek is te groot.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > MAX_DOCUMENT:
            assert self.request is not None
            te_groot: set[str | None] = getattr(self.request, "te_groot", set())
            self.request.te_groot = te_groot | {self.field_name}  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def te_groot_geweest(request: Any, veld: str) -> str | None:
    """The Dutch sentence when the file of this field was too large, else None."""
    if veld in getattr(request, "te_groot", ()):
        return f"Dit bestand is groter dan {MAX_DOCUMENT // 1024 // 1024} MB. Maak het kleiner of splits het."
    return None
