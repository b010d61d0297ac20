"""Words typed by people, made safe to show: nothing they type can ping, format, hide a link or turn the reading order.

plain("# **Hi** @everyone <t:1:R>")   shown letter by letter, over as many lines as it had
line("a title\\nin two lines")         the same on one line: names, titles
quote(details)                        the same, each line in a quote block
bare("label 😀")                       for places without markdown: button labels, options, forms, thread names
seen(words)                            as `bare`, over as many lines as it had: feeds
clip(text, 100)                       at most 100 characters, never half of one, ending in …
plural(3, "reply", "replies")         "3 replies"
listing(["a", "b", "c"])              "a, b and c"
"""

import re
import unicodedata

from bot.rules.signs import Signs
from bot.rules.wording.about import listing as listing, plural as plural

ELLIPSIS = "…"

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Letters by category that show as nothing at all: the Hangul fillers and the empty braille cell.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
# Control, format (zero width, right to left, tags), surrogate, private use, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS_IN_A_ROW = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

# Discord's markdown shows any mark after a backslash as itself. A colon makes links ("https:", "mailto:") and emoji
# (":smile:"), but nothing in a clock time or before a space.
_MARKS = re.compile(r"[\\`*_~|<>#\[\]]|(?<![0-9]):(?=\S)|:(?=[^\s0-9])")
_LINE_STARTS = re.compile(r"^(\s*)([-+]|[0-9]+[.)])", re.MULTILINE)
# Shown as an invitation card even without "https".
_INVITES = re.compile(r"(?i)(discord(?:app)?)\.")
# Looked for in the raw words, so that a backslash alone does not stop it: a zero-width space does.
_EVERYBODY = re.compile(r"(?i)@(?=everyone|here)")


def bare(text: str) -> str:
    """On one line, without unseen characters: for labels, options, forms and names, which know no markdown."""
    return " ".join(seen(text).split())


def line(text: str) -> str:
    return _escaped(bare(text))


def plain(text: str) -> str:
    """Keeps line breaks, at most one empty line in a row."""
    lines = (" ".join(one.split()) for one in seen(text).split("\n"))
    return _escaped(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def quote(text: str) -> str:
    words = plain(text)
    return "\n".join(f"> {one}" for one in words.split("\n")) if words else ""


def clip(text: str, most: int) -> str:
    """At most `most` characters by the stricter of the two ways of counting (UTF-16), cut where a reader sees a cut."""
    if size(text) <= most:
        return text
    end, room = 0, most - size(ELLIPSIS) - size(text[0])
    while room >= 0:
        end += 1
        room -= 2 if text[end] > "\uffff" else 1
    while end and _holds_together(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS if most else ""


def size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def seen(text: str) -> str:
    """Without what no reader sees; line breaks stay. For places that know no markdown."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ").translate(_SEEN)
    return _MARKS_IN_A_ROW.sub(r"\1", text)


def _seen(character: str) -> str | None:
    unseen = character in _BLANKS or unicodedata.category(character) in _UNSEEN
    return None if unseen and character != "\n" else character


_SEEN = Signs(_seen)


def _escaped(text: str) -> str:
    text = _MARKS.sub(lambda found: f"\\{found[0]}", text)
    text = _LINE_STARTS.sub(lambda found: found[1] + re.sub(r"([-+.)])$", r"\\\1", found[2]), text)
    text = _INVITES.sub(r"\1\\.", text)
    return _EVERYBODY.sub("@\u200b", text)


def _holds_together(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would split what is read as one sign, or part a backslash from its mark."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or "\u200d" in (before, after):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff":  # the skin tone of the emoji before it
        return True
    if _flags_before(text, at + 1) and _flags_before(text, at) % 2:
        return True
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _flags_before(text: str, at: int) -> int:
    """How many regional indicators (two make a flag) stand right before `at`."""
    count = 0
    while count < at and "\U0001f1e6" <= text[at - 1 - count] <= "\U0001f1ff":
        count += 1
    return count
