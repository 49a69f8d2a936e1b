"""The few words of FEEL that cells and conditions are made of: a tokenizer and a cursor, no evaluator.

There is no path from text to running code: a text is a list of the tokens below or it is refused.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .values import Value, parse_date, parse_number

MAX_TEXT = 20_000
"""Longest text of one cell or condition."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<number>-?(?:\d+(?:\.(?!\.)\d+)?|\.\d+))
      | (?P<name>[^\W\d]\w*)
      | (?P<symbol>\.\.|<=|>=|!=|[<>=()\[\],-])""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = frozenset({"true", "false", "not", "date", "and", "or", "in", "null"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `kind` is string, number, name, keyword, symbol or end."""

    kind: str
    text: str
    position: int


class Cursor:
    """Reads tokens from left to right; every refusal is a ValueError with a Dutch sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = list(_tokens(text))
        self._next = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._next]

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these symbols or keywords."""
        return self.token.kind in ("symbol", "keyword") and self.token.text in texts

    def take(self, *texts: str) -> str | None:
        """Step over the next token when it is one of `texts`."""
        return self.step().text if self.at(*texts) else None

    def step(self) -> Token:
        token = self.token
        if token.kind != "end":
            self._next += 1
        return token

    def peek_kind(self, ahead: int) -> str:
        """Text of a symbol or keyword `ahead` tokens further, else the kind of that token."""
        token = self._tokens[min(self._next + ahead, len(self._tokens) - 1)]
        return token.text if token.kind in ("symbol", "keyword") else token.kind

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise self.error(f"hier wordt {text!r} verwacht")

    def end(self) -> None:
        if self.token.kind != "end":
            raise self.error("dit hoort hier niet")

    def error(self, what: str) -> ValueError:
        """The refusal, with the place where reading stopped."""
        token = self.token
        if token.kind == "end":
            return ValueError(f"De tekst houdt te vroeg op: {what}.")
        hint = ""
        if token.kind == "name":
            hint = " Zet tekst tussen dubbele aanhalingstekens."
        elif token.text == "null":
            hint = " De waarde null wordt niet ondersteund; gebruik - als de kolom niet meetelt."
        return ValueError(f"Bij {token.text[:40]!r} (teken {token.position + 1}): {what}.{hint}")

    def literal(self) -> Value:
        """A string, number, true, false or date("…")."""
        token = self.token
        if token.kind == "string":
            self.step()
            return _unquote(token)
        if token.kind == "number":
            self.step()
            return parse_number(token.text)
        if word := self.take("true", "false"):
            return word == "true"
        if self.take("date"):
            self.expect("(")
            if self.token.kind != "string":
                raise self.error('hier wordt een datum als "2026-01-31" verwacht')
            day = parse_date(_unquote(self.step()))
            self.expect(")")
            return day
        raise self.error("hier wordt een waarde verwacht")


def _tokens(text: str) -> Iterable[Token]:
    if len(text) > MAX_TEXT:
        raise ValueError(f"De tekst is langer dan {MAX_TEXT} tekens; splits de regel.")
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            what = (
                "een aanhalingsteken dat niet gesloten wordt" if text[position] == '"' else "een vreemd teken"
            )
            raise ValueError(f"Bij {text[position : position + 10]!r} (teken {position + 1}) staat {what}.")
        kind = match.lastgroup or ""
        if kind != "space":
            word = match.group()
            yield Token("keyword" if kind == "name" and word in _KEYWORDS else kind, word, position)
        position = match.end()
    yield Token("end", "", len(text))


def _unquote(token: Token) -> str:
    try:
        text = json.loads(token.text, strict=False)
    except ValueError:
        raise ValueError(f"In {token.text[:40]} staat een onbekende code na een backslash.") from None
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"In {token.text[:40]!r} staat een half teken. Typ het teken opnieuw.")
    return str(text)
