"""The words that dates and times are typed with in the UK.

A text is taken word by word, and every word must be understood: nothing is skipped, so nothing is guessed.
"""

import re
import unicodedata

from bot.rules.errors import Refused

Words = dict[str, re.Match[str]]
"""At most one each of "date" (groups d, m, y or near), "weekday", "time" (h, min, half or name) and "number"."""

LONGEST = 200
_QUOTED = 60
_ALIKE = dict.fromkeys(map(ord, "\u2010\u2012\u2013\u2014\u2212"), "-") | {ord(","): " ", ord("@"): " ", 0x2019: "'"}
_MONTH = (
    r"(?P<m>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t(ember)?)?|oct(ober)?"
    r"|nov(ember)?|dec(ember)?)"
)
_DAY = r"(?P<d>\d{1,2})(st|nd|rd|th)?"
_YEAR = r"(?P<y>[12]\d{3}|\d{2})"
_WORDS = tuple(
    (kind, re.compile(rf"(?:{pattern})(?= |$)", re.ASCII))
    for kind, pattern in (
        ("filler", r"at|on|the|of|-|o'?clock"),
        ("vague", r"(next|this|last|coming)( [a-z]+)?|[a-z]+ (week|fortnight)"),
        ("date", r"(?P<y>[12]\d{3})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"),
        ("date", rf"(?P<d>\d{{1,2}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep){_YEAR}"),
        ("date", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})"),
        ("date", rf"{_DAY}[ -]?(of )?{_MONTH}([ -]{_YEAR})?"),
        ("date", rf"{_MONTH}[ -]?(the )?{_DAY}( {_YEAR})?"),
        ("date", r"(?P<near>today|tomorrow)"),
        ("weekday", r"mon(day)?|tue(s(day)?)?|wed(s|nesday)?|thu(r(s(day)?)?)?|fri(day)?|sat(urday)?|sun(day)?"),
        ("time", r"(?P<h>\d{1,2})([:.](?P<min>\d{2})(:00)?)?(?P<half>am|pm)"),
        ("time", r"(?P<h>\d{1,2})[:.](?P<min>\d{2})(:00)?"),
        ("time", r"(?P<name>noon|midday|midnight)"),
        ("number", r"\d{1,4}(st|nd|rd|th)?"),
        ("zone", r"gmt|bst|utc|ces?t|[ecmp][sd]t"),
    )
)


def find_words(plain: str, text: str, place: str, like: str) -> Words:
    """Of `plain`, made from `text`. `place` names the clock ("UK time"), `like` shows what to type instead."""
    words: Words = {}
    at = 0
    while at < len(plain):
        kind, word = next(((kind, m) for kind, pattern in _WORDS if (m := pattern.match(plain, at))), ("", None))
        if word is None:
            part, whole = quote(plain[at:].split(" ", 1)[0]), quote(text)
            of = "" if part == whole.casefold() else f" in “{whole}”"
            raise Refused(f"“{part}”{of} could not be read as part of a date or time. Please type it {like}.")
        if kind == "vague":
            raise Refused(f"“{word[0]}” can mean different days to different people. Please type the date, {like}.")
        if kind == "zone":
            raise Refused(f"Times are typed as {place} here. Please leave out “{word[0].upper()}”, {like}.")
        if kind in words:
            raise Refused(f"There is one {kind} too many: “{words[kind][0]}” and “{word[0]}”. Please type it {like}.")
        if kind != "filler":
            words[kind] = word
        at = word.end() + 1
    return words


def plain_text(text: str) -> str:
    """One spelling for what looks the same: small letters, single spaces, "7 p.m." as "7pm", "12 noon" as "noon"."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    plain = " ".join(visible.casefold().translate(_ALIKE).split())
    plain = re.sub(r"(?<=\d) ?([ap])\.?m\b", r"\1m", plain)
    plain = re.sub(r"\b12([:.]00)? (?=(noon|midday|midnight)\b)", "", plain)
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", plain)
    return " ".join(re.sub(r"\.(?= |$)", "", plain).split())


def quote(text: str) -> str:
    """What was typed, on one line and cut short. Not escaped: that is for whoever shows it."""
    seen = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST]).split())
    return seen if len(seen) <= _QUOTED else seen[: _QUOTED - 1] + "…"
