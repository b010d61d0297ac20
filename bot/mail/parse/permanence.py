"""Is a failure for good, or may a later try work? And does it say that nobody has this address?

A code of RFC 3463 decides where there is one: 5 for good, 4 not. Only without a code do the words.
"""

from __future__ import annotations

from bot.mail.parse.bounce_words import BODY
from bot.mail.parse.parsed import Verdict
from bot.mail.parse.reasons import FOR_GOOD, FOR_NOW, NOBODY, OTHER_CAUSE
from bot.mail.parse.status import enhanced_code, smtp_code

_NOBODY_CODES = ("5.1.1", "5.1.6", "5.1.10")


def permanence(words: str, status: str, diagnostic: str, titled: bool = False) -> tuple[Verdict, str]:
    """The verdict for a delivery that was given up, and the sign. Words and diagnostic in lower case.

    `titled`: the subject says that it failed.
    """
    code = decisive_code(status, diagnostic, words)
    if code:
        verdict = Verdict.BOUNCE_TEMPORARY if code.startswith("4") else Verdict.BOUNCE_PERMANENT
        return verdict, f"status {code}"
    for pattern, verdict in ((FOR_NOW, Verdict.BOUNCE_TEMPORARY), (FOR_GOOD, Verdict.BOUNCE_PERMANENT)):
        if sign := pattern.search(words):
            return verdict, f"it says “{sign[0][:60]}”"
    if titled or "permanent" in words or BODY.search(words):
        return Verdict.BOUNCE_PERMANENT, "it was given up, without a reason that might pass"
    return Verdict.BOUNCE_UNSPECIFIED, "it does not say whether a later try may work"


def decisive_code(status: str, diagnostic: str, words: str) -> str:
    """The code to go by: one that tells more than its class, else the SMTP reply of the server, else the bare one."""
    if status and not status.endswith(".0.0"):
        return status
    said = enhanced_code(diagnostic) or smtp_code(diagnostic) or status
    return said or enhanced_code(words) or smtp_code(words)


def nobody_there(words: str, status: str) -> bool:
    """The report says that there is no such address. Right in about two of three cases (MAIL-NOTES §2.1)."""
    if OTHER_CAUSE.search(words):
        return False
    return status in _NOBODY_CODES or (not status.startswith("4") and bool(NOBODY.search(words)))
