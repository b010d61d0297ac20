"""What a person would read of a mail: its text, and the names of what is attached."""

from __future__ import annotations

import re

from bot.mail.parse.markup import to_text
from bot.mail.parse.mime import LARGEST_TEXT, Mail, Part

LONGEST = 20_000
_TEXTUAL = ("text/plain", "text/html", "text/enriched")
_STUB = re.compile(
    r"html[- ](?:only|e-?mail|mail|message|version|format)|(?:support|read|view|display)[^.]{0,40}\bhtml\b"
    r"|modern e-?mail client|without mime support|view (?:it|this (?:e-?mail|message)) in (?:your|a) browser",
    re.IGNORECASE,
)


def readable(mail: Mail) -> str:
    """text/plain, unless it is empty or only says that the mail is HTML: then the HTML as text."""
    shown = [part for part in mail.parts if part.kind in _TEXTUAL and not (part.attached and part.name)]
    plain = _joined([part for part in shown if part.kind != "text/html"])
    if plain and not (len(plain) < 500 and _STUB.search(plain)):
        return plain
    return to_text(_joined([part for part in shown if part.kind == "text/html"])).strip() or plain


def _joined(parts: list[Part]) -> str:
    """Their texts one under the other, as far as the limit for one text goes."""
    texts: list[str] = []
    for part in parts:
        if sum(len(text) for text in texts) < LARGEST_TEXT:
            texts.append(part.text())
    return "\n".join(texts).strip()


def first_readable(mail: Mail) -> str:
    """The first part that people read: of a report, what the machine says before the technical parts."""
    for part in mail.parts:
        if part.kind in ("text/plain", "text/html") and not part.attached:
            text = part.text().strip()
            text = to_text(text) if part.kind == "text/html" else text
            if text and not _STUB.search(text[:300]):
                return text
    return readable(mail)


def enclosed(mail: Mail) -> tuple[Part, ...]:
    """Mails, or headers of mails, that this one brings back or passes on."""
    kinds = (
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global-headers",
    )
    return tuple(part for part in mail.parts if part.kind in kinds)


def attachment_names(mail: Mail) -> tuple[str, ...]:
    """Names only, at most 50: nothing that came in is opened."""
    names = (part.name.replace("\n", " ").strip() for part in mail.parts)
    return tuple(name[:200] for name in names if name)[:50]
