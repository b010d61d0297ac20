"""What is said of the minutes of a session, and of how the forum kept its own date."""

from datetime import date

from bot.rules import facts as f
from bot.rules.minutes import Kept, MinutesStanding
from bot.rules.saying import say_short_date
from bot.rules.terms import Terms
from bot.rules.wording.about import About, plural


def about_minutes(fact: f.MinutesPromised | f.MinutesPublished | f.MinutesCorrected, about: About) -> str:
    match fact:
        case f.MinutesPromised(due=due):
            return f"We promised the minutes of {about.session} by {say_short_date(due)}."
        case f.MinutesPublished(days_late=late):
            return f"The minutes of {about.session} were published{_late(late)}."
        case f.MinutesCorrected(version=version):
            return f"Corrected minutes of {about.session} were published (version {version}). The earlier ones stay."


def where_minutes_stand(minutes: MinutesStanding, terms: Terms, today: date) -> str | None:
    """In a sentence as at a day; None where nothing was promised and nothing is published."""
    if first := minutes.published:
        last = minutes.corrected[-1] if minutes.corrected else None
        corrected = f" They were corrected on {say_short_date(last.on)} (version {last.version})." if last else ""
        return f"Minutes were published on {say_short_date(first.on)}{_late(first.days_late)}.{corrected}"
    if minutes.due is None:
        return None
    if not minutes.overdue(today):
        return f"Minutes are promised by {say_short_date(minutes.due)}."
    days = max(terms.between(minutes.due, today), 1)
    return f"Minutes were promised by {say_short_date(minutes.due)} and are not yet published{_since(days)}."


def say_kept(kept: Kept) -> str:
    """The forum's own figure; zeros too."""
    if not kept.due:
        return "No minutes of ours were due."
    on_time = kept.due - kept.late - kept.missing
    if kept.due == 1:
        became = "were published by the day we promised" if on_time else "were published later than we promised"
        return f"The minutes of 1 session were due, and {'are not published yet' if kept.missing else became}."
    return (
        f"The minutes of {kept.due:,} sessions were due. Published by the day we promised: {on_time or 'none'}; "
        f"later: {kept.late or 'none'}; not yet: {kept.missing or 'none'}."
    )


def _late(days: int) -> str:
    return f", {plural(days, 'working day')} after the day we promised" if days else ""


def _since(days: int) -> str:
    return f", {plural(days, 'working day')} after that day"
