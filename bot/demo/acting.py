"""What a visitor does in an official's place on the page of a letter, as the mail that follows from it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.demo.answers import Press, calendar_answer, in_own_words
from bot.demo.machines import away, still_trying, unknown_address
from bot.demo.postbox import Posted
from bot.demo.world import LONDON
from bot.rules.errors import Refused
from bot.rules.saying import say_moment, say_short_date

LONGEST = 5_000
PRESSED = {
    Press.ACCEPT: "Accept was pressed",
    Press.TENTATIVE: "Tentative was pressed",
    Press.DECLINE: "Decline was pressed",
}


def mail_of(form: Mapping[str, Any], letter: Posted, now: datetime) -> tuple[str, bytes]:
    """What was done, in a few words, and the mail. Raises `Refused` for a form that is not filled in."""
    match form.get("act"):
        case Press.ACCEPT | Press.TENTATIVE | Press.DECLINE as press if letter.calendar:
            return PRESSED[Press(press)], calendar_answer(letter, Press(press), now)
        case Press.PROPOSE if letter.calendar:
            time = _time(form)
            raw = calendar_answer(letter, Press.PROPOSE, now, proposed=time)
            return f"Another time was proposed: {say_moment(time, LONDON)}", raw
        case "words":
            words = str(form.get("words") or "").strip()
            if not 0 < len(words) <= LONGEST:
                raise Refused(f"Please write a few words first, at most {LONGEST:,} characters.")
            return "A reply was written", in_own_words(letter, words, now)
        case "away":
            back = _day(form)
            return f"An automatic reply came: out of the office until {say_short_date(back)}", away(letter, back, now)
        case "unknown":
            return "The letter came back: the address is unknown", unknown_address(letter, now)
        case "trying":
            return "Their mail server warned that it is still trying", still_trying(letter, now)
    raise Refused("Please press one of the buttons.")


def _time(form: Mapping[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(str(form.get("time"))).replace(tzinfo=LONDON)
    except ValueError:
        raise Refused("Please fill in the day and the hour that you propose.") from None


def _day(form: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(str(form.get("back")))
    except ValueError:
        raise Refused("Please fill in the day until which they are away.") from None
