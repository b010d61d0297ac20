"""The parts of a date and time as they were typed: text in, `Typed` out, without a calendar or a clock."""

import re
from dataclasses import dataclass
from datetime import time
from typing import NoReturn

from bot.rules.errors import Refused
from bot.rules.saying import MONTHS, WEEKDAYS
from bot.rules.when_words import LONGEST, Words, find_words, plain_text, quote


@dataclass(frozen=True)
class Typed:
    """What was typed; `None` where it was not.

    `ahead` is 0 for today and 1 for tomorrow, `weekday` is 0 for Monday, `clock` is set whenever a time was wanted,
    and `stamp` is the seconds since 1970 of a Discord `<t:…>`, which stands alone.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    weekday: int | None = None
    clock: time = time.min
    stamp: int | None = None


def read_typed(text: str, *, timed: bool, place: str, like: str) -> Typed:
    """Refuse what is not wholly understood.

    `timed` says whether a time is wanted, `place` names the clock ("UK time"), `like` shows what to type instead.
    """
    wanted = "date and a time" if timed else "date"
    plain = plain_text(text[:LONGEST]).removesuffix(f" {place.casefold()}")
    if len(text) > LONGEST:
        raise Refused(f"“{quote(text)}” is too long. Please type only a {wanted}, {like}.")
    if not plain:
        raise Refused(f"Please type a {wanted}, {like}.")
    if stamp := re.fullmatch(r"<t:(\d{1,11})(:[a-z])?>", plain, re.ASCII):
        return Typed(stamp=int(stamp[1]))
    words = find_words(plain, text, place, like)
    if timed and "time" not in words:
        _refuse_untimed(words, like)
    if "time" in words and not timed:
        raise Refused(f"Only a date is needed here. Please leave out the time, {like}.")
    if number := words.get("number"):
        raise Refused(f"It is not clear what “{number[0]}” means. Please type the day and the month, {like}.")
    date = words["date"].groupdict() if "date" in words else {}
    near = date.get("near")
    return Typed(
        day=int(date["d"]) if date.get("d") else None,
        month=_month(words["date"], like) if date.get("m") else None,
        year=_year(date["y"]) if date.get("y") else None,
        ahead=("today", "tomorrow").index(near) if near else None,
        weekday=_index(WEEKDAYS, words["weekday"][0]) if "weekday" in words else None,
        clock=_clock(words["time"], like) if "time" in words else time.min,
    )


def _refuse_untimed(words: Words, like: str) -> NoReturn:
    """A lone number may have been meant as the time, also where it stands as a year: "3 Nov 7", "3 Nov 1930"."""
    date = words["date"].groupdict() if "date" in words else {}
    year = "" if "sep" in date else date.get("y") or ""
    number = words["number"][0] if "number" in words else "" if year.startswith("20") else year
    if re.fullmatch("0?[1-9]|1[012]", number):
        hour = int(number)
        raise Refused(f"Is “{number}” in the morning or the evening? Please type {hour}am or {hour}pm, {like}.")
    if re.fullmatch("([01][0-9]|2[0-3])[0-5][0-9]", number):
        raise Refused(f"Is “{number}” a time? Please type it with a colon, as {number[:2]}:{number[2:]}, {like}.")
    raise Refused(f"There is no time in this. Please add one, {like}.")


def _clock(word: re.Match[str], like: str) -> time:
    parts = word.groupdict()
    hour, minute, half = int(parts.get("h") or 12), int(parts.get("min") or 0), parts.get("half")
    if parts.get("name") == "midnight" or (hour, minute, half) in ((12, 0, "am"), (24, 0, None)):
        raise Refused("Midnight can start or end a day. Please type 00:00 for its start or 11:59pm for its end.")
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise Refused(f"There is no time {word[0]}. Please type the time as 7pm or 19:00, {like}.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif re.fullmatch("[1-9]", parts.get("h") or ""):
        raise Refused(f"Is {word[0]} in the morning or the evening? Please type {word[0]}am or {word[0]}pm, {like}.")
    return time(hour, minute)


def _month(word: re.Match[str], like: str) -> int:
    if word["m"].isalpha():
        return _index(MONTHS, word["m"]) + 1
    if not 1 <= int(word["m"]) <= 12:
        raise Refused(f"There is no month {word['m']} in {word[0]}. Please type the day before the month, {like}.")
    return int(word["m"])


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _index(names: tuple[str, ...], typed: str) -> int:
    return [name[:3].casefold() for name in names].index(typed[:3])
