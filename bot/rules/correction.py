"""Corrections: what was wrong stays on the record, and is read as what replaces it.

The property that the tests hold: folding a history with a correction equals folding the history that had been right
from the start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.words import Answer, Presence, Reason, Via

VOIDABLE = (
    f.Responded,
    f.Acknowledged,
    f.AskedForTime,
    f.AutoReplied,
    f.Attended,
    f.Bounced,
    f.NoReplyRecorded,
    f.QuestionAnswered,
)
"""What may be read as never having been: what somebody noted, and a "no reply" that was wrong."""


def replayed(history: Iterable[f.Entry]) -> tuple[f.Entry, ...]:
    """The entries as corrections and upheld disputes make them read, in their order."""
    entries = tuple(history)
    last_word: dict[int, f.Corrected | f.DisputeDecided] = {}
    for entry in entries:
        if isinstance(entry.fact, f.Corrected) or (isinstance(entry.fact, f.DisputeDecided) and entry.fact.upheld):
            last_word[entry.fact.entry] = entry.fact
    return tuple(right for entry in entries if (right := _read_as(entry, last_word.get(entry.seq))))


def _read_as(entry: f.Entry, word: f.Corrected | f.DisputeDecided | None) -> f.Entry | None:
    if word is None:
        return entry
    if isinstance(word, f.Corrected):
        if word.answer and isinstance(entry.fact, f.Responded):
            return replace(entry, fact=replace(entry.fact, answer=word.answer))
        if word.presence and isinstance(entry.fact, f.Attended):
            return replace(entry, fact=replace(entry.fact, presence=word.presence))
    return None


def correct(
    history: Sequence[f.Entry],
    seq: int,
    *,
    answer: Answer | None,
    presence: Presence | None,
    reason: Reason,
    at: datetime,
    by: str,
    via: Via,
) -> f.Corrected:
    """Entry `seq` is to be read as `answer` or `presence`, or, with neither, as void."""
    entry = next((entry for entry in history if entry.seq == seq), None)
    if entry is None or not isinstance(entry.fact, VOIDABLE):
        raise Refused(
            f"Entry {seq} cannot be corrected here. You can correct a reply, an answer, an attendance, a bounce "
            "or a “no reply” that was recorded by mistake. Minutes are corrected with /session minutes, a pledge with "
            "/pledge update."
        )
    if answer and not isinstance(entry.fact, f.Responded):
        raise Refused(f"Entry {seq} is not a reply, so it cannot be given another answer. Mark it as void instead.")
    if presence and not isinstance(entry.fact, f.Attended):
        raise Refused(f"Entry {seq} is not about attendance. Mark it as void instead, or choose another entry.")
    reads = next((e.fact for e in replayed(history) if e.seq == seq), None)
    if reads is None:
        raise Refused(f"Entry {seq} has already been corrected: it no longer counts.")
    if answer and isinstance(reads, f.Responded) and reads.answer is answer:
        raise Refused(f"Entry {seq} already says that.")
    if presence and isinstance(reads, f.Attended) and reads.presence is presence:
        raise Refused(f"Entry {seq} already says that.")
    return f.Corrected(
        invitation=entry.fact.invitation,
        entry=seq,
        reason=reason,
        answer=answer,
        presence=presence,
        at=at,
        by=by,
        via=via,
    )
