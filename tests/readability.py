"""How hard a text is to read: the Flesch–Kincaid grade, which is the American school year, about age less five.

Kincaid and others, 1975: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
"""

import re

_WORD = re.compile(r"[A-Za-z’']+")
_SENTENCE = re.compile(r"[.!?]+(?:[”’)]|\s|$)|\n{2,}")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """Of whole sentences; an empty line ends one too."""
    sentences = [found for part in _SENTENCE.split(text) if part and (found := _WORD.findall(part))]
    words = [word for found in sentences for word in found]
    if not words:
        return 0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without the ones that are written and not spoken."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$", lambda found: found[0][0] + "'", plain)
    return max(len(_VOWELS.findall(silent)), 1)
