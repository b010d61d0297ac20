"""A letter's HTML, made from its finished plain text, so that both parts have the same words by construction.

Nothing is fetched and nobody is watched: no picture, no style sheet, no script, no colour of our own (a dark screen
stays dark). One column and system letters, which Outlook shows as well as a telephone does.
"""

import re
from html import escape
from itertools import pairwise

from bot.mail.compose import SET_OFF, WIDTH

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Letter</title>
</head>
<body>
<div style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em;
overflow-wrap: anywhere">
{content}
</div>
</body>
</html>
"""
LINK = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']")
POINT = "- "
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Not allowed in HTML."""


def html_of(body: str) -> str:
    """A whole page. What stands in `body` is shown letter by letter; only a web address becomes a link, to itself."""
    blocks = re.split(r"\n(?:[ \t]*\n)+", UNSEEN.sub("", body.replace("\r\n", "\n").replace("\r", "\n")).strip())
    return PAGE.format(content="\n".join(_block(block.split("\n")) for block in blocks))


def _block(lines: list[str]) -> str:
    first = next((n for n, line in enumerate(lines) if line.startswith(POINT)), len(lines))
    parts = []
    if first:
        words, quoted = _lines(lines[:first]), all(line.startswith(SET_OFF) for line in lines[:first])
        parts.append(f"<blockquote><p>{words}</p></blockquote>" if quoted else f"<p>{words}</p>")
    if first < len(lines):
        parts.append(_list(lines[first:]))
    return "\n".join(parts)


def _list(lines: list[str]) -> str:
    """Points begin with "- "; any other line goes on with the point before it."""
    points: list[list[str]] = []
    for line in lines:
        if line.startswith(POINT):
            points.append([])
        points[-1].append(line)
    return "<ul>\n" + "\n".join(f"<li>{_lines(point, len(POINT))}</li>" for point in points) + "\n</ul>"


def _lines(lines: list[str], begins: int = 0) -> str:
    """From that place of the first line on. A line that ended because the next word had no room runs on; any other end
    of line is meant, and so is the one between a colon and a web address."""
    text = _linked(lines[0][begins:].strip())
    for before, line in pairwise(lines):
        word = line.split(maxsplit=1)[:1]
        full = (
            bool(word) and len(before) + 1 + len(word[0]) > WIDTH and not (before.endswith(":") and LINK.match(word[0]))
        )
        text += ("\n" if full else "<br>\n") + _linked(line.strip())
    return text


def _linked(line: str) -> str:
    """Written out between the links, so that no mark of ours can stand inside an address."""
    parts, at = [], 0
    for found in LINK.finditer(line):
        address = escape(found[0])
        parts += [escape(line[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*parts, escape(line[at:])])
