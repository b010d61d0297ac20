"""Notices of a mail provider as JSON: Amazon SES through SNS."""

from __future__ import annotations

import json

from bot.mail.parse.news import Delivery
from bot.mail.parse.parsed import Verdict
from bot.mail.parse.permanence import decisive_code, permanence
from bot.mail.parse.words import plain


def notified(text: str) -> Delivery | None:
    """A provider's notice as JSON (Amazon SES through SNS: `notificationType`)."""
    start = text.find("{")
    if start < 0 or "notificationType" not in text:
        return None
    try:
        notice, _ = json.JSONDecoder(strict=False).raw_decode(text[start:])
    except (ValueError, RecursionError):
        return None
    if isinstance(notice, dict) and isinstance(notice.get("Message"), str):
        return notified(notice["Message"])
    if not isinstance(notice, dict):
        return None
    match str(notice.get("notificationType", "")).lower():
        case "complaint":
            return Delivery(Verdict.COMPLAINT, ("a complaint, by notice of the provider",))
        case "delivery":
            return Delivery(Verdict.DELIVERED, ("delivered, by notice of the provider",))
        case "bounce":
            return _noticed_bounce(json.dumps(notice["bounce"])[:50_000] if "bounce" in notice else "")
    return None


def _noticed_bounce(said: str) -> Delivery:
    words = plain(said)
    verdict, sign = permanence(words, "", "")
    if '"bouncetype": "transient"' in words:
        verdict = Verdict.BOUNCE_TEMPORARY
    return Delivery(verdict, ("could not be delivered, by notice of the provider", sign), decisive_code("", "", words))
