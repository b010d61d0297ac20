"""HTML to plain text. A hand-written loop: each character is looked at once, whatever the markup is.

What a reader does not see is left out (style, script, hidden elements). What is quoted is marked with ">", and the
line that mail programs put above the mail they answer is made a line of its own, so that `reply_text` can cut there.
"""

from __future__ import annotations

import html
import re

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg"})
_BREAKS = re.compile(r"p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|pre|section|article|header|footer|address|dt|dd|hr")
_DOUBLE = frozenset({"p", "h1", "h2", "h3", "blockquote", "table", "ul", "ol"})
_TAG = re.compile(r"/?\s*([a-zA-Z][\w:-]*)")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|\bhidden(?=[\s=/]|$)", re.IGNORECASE
)
_CUT = re.compile(
    r"id\s*=\s*[\"']?(divrplyfwdmsg|appendonsend|mail-editor-reference-message|olk_src_body_section|replysplit)"
    r"|class\s*=\s*[\"']?(gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|outlookmessageheader)"
    r"|border-top\s*:\s*solid\s+#(?:e1e1e1|b5c4df)\s+1\.0pt",
    re.IGNORECASE,
)
CUT_LINE = "-----Original Message-----"


def to_text(markup: str) -> str:
    """The readable text of an HTML body; anything that is not HTML comes through as it is."""
    out: list[str] = []
    unclosed: set[str] = set()
    at, depth, size = 0, 0, len(markup)
    while at < size:
        start = markup.find("<", at)
        if start < 0:
            out.append(_words(markup[at:]))
            break
        out.append(_words(markup[at:start]))
        if markup.startswith("<!--", start):
            end = markup.find("-->", start)
            at = size if end < 0 else end + 3
            continue
        end = markup.find(">", start)
        if end < 0:
            break
        inside = markup[start + 1 : end]
        at = end + 1
        tag = _TAG.match(inside)
        if tag is None:
            continue
        name, closing = tag[1].lower(), inside.startswith("/")
        if not closing and not inside.endswith("/") and (name in _UNSEEN or _hides(name, inside)):
            at = _after(markup, name, at, unclosed)
            continue
        depth = _write(out, name, inside, closing, depth)
    return _tidy("".join(out))


def _write(out: list[str], name: str, inside: str, closing: bool, depth: int) -> int:
    if not closing and len(inside) < 4_000 and _CUT.search(inside):
        out.append(f"\n\n{CUT_LINE}\n")
    if name == "blockquote":
        depth = max(0, depth - 1) if closing else min(depth + 1, 5)
    if _BREAKS.fullmatch(name):
        out.append("\n\n" if name in _DOUBLE else "\n")
        if depth:
            out.append("> " * depth)
    elif name in ("td", "th"):
        out.append(" ")
    return depth


def _hides(name: str, inside: str) -> bool:
    return name not in ("input", "img", "br", "hr", "meta", "link") and bool(_HIDDEN.search(inside[:2_000]))


def _after(markup: str, name: str, at: int, unclosed: set[str]) -> int:
    """Behind the end of an element that nobody sees; where it is never closed, go on reading (and look only once)."""
    if name in unclosed or len(unclosed) > 20:
        return at
    close = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(markup, at)
    if close is None:
        unclosed.add(name)
        return at
    return close.end()


def _words(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", html.unescape(text)) if text else ""


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \u00a0\u200b\u200c\ufeff]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
