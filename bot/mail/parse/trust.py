"""May a mail's sender be believed? Only by the topmost Authentication-Results header (RFC 8601), of our own server."""

from __future__ import annotations

import re

# Google Calendar answers for people of any domain, and signs as itself (MAIL-NOTES §1.2); nobody else can sign so.
_GOOGLE_CALENDAR = "google.com"
_RESULT = re.compile(r"^\s*(dmarc|dkim)\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE | re.DOTALL)
DEEPEST_COMMENT = 5
_COMMENT = re.compile(r"\([^()]*\)")


def passes(authentication: str | None, authserv_id: str, domain: str) -> bool:
    """Whether our server found that the mail is of `domain` (or of Google's calendar). Unreadable is False."""
    if not authentication or not authserv_id or not domain or len(authentication) > 10_000:
        return False
    clean = authentication
    for _ in range(DEEPEST_COMMENT):
        clean = _COMMENT.sub(" ", clean)
    if '"' in clean or "(" in clean or ")" in clean:
        return False
    first, *results = clean.split(";")
    if (first.split() or [""])[0].lower() != authserv_id.lower():
        return False
    return any(_says(result, domain.lower()) for result in results)


def _says(result: str, domain: str) -> bool:
    found = _RESULT.match(result)
    if not found or found[2].lower() != "pass":
        return False
    if found[1].lower() == "dmarc":
        return _property(found[3], "header.from") == domain
    signed = _property(found[3], "header.d") or _property(found[3], "header.i").rpartition("@")[2]
    return bool(signed) and (_aligned(signed, domain) or signed == _GOOGLE_CALENDAR)


def _property(rest: str, name: str) -> str:
    found = re.findall(rf"(?<![\w.]){re.escape(name)}\s*=\s*([^\s;]+)", rest, re.IGNORECASE)
    return str(found[0]).lower().rstrip(".") if len(found) == 1 else ""


def _aligned(signed: str, domain: str) -> bool:
    """The domain itself, or one that it is under (RFC 7489 §3.1.1); a bare ending such as "uk" or "gov.uk" is none."""
    if signed == domain:
        return True
    return domain.endswith("." + signed) and signed.count(".") >= 1 and not _SHARED.fullmatch(signed)


_SHARED = re.compile(
    r"(?:gov|nhs|org|co|ac|ltd|plc|police|mod|sch|parliament)\.uk|nhs\.net|com\.au|co\.nz|gov\.(?:scot|wales)"
)
