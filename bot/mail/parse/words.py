"""Text as the tables of phrases expect it."""

from __future__ import annotations

import re

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u200b": "", "\u00ad": ""}
)


def plain(text: str) -> str:
    """Lower case, plain quotes and dashes, every run of white space one space."""
    return re.sub(r"\s+", " ", text.translate(_SAME)).strip().lower()


def either(*phrases: str) -> re.Pattern[str]:
    """A table of phrases, each a regular expression, as one pattern."""
    return re.compile("|".join(phrases))
