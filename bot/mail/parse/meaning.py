"""Does a person's text plainly say that they come, or that they do not? Only a suggestion: a host decides.

Refusals rarely say "decline" ("diary commitments", "not able to accept on this occasion"), and an acceptance with an
"if" is none.
"""

from __future__ import annotations

import re

from bot.mail.parse.parsed import Verdict
from bot.mail.parse.words import either, plain

_DECLINE = either(
    r"(?:unable|not able|won't be able|will not be able|unavailable|not available|can ?not|can't|could not|"
    r"couldn't|not (?:be )?(?:in a position|possible|free))[^.;!?]{0,60}(?:attend|accept|join|make (?:it|this|the|"
    r"that)|come\b|take part|participate|be (?:there|with you|present)|accommodate|agree to your|commit)",
    r"(?:must|have to|has to|will have to|regretfully|respectfully|politely|wish to|need to|would like to|"
    r"decided to) (?:\w+ )?(?:decline|turn down)",
    r"(?:declin(?:e|es|ing) (?:your|the|this) (?:\w+ )?invitation)",
    r"regret[^.;!?]{0,60}(?:unable|not able|cannot|can't|decline|won't|will not|other (?:commitments|engagements))",
    r"(?:send|give|offer|accept|please accept|pass on) (?:\w+ )?(?:my|his|her|their|our) (?:sincere |best )?apologies",
    r"apologies for (?:not being able|the meeting|absence)|won't be attending|will not (?:be )?attend",
    r"not be attending|am not attending|diary (?:commitments|pressures|does not permit)",
    r"(?:prior|previous|other|conflicting) (?:diary )?(?:commitment|engagement)s?[^.;!?]{0,60}(?:mean|prevent|"
    r"unable|unfortunately|so )?",
    r"does not (?:feel )?able to accept|is unable to|cannot (?:therefore )?accept",
)
_ACCEPT = either(
    r"(?:happy|pleased|delighted|glad|honoured|very much like|able|keen|love) to (?:attend|accept|join|come|"
    r"take part|participate|be there|confirm (?:that )?(?:my|i|he|she|they|the|his|her|our|we))",
    r"(?:i|he|she|they|we|the \w+|councillor \w+|cllr \w+|dr \w+|m[rs]+ \w+)(?:'ll| will| shall| can| am able to|"
    r" plan to| intend to) (?:\w+ )?(?:attend(?! on behalf)|be (?:there|attending|coming|joining|present)|"
    r"join you|come along|come(?= (?:on|too|there|myself|with|and)\b|\s*[.,!;]|$))(?!\w)",
    r"(?:accepts?|accepting) (?:your|the|this) (?:\w+ )?invitation",
    r"look(?:s|ing)? forward to (?:attending|joining|seeing you|meeting|being there|the meeting|it)",
    r"\band (?:will|can|shall) (?:\w+ )?(?:attend|join you|be (?:there|coming|attending))\b",
    r"\bback (?:for|in time for) (?:the|your) ",
    r"(?:confirm|confirming) (?:\w+ )?(?:attendance|place)|count me in|see you (?:then|there|on)",
)
_UNLESS = either(
    r"\bif\b|\bunless\b|subject to|provided that|depending|\bhowever\b|\bbut\b|\binstead\b",
    r"on (?:my|his|her|their|our) behalf|in (?:my|his|her|their) place|deputy|another (?:date|time)",
    r"different (?:date|time)|alternative|would (?:you|it)|could (?:you|we)|hope to|may be able|might",
    r"let (?:you|me) know|check (?:my|his|her|the|with)|\?",
)
_ABSENCE = re.compile(
    r"out of (?:the )?office|on (?:annual )?leave|away from|limited access|(?:un)?able to (?:respond|reply)"
)


def meaning(text: str) -> Verdict:
    """HUMAN_ACCEPT or HUMAN_DECLINE where the words are plain, HUMAN otherwise. `text` is without quotes."""
    words = plain(text[:6_000])
    declines, accepts = _DECLINE.search(words), _ACCEPT.search(words)
    if declines and not (accepts and accepts.start() < declines.start()) and not _another_way(words):
        return Verdict.HUMAN_DECLINE
    if accepts and not declines and not _UNLESS.search(words):
        return Verdict.HUMAN_ACCEPT
    return Verdict.HUMAN


def answers_the_question(text: str) -> bool:
    """It speaks of coming or not coming, which an automatic answer does not."""
    return speaks_of_coming(text) and not _ABSENCE.search(plain(text[:6_000])[:400])


def speaks_of_coming(text: str) -> bool:
    """The same, also where somebody says that they are away."""
    words = plain(text[:6_000])
    return bool(_DECLINE.search(words) or _ACCEPT.search(words))


def _another_way(words: str) -> bool:
    """Somebody else, or another day: more than a refusal, so a person reads it as a whole."""
    return bool(
        re.search(
            r"(?:colleague|deputy|director|officer|\w+) (?:will|can|could|would|is able to) (?:\w+ )?(?:attend|come|"
            r"join|represent)|on (?:my|his|her|their) behalf|in (?:my|his|her) place|(?:another|different|"
            r"alternative|other) (?:date|time|day)s?|(?:could|can|would) (?:we|you|it)[^.?]{0,60}\?",
            words,
        )
    )
