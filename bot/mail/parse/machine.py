"""Signs that a mail server, not a person, wrote. Each is said in words, because a host reads them."""

from __future__ import annotations

import re

from bot.mail.parse.head import Head
from bot.mail.parse.letterhead import display_name, one_address

# Also answers to it that a person wrote: "Re: Undeliverable: …" is a person's subject.
PASSED_ON = re.compile(
    r"^\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|fwd?|aw|wg|sv|vs|rv|tr|antw|odp|atb|i|r|ynt|回复|转发|答复|返信|"
    r"転送)\s*(?:\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)
_SERVER_ADDRESS = re.compile(
    r"^(?:[\w.+=-]*mailer[-_. ]?daemon[\w.+=-]*|post[-_]?master[\w.+=\\-]*|mail[-_.]?daemon|m?daemon|"
    r"mail[-_.]?delivery[\w.+-]*"
    r"|mail[-_.]?router|(?:fetchmail|mta)-?daemon|listserv|majordomo|mail-?marshal|mail-?gateway|mail-?filter|"
    r"mailsystem|"
    r"mail-?administrator|mail-?server|double-bounce|microsoftexchange[0-9a-f]{16,}|inetgw\d*|"
    r"smtp-?gateway|ndr)(?:@|$)",
    re.IGNORECASE,
)
_SERVER_NAME = re.compile(
    r"mail(?:er)?[-. ]?(?:deliver|daemon)|postmaster|mail administrator|system administrator|microsoft outlook$"
    r"|microsoft exchange|delivery (?:sub)?system|internet mail delivery|mail system|complain-to|mail server at|"
    r"mail[- ]?router|x\.400 gateway|antigen|mail(?:scanner|sweeper|marshal)|mimesweeper|anti-?virus|interscan|"
    r"content[- ]?filter|spam firewall",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"<\s*@?\s*>\s*$")
_UNATTENDED = re.compile(
    r"(?:(?:no|do|does)[-_.]?(?:not[-_.]?)?reply|(?:sysadmin|smtp|mta|mailer|bounces?|root)(?:@|$))", re.IGNORECASE
)
_NULL = re.compile(r"^\s*(?:<\s*>|<?mailer-daemon\b[^>]*>?|<?postmaster@[^>]*>?|<>)", re.IGNORECASE)
_FIELDS = (
    "x-failed-recipients",
    "x-mailer-daemon-recipients",
    "x-ms-exchange-message-is-ndr",
    "x-dsncontext",
    "x-postfix-queue-id",
    "x-dsn-mailbox",
)


def server_sender(head: Head) -> str:
    """The sign that From is a mail server; empty where it is not."""
    sender = head.raw("from")
    address = one_address(sender) or sender.strip()
    if _SERVER_ADDRESS.match(address):
        return f"from {address[:80]}"
    name = display_name(sender) or sender.strip('" ')
    if _NOBODY.search(sender):
        return f"from {sender[-60:]}"
    return f"from “{name[:60]}”" if _SERVER_NAME.search(name) else ""


def unattended(head: Head) -> bool:
    """From an address that says of itself that nobody reads its post."""
    return bool(_UNATTENDED.match(one_address(head.raw("from")) or ""))


def is_daemon(head: Head) -> bool:
    """From MAILER-DAEMON itself: no person, and no automatic answer of one, writes under that name."""
    return "mailer-daemon" in (one_address(head.raw("from")) or head.raw("from")).lower()[:200]


def empty_return_path(head: Head) -> bool:
    """The envelope sender of reports and of many automatic answers (RFC 5321 §4.5.5)."""
    return any(_NULL.match(path) for path in head.all("return-path")[:3])


def report_kind(head: Head) -> str:
    """What multipart/report says that it reports on (RFC 6522); empty for other mails."""
    if head.kind != "multipart/report":
        return ""
    return head.parameter("content-type", "report-type").lower() or "unknown"


def auto_submitted(head: Head) -> str:
    """RFC 3834 §5: auto-generated, auto-replied …; empty for "no" and where it is absent."""
    said = re.split(r"[;\s(]", head.raw("auto-submitted").strip().lower())[0]
    return "" if said in ("", "no") else said


def server_signs(head: Head) -> tuple[str, ...]:
    """Every sign in the header that a mail server wrote this."""
    signs = [server_sender(head)]
    if empty_return_path(head):
        signs.append("empty return path")
    signs += [f"header {name}" for name in _FIELDS if head.has(name)]
    if report_kind(head) in ("delivery-status", "unknown"):
        signs.append("it is a multipart/report")
    if "content-class:dsn" in head.raw("content-class").lower():
        signs.append("header Content-Class: dsn")
    return tuple(sign for sign in signs if sign)


def passed_on(subject: str) -> bool:
    """The subject begins like an answer or a forwarded mail."""
    return bool(PASSED_ON.match(subject))
