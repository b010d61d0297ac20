"""The figures of a folder of mails, beside what issue 3 asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.mail.parse.parsed import RULES_VERSION

if TYPE_CHECKING:
    from tests.corpus import Read

BOUNCES = ("bounce-permanent", "bounce-temporary", "bounce-unspecified", "delayed")
FINAL = BOUNCES[:3]
HUMAN = ("human-reply", "human-accept", "human-decline", "holding-reply", "acknowledgement")
MACHINE = (*BOUNCES, "auto-reply")
NOT_SCORED = ("unlabelled",)
Test = Callable[["Read"], bool]


@dataclass(frozen=True)
class Figure:
    """One demand: how many of how many, and whether it is met."""

    name: str
    got: int
    of: int
    met: bool
    files: tuple[str, ...] = ()

    def say(self) -> str:
        share = f"{100 * self.got / self.of:.1f} %" if self.of else "none to count"
        missed = f"   ({', '.join(self.files[:12])})" if self.files else ""
        return f"{'met    ' if self.met else 'NOT MET'}  {self.name}: {self.got} of {self.of}, {share}{missed}\n"


def figures(reads: list[Read]) -> str:
    """The table of classes, then the demands."""
    table = Counter((str(read.entry["class"]), read.verdict) for read in reads if not _text_only(read))
    lines = [
        f"\nRules version {RULES_VERSION}, {len(reads)} files.\n\nClass by verdict (without the kinds of text only):\n"
    ]
    for labelled in sorted({labelled for labelled, _ in table}):
        told = ", ".join(f"{verdict} {count}" for (of, verdict), count in table.most_common() if of == labelled)
        lines.append(f"  {labelled}: {told}\n")
    lines += ["\nDemands:\n", *(figure.say() for figure in demands(reads))]
    lines += ["\nAlso measured:\n", *(figure.say() for figure in also(reads))]
    return "".join(lines)


def demands(reads: list[Read]) -> list[Figure]:
    """What issue 3 asks of the parser."""
    whole = [read for read in reads if not _text_only(read) and read.entry["class"] not in NOT_SCORED]
    bounces = _of(whole, BOUNCES)
    others = [read for read in whole if read.entry["class"] not in BOUNCES]
    people = [read for read in whole if _class(read) in HUMAN or _class(read).startswith("imip-")]
    confused = [r for r in bounces if r.verdict in BOUNCES and (r.verdict == "delayed") != (_class(r) == "delayed")]
    calendar = [read for read in whole if _class(read).startswith("imip-")]
    return [
        _at_least("bounces found", bounces, lambda read: read.verdict in BOUNCES, 0.98),
        _none_of("false alarms (others taken for a bounce)", others, lambda read: read.verdict in BOUNCES, 0.01),
        _none_of("people and calendars taken for a bounce or automatic", people, lambda read: read.verdict in MACHINE),
        _none_of("delayed and final confused", bounces, lambda read: read in confused),
        _at_least("calendar answers exact", calendar, calendar_exact, 0.98),
        _at_least(
            "automatic replies found", _of(whole, ("auto-reply",)), lambda read: read.verdict == "auto-reply", 0.97
        ),
        _none_of("crashes", reads, lambda read: read.parsed is None),
        _none_of("over 2 s", reads, lambda read: read.seconds > 2),
    ]


def also(reads: list[Read]) -> list[Figure]:
    """Not asked for in numbers."""
    whole = [read for read in reads if not _text_only(read)]
    told = [read for read in _of(whole, FINAL[:2]) if read.verdict in FINAL[:2]]
    texts = [read for read in reads if _expected_reply(read) is not None]
    rest = (
        "complaint-arf",
        "challenge-response",
        "delivered-dsn",
        "read-receipt",
        "holding-reply",
        "human-decline",
        "human-accept",
    )
    return [
        _at_least("permanent and temporary told apart, where told", told, lambda read: read.verdict == _class(read), 0),
        _at_least("permanent called permanent", _of(whole, FINAL[:1]), lambda read: read.verdict == _class(read), 0),
        _at_least("temporary called temporary", _of(whole, FINAL[1:2]), lambda read: read.verdict == _class(read), 0),
        _at_least("delayed called delayed", _of(whole, ("delayed",)), lambda read: read.verdict == "delayed", 0),
        *(
            _at_least(f"{name} exact", _of(whole, (name,)), lambda read: read.verdict == _class(read), 0)
            for name in rest
        ),
        _at_least("“address unknown” right where it is said", [r for r in whole if _says_dead(r)], _is_dead, 0),
        _at_least("reply text: no word of the answer lost", texts, _nothing_lost, 0.95),
        _at_least(
            "reply text: exact", texts, lambda read: _squeeze(_reply(read)) == _squeeze(_expected_reply(read) or ""), 0
        ),
    ]


def calendar_exact(read: Read) -> bool:
    """Verdict, METHOD, and, where the manifest gives them, UID, PARTSTAT, SEQUENCE and ATTENDEE."""
    expected, found = read.entry.get("expected") or {}, read.parsed.calendar if read.parsed else None
    if read.verdict != _class(read) or found is None:
        return False
    told = {
        "method": found.method,
        "uid": found.uid,
        "partstat": found.partstat,
        "sequence": found.sequence,
        "attendee": found.attendee,
    }
    return all(
        str(told[name]).lower() == str(expected[name]).lower() for name in told if expected.get(name) is not None
    )


def _class(read: Read) -> str:
    return str(read.entry["class"])


def _of(reads: list[Read], classes: Iterable[str]) -> list[Read]:
    wanted = tuple(classes)
    return [read for read in reads if _class(read) in wanted]


def _text_only(read: Read) -> bool:
    return str(read.entry["kind"]).startswith("reply-")


def _at_least(name: str, reads: list[Read], good: Test, share: float) -> Figure:
    bad = tuple(f"{read.entry['file']}: {read.verdict}" for read in reads if not good(read))
    got = len(reads) - len(bad)
    return Figure(name, got, len(reads), not reads or got / len(reads) >= share, bad)


def _none_of(name: str, reads: list[Read], bad: Test, share: float = 0) -> Figure:
    found = tuple(f"{read.entry['file']}: {read.verdict}" for read in reads if bad(read))
    return Figure(name, len(found), len(reads), len(found) <= share * len(reads), found)


def _says_dead(read: Read) -> bool:
    return bool(read.parsed and read.parsed.address_unknown and "address_dead" in (read.entry.get("expected") or {}))


def _is_dead(read: Read) -> bool:
    return bool(read.entry["expected"]["address_dead"])


def _expected_reply(read: Read) -> str | None:
    expected = read.entry.get("expected")
    reply = expected.get("reply") if isinstance(expected, dict) else None
    return reply if isinstance(reply, str) else None


def _reply(read: Read) -> str:
    return read.parsed.text if read.parsed else ""


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _nothing_lost(read: Read) -> bool:
    return re.sub(r"\s", "", _expected_reply(read) or "") in re.sub(r"\s", "", _reply(read))
