"""Names that a register keeps in capitals, written as people read them."""

from __future__ import annotations

import re

_KEPT = {"NHS", "HSC", "ICB", "GP", "UK", "NI", "CIC", "II"}
_SMALL = {"and", "at", "by", "for", "in", "of", "on", "the", "to", "under", "upon", "with"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019])*")
_IRISH = re.compile(r"[OD]['\u2019]\w{2}")


def written_out(name: str) -> str:
    """ "ST GEORGE'S UNIVERSITY HOSPITALS NHS TRUST" as "St George's University Hospitals NHS Trust".

    A name with any small letter is taken as its authors wrote it.
    """
    if any(char.islower() for char in name):
        return name
    return _WORD.sub(_written_word, name)


def _written_word(found: re.Match[str]) -> str:
    word = found[0]
    if word in _KEPT:
        return word
    if word.lower() in _SMALL and found.start() > 0:
        return word.lower()
    if _IRISH.match(word):
        return word[:2] + word[2:].capitalize()
    return word[0] + word[1:].lower()
