"""Delivery reports (RFC 3464): what became of a letter, and the status code (RFC 3463)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.mail.parse.mime import Mail

REPORTS = (
    "message/delivery-status",
    "message/global-delivery-status",
    "text/delivery-status",
    "application/delivery-status",
)
_FIELD = re.compile(r"^[ \t]{0,3}([A-Za-z][\w-]{2,40})[ \t]*:[ \t]*(.*)$")
_FIELDS = re.compile(
    r"action|status|(?:final|original)-recipient|diagnostic-code|(?:remote|reporting)-mta|x-actual-recipient"
)
_ENHANCED = re.compile(r"(?<![\w.])([245]\.\d{1,3}\.\d{1,3})(?![\w.])")
# Only codes that are in use: a telephone number or a port is no reply code.
_SMTP = re.compile(
    r"(?<![\w.@/-])(421|43[2-4]|44[1-7]|45[0-9]|471|50[0-4]|51[0-4]|52[1356]|53[0458]|54[1-4]|55[0-9]|"
    r"57[0-9])(?=[ \t#:;\-,>]|$)",
    re.MULTILINE,
)
# RFC 3464 §2.3.3, and what programs write instead.
_ACTIONS = (
    ("undeliver", "failed"),
    ("fail", "failed"),
    ("error", "failed"),
    ("reject", "failed"),
    ("expired", "failed"),
    ("delay", "delayed"),
    ("deferred", "delayed"),
    ("deliver", "delivered"),
    ("relay", "delivered"),
    ("expand", "delivered"),
)


@dataclass(frozen=True)
class Recipient:
    """What a report says of one address. `action` is failed, delayed, delivered, or empty where it says none."""

    action: str
    status: str
    diagnostic: str


def recipients(mail: Mail) -> tuple[Recipient, ...]:
    """From the parts that are delivery reports."""
    found: list[Recipient] = []
    for part in mail.parts:
        if part.kind in REPORTS or (part.kind.startswith("application/") and "delivery-status" in part.name.lower()):
            found += in_text(part.text())
    return tuple(found)


def in_text(text: str) -> tuple[Recipient, ...]:
    """From text that is, or holds, a report: blocks of fields with blank lines between them."""
    blocks = (_fields(block) for block in re.split(r"\n[ \t]*\n", text.replace("\r", "")[:200_000]))
    told = [block for block in blocks if block.keys() & {"action", "status", "final-recipient", "original-recipient"}]
    return tuple(_recipient(block) for block in told[:500])


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in block.split("\n"):
        field = _FIELD.match(line)
        if field and (_FIELDS.fullmatch(field[1].lower()) or not line[:1].isspace()):
            last = field[1].lower()
            fields.setdefault(last, field[2].strip())
        elif last and len(fields[last]) < 5_000:
            fields[last] += " " + line.strip()
    return fields


def _recipient(block: dict[str, str]) -> Recipient:
    said = block.get("action", "").lower()
    code = re.search(r"[245]\.\d{1,3}\.\d{1,3}", block.get("status", ""))
    return Recipient(
        action=next((action for word, action in _ACTIONS if word in said), ""),
        status=code[0] if code else "",
        diagnostic=block.get("diagnostic-code", ""),
    )


def enhanced_code(text: str) -> str:
    """The first RFC 3463 code in a text that tells something (x.0.0 tells only its class); else the first."""
    codes = [code for code in _ENHANCED.findall(text[:50_000]) if not code.startswith("2")]
    return next((code for code in codes if not code.endswith(".0.0")), codes[0] if codes else "")


def smtp_code(text: str) -> str:
    """The first SMTP reply code of 4xx or 5xx (RFC 5321 §4.2)."""
    code = _SMTP.search(text[:50_000])
    return code[1] if code else ""
