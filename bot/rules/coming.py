"""Coming to a session, as carers say it: who has a place, and when somebody is told something in private.

None of it is ever on the record. It stands in the papers, is shown as numbers alone, and goes with the person.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.rules.agenda import screened
from bot.rules.errors import Refused
from bot.rules.policy import Policy
from bot.rules.session import SAID, SessionState
from bot.rules.workingdays import ONE_DAY, awake

ONE_HOUR = timedelta(hours=1)
MOST_PLACES = 10_000


class Coming(StrEnum):
    """What somebody said. Kept in the papers and on buttons: never rename one."""

    GOING = "going"
    WAITING = "waiting"
    """Would come, and waits for a place."""
    MAYBE = "maybe"
    CANNOT = "cannot"


class Reminder(StrEnum):
    """Before a session. Kept on menus: never rename one."""

    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True)
class Counts:
    """How many people said what. Those who cannot are the regrets."""

    going: int = 0
    waiting: int = 0
    maybe: int = 0
    cannot: int = 0

    def any(self) -> bool:
        return self != NOBODY


NOBODY = Counts()


def may_say(state: SessionState, ends: datetime, now: datetime) -> None:
    """Until the session is over everybody may say, and change, whether they come."""
    if state in (SessionState.CANCELLED, SessionState.HELD):
        raise Refused(f"That session {SAID[state]}. /session next shows the next one.")
    if ends <= now:
        raise Refused("That session is over. /session next shows the next one.")


def free(places: int | None, going: int, waiting: int) -> bool:
    """Is there a place for somebody who asks now? Nobody overtakes who waits."""
    return places is None or (waiting == 0 and going < places)


def move_up(places: int | None, going: int, waiting: int) -> int:
    """How many of those who wait get a place now. Who has one keeps it, even where the hosts lower the number."""
    return waiting if places is None else min(waiting, max(0, places - going))


def limited(places: int | None) -> int | None:
    if places is not None and not 1 <= places <= MOST_PLACES:
        raise Refused("Type how many carers can come, as a number like 20. Leave it empty for no limit.")
    return places


def badge(text: str) -> str | None:
    """What somebody wants to be called in sessions; None to take it off. Screened like a label of the agenda."""
    words = " ".join(text.split())
    return screened(words, "badge") if words else None


def moments(starts: datetime, wanted: Collection[Reminder], policy: Policy) -> list[tuple[datetime, Reminder]]:
    """When each reminder is due. The day before is a day on the wall, at the hour of the session, or at the nearest one
    that is well outside the quiet hours."""
    due = []
    if Reminder.DAY in wanted:
        zone = ZoneInfo(policy.zone)
        local, last = starts.astimezone(zone), time.fromisoformat(policy.quiet_from)
        latest = last.replace(hour=last.hour - 1) if last.hour else last
        clock = min(max(local.time(), time.fromisoformat(policy.quiet_until)), latest)
        day_before = datetime.combine(local.date() - ONE_DAY, clock, zone)
        due.append((day_before.astimezone(starts.tzinfo), Reminder.DAY))
    if Reminder.HOUR in wanted:
        due.append((starts - ONE_HOUR, Reminder.HOUR))
    return sorted(due)


def next_reminder(starts: datetime, wanted: Collection[Reminder], policy: Policy, now: datetime) -> datetime | None:
    """The next one that is still to come."""
    return next((moment for moment, _ in moments(starts, wanted, policy) if moment > now), None)


def remind_at(now: datetime, starts: datetime, policy: Policy, *, hour_before: bool) -> datetime | None:
    """When a reminder that is due may be given; None where that is too late. `hour_before`: they asked to be reminded
    then, whatever the hour."""
    if hour_before and starts - ONE_HOUR <= now < starts:
        return now
    wake = awake(now, policy)
    return wake if wake < starts else None


def tell_at(now: datetime, starts: datetime, policy: Policy) -> datetime:
    """When a change is told: not in the quiet hours, unless they would hear of it less than an hour before."""
    wake = awake(now, policy)
    return wake if wake <= starts - ONE_HOUR else now
