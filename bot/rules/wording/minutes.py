"""What is said of the minutes of a session, and of how the forum kept its own date."""

from datetime import date

from bot.rules import facts as f
from bot.rules.minutes import Kept, MinutesStanding
from bot.rules.saying import say_short_date
from bot.rules.terms import Terms
from bot.rules.tongue import in_turn, tr, trn
from bot.rules.wording.about import About, or_none


def about_minutes(fact: f.MinutesPromised | f.MinutesPublished | f.MinutesCorrected, about: About) -> str:
    session = about.session
    match fact:
        case f.MinutesPromised(due=due):
            return tr("We promised the minutes of {session} by {date}.", session=session, date=say_short_date(due))
        case f.MinutesPublished(days_late=0):
            return tr("The minutes of {session} were published.", session=session)
        case f.MinutesPublished(days_late=late):
            return trn(
                "The minutes of {session} were published, {count} working day after the day we promised.",
                "The minutes of {session} were published, {count} working days after the day we promised.",
                late,
                session=session,
            )
        case f.MinutesCorrected(version=version):
            return tr(
                "Corrected minutes of {session} were published (version {version}). The earlier ones stay.",
                session=session,
                version=version,
            )


def where_minutes_stand(minutes: MinutesStanding, terms: Terms, today: date) -> str | None:
    """In a sentence as at a day; None where nothing was promised and nothing is published."""
    if minutes.published:
        return in_turn(_published(minutes.published), _corrected(minutes.corrected))
    if minutes.due is None:
        return None
    if not minutes.overdue(today):
        return tr("Minutes are promised by {date}.", date=say_short_date(minutes.due))
    return trn(
        "Minutes were promised by {date} and are not yet published, {count} working day after that day.",
        "Minutes were promised by {date} and are not yet published, {count} working days after that day.",
        max(terms.between(minutes.due, today), 1),
        date=say_short_date(minutes.due),
    )


def say_kept(kept: Kept) -> str:
    """The forum's own figure; zeros too."""
    if not kept.due:
        return tr("No minutes of ours were due.")
    if kept.due > 1:
        return trn(
            "The minutes of {count} session were due. Published by the day we promised: {on_time}; later: {late}; not "
            "yet: {missing}.",
            "The minutes of {count} sessions were due. Published by the day we promised: {on_time}; later: {late}; not "
            "yet: {missing}.",
            kept.due,
            on_time=or_none(kept.due - kept.late - kept.missing),
            late=or_none(kept.late),
            missing=or_none(kept.missing),
        )
    if kept.missing:
        return tr("The minutes of 1 session were due, and are not published yet.")
    if kept.late:
        return tr("The minutes of 1 session were due, and were published later than we promised.")
    return tr("The minutes of 1 session were due, and were published by the day we promised.")


def _published(fact: f.MinutesPublished) -> str:
    day = say_short_date(fact.on)
    if not fact.days_late:
        return tr("Minutes were published on {date}.", date=day)
    return trn(
        "Minutes were published on {date}, {count} working day after the day we promised.",
        "Minutes were published on {date}, {count} working days after the day we promised.",
        fact.days_late,
        date=day,
    )


def _corrected(versions: tuple[f.MinutesCorrected, ...]) -> str | None:
    if not versions:
        return None
    last = versions[-1]
    return tr("They were corrected on {date} (version {version}).", date=say_short_date(last.on), version=last.version)
