"""Whatever happens, in whatever order: no "no reply recorded" unless all that RECORD-RULES §5 asks for holds.

The gate is stated here once more, simply and from the diary of what happened alone, not from the code that it checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import event, example, given, settings, strategies as st

from bot.rules import facts as f, invitation, silence
from bot.rules.errors import Refused
from bot.rules.words import Answer, PauseKind, Reason, Step, Via
from tests.rules.tale import SENTENCE, Tale, at
from tests.thorough import examples

SOON, FAR = date(2026, 9, 16), date(2027, 6, 1)
ONE_DAY = timedelta(days=1)
SIGNS_OF_LIFE = ("automatic", "acknowledge", "time", "answer")
STORY = (
    *("pass", "pass", "pass", "jump", "answer", "bounce", "delay", "automatic", "acknowledge", "time", "replace"),
    *("send", "again", "hold", "release", "dispute", "decide", "pause", "deaf", "strange", "dark", "renamed", "lost"),
)


@dataclass
class Diary:
    """What happened on which day, in the words of a person who keeps a diary."""

    tale: Tale
    days: list[tuple[date, str]] = field(default_factory=list)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    until: date | None = None
    disputed: set[int] = field(default_factory=set)
    held: bool = False
    deaf: bool = False
    strange: bool = False
    dark: bool = False
    renamed: bool = False
    lost: bool = False

    def note(self, what: str) -> None:
        self.days.append((self.tale.today, what))

    def since_sent(self) -> list[tuple[date, str]]:
        sent = [n for n, (_, what) in enumerate(self.days) if what in ("sent", "replaced")]
        return self.days[sent[-1] :] if sent else []

    def broken(self, today: date) -> Iterator[str]:
        """Each reason for which nothing may be published today."""
        since = self.since_sent()
        happened = [what for _, what in since]
        if not since or happened[0] != "sent" or today - since[0][0] < timedelta(days=2):
            yield "F1: not sent two days ago"
        signs = [what for what in happened if what in ("bounced", "again", *SIGNS_OF_LIFE)]
        if signs and signs[-1] == "bounced":
            yield "F1: bounced"
        if any(what == "delayed" and today - day < timedelta(days=5) for day, what in since):
            yield "F1: delayed"
        if self.tale.session_on == SOON:
            yield "F2: short notice"
        if happened.count("reminder") != 2 or happened.count("notice") != 1:
            yield "F3: not reminded twice and told"
        if self.lost:
            yield "F4: the notice held no sentence that we still have"
        told = [day for day, what in since if what == "notice"]
        if not told or len(self._working_days(told[-1], today)) < 5:
            yield "F5: five full days"
        if self.held or self.disputed or self.dark or self._in_a_pause(today):
            yield "F6: something is open"
        if self.until and today <= self.until:
            yield "F6: they asked for time"
        if self.deaf or self.strange:
            yield "F7: the post"
        if self.renamed:
            yield "F8, F9: another name, another sentence"
        if any(what == "answer" for _, what in self.days):
            yield "they replied"

    def _working_days(self, after: date, before: date) -> list[date]:
        """The full ones between the two."""
        between = [after + timedelta(days=n) for n in range(1, (before - after).days)]
        return [day for day in between if day.weekday() < 5 and not self._in_a_pause(day)]

    def _in_a_pause(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.pauses)


@settings(max_examples=examples(200), deadline=None)
@example([("pass", 25), ("delay", 0), ("pass", 6)], FAR)
@example([("pass", 28), ("pause", 7), ("pass", 20)], FAR)
@example([("pass", 28), ("dispute", 2), ("bounce", 0), ("automatic", 4), ("pass", 9)], FAR)
@example([("pass", 22), ("time", 12), ("strange", 0), ("pass", 30), ("strange", 0)], FAR)
@given(
    st.lists(st.tuples(st.sampled_from(STORY), st.integers(0, 30)), max_size=25),
    st.sampled_from((FAR, FAR, FAR, SOON)),
)
def test_no_order_of_things_gets_past_the_gate(story: list[tuple[str, int]], session_on: date) -> None:
    diary = Diary(Tale(session_on=session_on))
    _send(diary)
    for what, days in [*story, ("pass", 30)]:
        for _ in range(2 if days % 5 == 4 else 1):  # mails come twice, buttons are pressed twice
            try:
                _happen(diary, what, days)
            except Refused:
                continue
    event("published" if any(what == "published" for _, what in diary.days) else "not published")


def test_a_story_in_which_nothing_happens_ends_in_it() -> None:
    diary = Diary(Tale(session_on=FAR))
    _send(diary)
    _happen(diary, "pass", 40)
    assert [what for _, what in diary.days] == ["sent", "reminder", "reminder", "notice", "published"]


def _send(diary: Diary) -> None:
    diary.tale.send()
    diary.note("sent")


def _a_day(diary: Diary) -> None:
    """What the clerk does on a day, pauses and weekends or not; the rules and the gate alone stop it."""
    tale, now = diary.tale, diary.tale.now
    if now.next_on is None or now.next_on > tale.today:
        return
    match now.next_step:
        case Step.FIRST_REMINDER | Step.SECOND_REMINDER:
            tale.remind()
            diary.note("reminder")
        case Step.NOTICE:
            tale.notice()
            diary.note("notice")
        case Step.NO_REPLY:
            _try_to_publish(diary)


def _try_to_publish(diary: Diary) -> None:
    tale = diary.tale
    delays = [day for day, what in diary.since_sent() if what == "delayed"]
    evidence = tale.evidence(
        heard_until=at(tale.today - 4 * ONE_DAY if diary.deaf else tale.today, 9),
        unmatched=int(diary.strange),
        delayed_at=at(delays[-1]) if delays else None,
        invitations_in_the_dark=3 if diary.dark else 0,
        noticed_sentence=None if diary.lost else SENTENCE,
        sentence_today=SENTENCE.replace("Director", "Chair") if diary.renamed else SENTENCE,
        whom_today="the Chair" if diary.renamed else "the Director of Care of Northshire ICB",
    )
    try:
        fact = silence.due(tale.entries, evidence, tale.terms, **tale.mark(Via.TIMETABLE))
    except Refused:
        return
    assert list(diary.broken(tale.today)) == []
    named = [tale.entries[seq - 1].fact for seq in fact.evidence]
    assert [type(one) for one in named if not isinstance(one, f.SentAgain)] == [
        *(f.Sent, f.Reminded, f.Reminded, f.NoticeGiven)
    ], "F10"
    tale.add(fact)
    diary.note("published")


def _happen(diary: Diary, what: str, days: int) -> None:
    tale = diary.tale
    match what:
        case "pass":
            for _ in range(days):
                tale.day(tale.today + ONE_DAY)
                _a_day(diary)
        case "jump":
            tale.day(tale.today + timedelta(days=days))
            _a_day(diary)
        case "answer":
            tale.answer(list(Answer)[days % len(Answer)])
            diary.note("answer")
        case "bounce":
            tale.bounce()
            diary.note("bounced")
        case "delay":
            diary.note("delayed")
        case "automatic":
            tale.automatic()
            diary.note("automatic")
        case "acknowledge":
            tale.acknowledge()
            diary.note("acknowledge")
        case "time":
            tale.ask_for_time(tale.today + timedelta(days=days))
            fact = tale.entries[-1].fact
            assert isinstance(fact, f.AskedForTime)
            diary.until = fact.until
            diary.note("time")
        case "replace":
            tale.replace_address()
            diary.until = None
            diary.note("replaced")
        case "send":
            _send(diary)
            diary.until = None
        case "again":
            tale.add(invitation.sent_again(tale.now, **tale.mark()))
            diary.note("again")
        case "hold":
            tale.add(invitation.hold_back(tale.now, Reason.UNDER_DISCUSSION, **tale.mark(Via.HOST)))
            diary.held = True
        case "release":
            tale.add(invitation.release(tale.now, **tale.mark(Via.HOST)))
            diary.held = False
        case "dispute":
            _dispute(diary, days)
        case "decide":
            seq = min(diary.disputed, default=0)
            tale.decide(seq, upheld=False)
            diary.disputed.discard(seq)
        case "pause":
            first, last = tale.today + timedelta(days=days % 7), tale.today + timedelta(days=days)
            if _declared(tale, first, last, days):
                diary.pauses.append((first, last))
        case flag:
            setattr(diary, flag, not getattr(diary, flag))


def _dispute(diary: Diary, days: int) -> None:
    """Any entry of theirs that can be disputed; there are few, so all are tried."""
    seq = days % len(diary.tale.entries) + 1
    diary.tale.dispute(seq)
    diary.disputed.add(seq)


def _declared(tale: Tale, first: date, last: date, days: int) -> bool:
    """Of this body, of all, or of another; only the first two are this invitation's business."""
    body = (1, None, 2)[days % 3]
    tale.pause(first, last, why=list(PauseKind)[days % len(PauseKind)], body=body)
    return body != 2
