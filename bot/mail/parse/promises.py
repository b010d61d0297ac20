"""Days that a mail names: by when an answer will come, until when somebody is away. Day before month, as in the UK."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.mail.parse.letterhead import addresses
from bot.mail.parse.words import plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:the )?"
DATE = (
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
    rf"{_MONTH.replace('(', '(?P<month>', 1)}(?:,? (?P<year>\d{{4}}))?"
    rf"|{_MONTH.replace('(', '(?P<month2>', 1)} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>\d{{4}}))?"
    r"|(?P<day3>\d{1,2})[/.-](?P<month3>\d{1,2})[/.-](?P<year3>\d{4}|\d{2})\b|"
    r"(?P<year4>\d{4})-(?P<month4>\d\d)-(?P<day4>\d\d))"
)
_ONE_TO_FIFTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = dict(zip(_ONE_TO_FIFTEEN.split(), range(1, 16), strict=True)) | {"twenty": 20, "thirty": 30, "forty": 40}
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")(?: \(\d{1,2}\))?"
_WORKING_DAYS = re.compile(rf"\b{_COUNT} (?:working|business|clear)[- ]days?\b")
_WEEKS = re.compile(
    rf"\b(?:within|in) (?:the next )?{_COUNT} (?P<unit>calendar days|days|weeks?)\b|\bwithin (?P<unit2>a week|"
    rf"a fortnight)\b"
)
_BY = re.compile(
    rf"\b(?:by|no later than|not later than|on or before|before)(?: the end of| close of (?:play|"
    rf"business)(?: on)?)? {DATE}"
)
_UNTIL = re.compile(
    rf"\b(?:until|till|returning(?: to (?:the office|work))?(?: on)?|return(?: to (?:the office|work))?(?: on)?|"
    rf"be back(?: in the office| at work| at my desk)?(?: on)?|back (?:in the office |at work )?on|"
    rf"up to and including|to|and) {DATE}"
)
_OUR_ANSWER = re.compile(r"respon|repl|answer|get back|contact you|in touch|let you|provide|write to you|come back")


def promised_on(text: str, sent: date) -> date | None:
    """The day by which they say that an answer will come; never before the mail itself."""
    words = plain(text[:8_000])
    for found in _BY.finditer(words):
        around = words[max(0, found.start() - 160) : found.end() + 80]
        day = _date(found, sent)
        if day and _OUR_ANSWER.search(around):
            return day
    if found_weeks := _WEEKS.search(words):
        around = words[max(0, found_weeks.start() - 160) : found_weeks.end() + 80]
        return sent + _span(found_weeks) if _OUR_ANSWER.search(around) else None
    return None


def promised_days(text: str) -> int | None:
    """Working days within which they say that an answer will come; the longest where several are named."""
    words = plain(text[:8_000])
    told = [
        _number(found["count"])
        for found in _WORKING_DAYS.finditer(words)
        if _OUR_ANSWER.search(words[max(0, found.start() - 160) : found.end() + 80])
    ]
    return max(told, default=None)


def returning_on(subject: str, text: str, sent: date) -> date | None:
    """Until when they are away; the latest of the days that follow "until", "returning" and the like."""
    words = plain(f"{subject} . {text[:4_000]}")
    days = [day for found in _UNTIL.finditer(words) if (day := _date(found, sent))]
    return max((day for day in days if day >= sent), default=None)


def named_instead(text: str, not_these: tuple[str, ...]) -> str | None:
    """The first address in the text that is neither the sender's nor ours."""
    return next((each for each in addresses(text[:8_000]) if each not in not_these), None)


def _date(found: re.Match[str], sent: date) -> date | None:
    group = found.groupdict()
    for tail in ("", "2", "3", "4"):
        if group.get(f"day{tail}"):
            month, year = str(group[f"month{tail}"]), group.get(f"year{tail}")
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            return _real(int(group[f"day{tail}"]), number, int(year) if year else None, sent)
    return None


def _real(day: int, month: int, year: int | None, sent: date) -> date | None:
    """Without a year: the next such day. With one: not more than two years away, else it is a slip."""
    years = (sent.year, sent.year + 1) if year is None else (year + 2000 if year < 100 else year,)
    for each in years:
        try:
            told = date(each, month, day)
        except (ValueError, OverflowError):
            continue
        if sent <= told and (told - sent).days < 730:
            return told
    return None


def _span(found: re.Match[str]) -> timedelta:
    if found["unit2"]:
        return timedelta(days=7 if found["unit2"] == "a week" else 14)
    return timedelta(days=_number(found["count"]) * (7 if found["unit"].startswith("week") else 1))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
