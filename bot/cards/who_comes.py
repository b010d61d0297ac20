"""What the card of a session says of who comes, in numbers and without a name, and the buttons to say it with."""

from collections.abc import Iterator

from bot.cards import CALENDAR_FILE, COMING
from bot.chat.card import Press
from bot.chat.custom_id import CustomId
from bot.chat.text import plural
from bot.rules.coming import Coming, Counts
from bot.rules.session import SessionState

ANSWERS = {Coming.GOING: "Going", Coming.MAYBE: "Maybe", Coming.CANNOT: "Cannot"}
TO_COME = (SessionState.PLANNED, SessionState.OPEN)


def presses(session: int, state: SessionState) -> Iterator[Press]:
    if state in TO_COME:
        for answer, label in ANSWERS.items():
            yield Press(CustomId(COMING, session, answer.value), label)
        yield Press(CustomId(CALENDAR_FILE, session), "Add to my calendar")
    elif state is SessionState.CANCELLED:
        yield Press(CustomId(CALENDAR_FILE, session), "Take it out of my calendar")


def said_of(there: Counts, places: int | None, state: SessionState) -> str:
    """Nothing where nobody has said anything, and once the session is over."""
    if state not in TO_COME:
        return ""
    said = [_numbers(there)] if there.any() else []
    return "\n".join([*said, *([_places(there, places)] if places is not None else [])])


def _numbers(there: Counts) -> str:
    maybe = f", {there.maybe:,} maybe" if there.maybe else ""
    cannot = f", {there.cannot:,} cannot" if there.cannot else ""
    return f"**Carers:** {there.going:,} going{maybe}{cannot}"


def _places(there: Counts, places: int) -> str:
    if free := max(0, places - there.going - there.waiting):
        return f"{plural(places, 'place', 'places')}, {free:,} free."
    taken = f"All {plural(places, 'place', 'places')} are taken" if places != 1 else "The place is taken"
    if not there.waiting:
        return f"{taken}. Press “Going” to wait for one."
    return (
        f"{taken}; {plural(there.waiting, 'person waits', 'people wait')} for one, and the next one moves up by itself."
    )
