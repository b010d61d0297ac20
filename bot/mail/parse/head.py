"""The header of a mail or of one of its parts, read from raw bytes without ever raising.

The standard library's parser recurses, and raises on some real mails (MAIL-NOTES §2.6); this one is a loop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import collapse_rfc2231_value, decode_rfc2231

from bot.mail.parse.decode import decode_bytes, decode_words

MOST_FIELDS = 2_000
LARGEST_HEAD = 500_000
LONGEST_FIELD = 60_000

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_PARAMETER = re.compile(r";\s*([\w*.'-]{1,60})\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;\s]*)")


@dataclass(frozen=True)
class Head:
    """Field names in lower case, values unfolded, in their order."""

    fields: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for field, value in self.fields if field == name)

    def raw(self, name: str) -> str:
        """The first such field as it stands; empty where there is none."""
        return next((value for field, value in self.fields if field == name), "")

    def text(self, name: str) -> str:
        """The first such field with its encoded words (RFC 2047) read."""
        return " ".join(decode_words(self.raw(name)).split())

    def has(self, name: str) -> bool:
        return any(field == name for field, _ in self.fields)

    @property
    def kind(self) -> str:
        """The media type, lower case; text/plain where it is absent or broken (RFC 2045 §5.2)."""
        kind = self.raw("content-type").split(";")[0].strip().lower()
        return kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "text/plain"

    def parameter(self, field: str, name: str) -> str:
        """One parameter of a structured field, with the continuations and charsets of RFC 2231."""
        pieces: list[tuple[str, str]] = []
        for key, value in _PARAMETER.findall(";" + self.raw(field)[:4_000].partition(";")[2]):
            plain = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
            if key.lower() == name:
                return decode_words(plain)
            if key.lower().split("*")[0] == name:
                pieces.append((key.lower(), plain))
        return _joined(pieces)


def _joined(pieces: list[tuple[str, str]]) -> str:
    joined = "".join(value for _, value in sorted(pieces))
    if not any(key.endswith("*") for key, _ in pieces):
        return joined
    try:
        return collapse_rfc2231_value(decode_rfc2231(joined))
    except (ValueError, LookupError):
        return joined


def split_head(raw: bytes) -> tuple[Head, bytes]:
    """The header and what follows it. A line that is no field ends the header, as if the blank line were missing."""
    raw = raw.lstrip(b"\xef\xbb\xbf\r\n")
    lines: list[tuple[bytes, bytes]] = []
    at = 0
    while at < min(len(raw), LARGEST_HEAD) and len(lines) < MOST_FIELDS:
        end = raw.find(b"\n", at)
        end = len(raw) if end < 0 else end + 1
        line = raw[at:end].rstrip(b"\r\n")
        if not line.strip():
            at = end
            break
        if line[:1] in b" \t" and lines:
            name, value = lines[-1]
            if len(value) < LONGEST_FIELD:
                lines[-1] = (name, value + b" " + line.strip())
        elif field := _FIELD.match(line):
            lines.append((field[1].lower(), field[2].strip()[:LONGEST_FIELD]))
        elif not (line.startswith((b"From ", b">From ")) or (line[:1] in b" \t" and not lines)):
            break
        at = end
    return Head(tuple((name.decode("ascii"), decode_bytes(value)) for name, value in lines)), raw[at:]
