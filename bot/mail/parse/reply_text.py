"""What they wrote, without what they quote. Losing a character of an answer is worse than leaving a quote in it: where
it is not clear where the answer ends, all of it stays, and hosts see the original beside it."""

from __future__ import annotations

from bot.mail.parse.quote_marks import (
    DELIMITER,
    DISCLAIMER,
    FROM_LINE,
    GROUPWISE,
    OTHER_LINE,
    OURS,
    QUOTED,
    RULE,
    SENT_FROM,
    SIGNATURE,
    is_attribution,
    is_name_first,
)

MOST_LINES = 4_000
LONGEST_LINE = 1_000


def answer_only(text: str) -> str:
    """The answer in a mail's text; the whole text where nothing would be left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MOST_LINES]
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if _mark(lines, first) or QUOTED.match(lines[first]):
        return _below_quote(lines) or text.strip()
    return "\n".join(_without_end(_before_quote(lines))).strip("\n ") or text.strip()


def is_forwarded(text: str) -> bool:
    """It begins with a mail passed on, or holds one with its marks."""
    head = [line for line in text.split("\n")[:MOST_LINES] if line.strip()]
    return any("forward" in line.lower() and DELIMITER.match(line[:LONGEST_LINE]) for line in head)


def _before_quote(lines: list[str]) -> list[str]:
    for index, line in enumerate(lines):
        if OURS.search(line[:LONGEST_LINE]):
            return _before_quote(lines[:index]) if any(each.strip() for each in lines[:index]) else lines
        length = _mark(lines, index)
        if length and not _interleaved(lines[index + length :]):
            return lines[:index]
    return lines


def _mark(lines: list[str], index: int) -> int:
    """How many lines the head of a quoted mail takes here; 0 where there is none."""
    line = lines[index].strip()[:LONGEST_LINE]
    if GROUPWISE.match(line):
        return 1
    if not line or QUOTED.match(line):
        return 0
    if DELIMITER.match(line):
        return 1
    if block := _block(lines, index):
        return block
    if RULE.match(line):
        return next((ahead + _block(lines, index + ahead) for ahead in (1, 2) if _block(lines, index + ahead)), 0)
    return _attribution(lines, index)


def _attribution(lines: list[str], index: int) -> int:
    """ "On …, … wrote:", which mail programs fold into up to four lines."""
    for length in (1, 2, 3, 4):
        piece = [each.strip() for each in lines[index : index + length]]
        if not all(piece) or any(QUOTED.match(each) and each != ">:" for each in piece):
            return 0
        joined = " ".join(piece)
        if is_attribution(joined) or (length < 3 and "@" in piece[0] and is_name_first(joined)):
            return length
    return 0


def _block(lines: list[str], index: int) -> int:
    """How many lines the way of Outlook takes (From: … Sent: … To: … Subject: …): three fields at least, From first."""
    if index >= len(lines) or not FROM_LINE.match(lines[index][:LONGEST_LINE]):
        return 0
    fields = [at for at in range(index + 1, min(index + 10, len(lines))) if OTHER_LINE.match(lines[at][:LONGEST_LINE])]
    return fields[-1] - index + 1 if len(fields) >= 2 else 0


def _interleaved(after: list[str]) -> bool:
    """What follows is quoted with ">", and an answer stands between or under the quotes."""
    told = [line for line in after if line.strip()]
    if not told or not QUOTED.match(told[0]):
        return False
    own = [line for line in told if not QUOTED.match(line)]
    for index, line in enumerate(own):
        if SIGNATURE.match(line) or SENT_FROM.match(line):
            own = own[:index]
            break
    return any(not is_attribution(line.strip()) for line in own)


def _without_end(lines: list[str]) -> list[str]:
    """Without the quotes, signature mark, device line and disclaimer at the end."""
    kept = _cut_disclaimer(lines)
    for index, line in enumerate(kept):
        if (
            SIGNATURE.match(line)
            and index
            and len(kept) - index < 40
            and not any(QUOTED.match(each) for each in kept[index:])
        ):
            kept = kept[:index]
            break
    while kept and (
        not kept[-1].strip()
        or QUOTED.match(kept[-1])
        or SENT_FROM.match(kept[-1][:LONGEST_LINE])
        or RULE.match(kept[-1])
    ):
        kept = kept[:-1]
    return kept


def _cut_disclaimer(lines: list[str]) -> list[str]:
    """From a paragraph that begins like a disclaimer: whole paragraphs only, and never the first."""
    for index in range(1, len(lines)):
        if not lines[index - 1].strip() or RULE.match(lines[index - 1]):
            paragraph = " ".join(each.strip() for each in lines[index : index + 5])[:LONGEST_LINE]
            if paragraph and DISCLAIMER.match(paragraph) and any(each.strip() for each in lines[:index]):
                return lines[:index]
    return lines


def _below_quote(lines: list[str]) -> str:
    """An answer under the mail that it answers, or between its lines: without what is quoted above it."""
    kept: list[str] = []
    index = 0
    while index < len(lines):
        length = _mark(lines, index)
        index += length or 1
        if not length and (kept or (lines[index - 1].strip() and not QUOTED.match(lines[index - 1]))):
            kept.append(lines[index - 1])
    return "\n".join(_without_end(kept)).strip("\n ")
