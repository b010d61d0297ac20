"""What a host may write about a session before it is called, and what they are told before they say yes."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.rules.errors import Refused
from bot.rules.saying import say_date
from bot.rules.session import LONGEST, SHORTEST
from bot.rules.terms import Terms
from bot.rules.wording import NEVER, plural
from bot.rules.workingdays import next_office_hour

TITLE_LIMIT, PLACE_LIMIT, LINK_LIMIT, ACCESS_LIMIT = 100, 100, 300, 200
"""A Discord event takes a title and a place of 100 characters."""

ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Announcement:
    """The words on the door: what the session is called, where it is, how to join from afar, what the place offers."""

    title: str
    place: str | None = None
    link: str | None = None
    access: str | None = None


def worded(title: str, place: str | None, link: str | None, access: str | None = None) -> Announcement:
    """One line each, within its limits; refuses what the forum does not publish (RECORD-RULES §6)."""
    title, place, link, access = (" ".join((text or "").split()) for text in (title, place, link, access))
    if not title:
        raise Refused("Please give the session a title, like “Respite that works”.")
    for what, text, most in (
        ("title", title, TITLE_LIMIT),
        ("place", place, PLACE_LIMIT),
        ("link", link, LINK_LIMIT),
        ("line about access", access, ACCESS_LIMIT),
    ):
        if len(text) > most:
            raise Refused(f"That {what} has {len(text):,} characters. Shorten it to {most}.")
        if what != "link" and (word := unpublishable(text)):
            raise Refused(f"Please leave “{word}” out of the {what}: what the forum publishes does not judge anybody.")
    if link and not _is_web_address(link):
        raise Refused("That link cannot be opened. Paste the whole address, beginning with https://")
    return Announcement(title, place or None, link or None, access or None)


def length(minutes: int) -> int:
    """How long a session may last; the same bounds as `bot.rules.session`, before a time is reckoned with it."""
    if not SHORTEST // ONE_MINUTE <= minutes <= LONGEST // ONE_MINUTE:
        raise Refused("A session lasts between 15 minutes and 12 hours. Type its length in minutes, like 90.")
    return minutes


def unpublishable(text: str) -> str | None:
    """The first word in it that a host may not publish."""
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, NEVER))})\b", text, re.IGNORECASE)
    return found[0] if found else None


def cautions(starts: datetime, terms: Terms, now: datetime) -> list[str]:
    """What a host should know before they call a session for that time: each a whole sentence."""
    day, found = terms.day(starts), []
    if day in terms.closed:
        found.append(f"{say_date(day)} is a public holiday: offices are closed.")
    if any(pause.organisation is None and pause.first <= day <= pause.last for pause in terms.pauses):
        found.append(f"{say_date(day)} is within a pause: the time to reply stands still for every body.")
    leaves = terms.day(next_office_hour(now, terms.policy, terms.closed))
    needed = terms.policy.fair_notice
    if terms.after(leaves, needed) > day:
        left = terms.between(leaves, day)
        found.append(
            f"There {'is' if left == 1 else 'are'} {plural(left, 'working day')} left until then, and fair notice is "
            f"{needed}: invitations sent now would be short notice and never counted."
        )
    return found


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and " " not in link
    except ValueError:
        return False
