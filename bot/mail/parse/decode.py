"""From the bytes of a mail to text: transfer encodings, charsets, encoded words. Nothing here raises."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re

_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([bq])\?([^?]{0,4000})\?=", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def decode_bytes(data: bytes, charset: str = "") -> str:
    """The declared charset, else UTF-8 (or UTF-16 by its mark), else Windows-1252, never failing (MAIL-NOTES §2.7)."""
    marked = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for name in ("utf-16" if marked else charset.strip("'\" "), "utf-8"):
        try:
            text = data.decode(_ALIASES.get(name.lower(), name)) if name else None
        except (LookupError, ValueError):
            continue
        if isinstance(text, str):
            return text.replace("\0", "").removeprefix("\ufeff")
    return data.decode("cp1252", "replace").replace("\0", "")


# What was declared and what was written: the wider sets contain the declared ones.
_ALIASES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "gb2312": "gb18030"}


def decode_words(text: str) -> str:
    """Encoded words (RFC 2047), also where a client split a character between two of them."""
    pieces: list[tuple[str, bytes]] = []
    out: list[str] = []
    at = 0
    for word in _WORD.finditer(_BETWEEN_WORDS.sub(r"\1", text)):
        before = word.string[at : word.start()]
        if before:
            out.append(_flush(pieces) + before)
        pieces.append((word[1].lower(), _word_bytes(word[2].lower(), word[3])))
        at = word.end()
    return "".join(out) + _flush(pieces) + _BETWEEN_WORDS.sub(r"\1", text)[at:]


def _flush(pieces: list[tuple[str, bytes]]) -> str:
    out, run = "", b""
    for index, (charset, data) in enumerate(pieces):
        run += data
        if index + 1 == len(pieces) or pieces[index + 1][0] != charset:
            out, run = out + decode_bytes(run, charset), b""
    pieces.clear()
    return out


def _word_bytes(encoding: str, body: str) -> bytes:
    data = body.encode("utf-8", "replace")
    if encoding == "b":
        return decode_base64(data)
    return quopri.decodestring(data.replace(b"_", b" "))


def decode_base64(data: bytes) -> bytes:
    """As much as can be read: strangers inside and missing padding are what mail programs send."""
    clean = _NOT_BASE64.sub(b"", data)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return base64.b64decode(clean + b"=" * (-len(clean) % 4))


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding; an unknown one is left as it is."""
    match encoding.strip().lower():
        case "base64":
            return decode_base64(data)
        case "quoted-printable":
            return quopri.decodestring(data)
        case "x-uuencode" | "uuencode" | "x-uue":
            return _uudecode(data)
        case _:
            return data


def _uudecode(data: bytes) -> bytes:
    out = b""
    for line in data.partition(b"begin ")[2].splitlines()[1:]:
        if line.strip() in (b"end", b"`"):
            break
        try:
            out += binascii.a2b_uu(line)
        except (binascii.Error, ValueError):
            continue
    return out
