"""The history of one invitation, told by the rules alone: no database, no clock but the tale's own.

tale = Tale().send()
tale.day(date(2026, 9, 4)).answer(Answer.ATTENDING)
tale.now.state
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules import facts as f, invitation, reply, silence
from bot.rules.correction import correct
from bot.rules.dispute import decide, dispute
from bot.rules.facts import Enclosed
from bot.rules.hiding import hide
from bot.rules.pause import pause, stopped
from bot.rules.standing import Standing, standing
from bot.rules.statement import make_statement
from bot.rules.terms import Mark, Terms, adopted
from bot.rules.wording import PRIVACY
from bot.rules.words import Answer, PauseKind, Presence, Reason, Step, Via

LONDON = ZoneInfo("Europe/London")
SENT_ON = date(2026, 9, 1)
"""A Tuesday. D is the 15th, the reminders the 10th and the 18th, the notice the 22nd, "no reply recorded" the 30th."""

SENTENCE = "We asked the Director of Care of Northshire ICB. We have not recorded a reply as at 30 September 2026."
WAY = "by writing to clerk@northshire-carers.example"
TEXT = Enclosed("sha256:" + "0" * 64)


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)


@dataclass
class Tale:
    terms: Terms = field(default_factory=Terms)
    session_on: date = date(2026, 11, 3)
    today: date = SENT_ON
    entries: list[f.Entry] = field(default_factory=list)
    heard: bool = True

    def __post_init__(self) -> None:
        starts = at(self.session_on, 19)
        mark = self.mark(Via.HOST)
        self.add(f.Planned(session=1, title=TEXT, starts=starts, ends=starts + timedelta(hours=1), **mark))
        self.add(f.Invited(invitation=1, session=1, official=1, organisation=1, holder=1, **mark))

    def mark(self, via: Via = Via.MAIL) -> Mark:
        return Mark(at=at(self.today), by="clerk", via=via)

    def add(self, fact: f.Fact) -> "Tale":
        self.entries.append(f.Entry(len(self.entries) + 1, fact))
        return self

    @property
    def now(self) -> Standing:
        return standing(self.entries)

    def day(self, day: date) -> "Tale":
        self.today = day
        return self

    def later(self, working_days: int) -> "Tale":
        return self.day(self.terms.after(self.today, working_days))

    def send(self) -> "Tale":
        return self.add(invitation.sent(self.now, self.terms, **self.mark()))

    def remind(self) -> "Tale":
        return self.add(invitation.reminded(self.now, self.terms, **self.mark()))

    def notice(self) -> "Tale":
        letter = f"{SENTENCE}\n{WAY}\n{PRIVACY}"
        as_at = self.terms.of(self.now.organisation).after(self.today, 6)
        return self.add(
            silence.notice(self.now, self.terms, letter, SENTENCE, TEXT, as_at=as_at, way=WAY, **self.mark())
        )

    def bounce(self) -> "Tale":
        return self.add(invitation.bounced(self.now, **self.mark()))

    def replace_address(self) -> "Tale":
        return self.add(invitation.address_replaced(self.now, **self.mark(Via.HOST)))

    def answer(self, answer: Answer = Answer.ATTENDING, on: date | None = None) -> "Tale":
        return self.add(reply.respond(self.now, answer, self.terms, on=on, **self.mark(Via.HOST)))

    def acknowledge(self) -> "Tale":
        return self.add(reply.acknowledge(self.now, self.terms, **self.mark(Via.HOST)))

    def ask_for_time(self, until: date) -> "Tale":
        return self.add(reply.ask_for_time(self.now, until, self.terms, **self.mark(Via.HOST)))

    def automatic(self) -> "Tale":
        return self.add(reply.auto_reply(self.now, **self.mark()))

    def attend(self, presence: Presence = Presence.CAME) -> "Tale":
        return self.add(reply.attend(self.now, presence, **self.mark(Via.HOST)))

    def correct(self, seq: int, *, answer: Answer | None = None, presence: Presence | None = None) -> "Tale":
        return self.add(
            correct(
                self.entries, seq, answer=answer, presence=presence, reason=Reason.OUR_MISTAKE, **self.mark(Via.HOST)
            )
        )

    def dispute(self, seq: int) -> "Tale":
        return self.add(dispute(self.entries, seq, self.terms, **self.mark(Via.LINK)))

    def decide(self, seq: int, *, upheld: bool, alone: bool = True) -> "Tale":
        return self.add(decide(self.entries, seq, upheld=upheld, alone=alone, **self.mark(Via.HOST)))

    def hide(self, seq: int, reason: Reason = Reason.PERSONAL_DATA) -> "Tale":
        return self.add(hide(self.entries, seq, reason, **self.mark(Via.HOST)))

    def state(self, text: str = "We were moving house.") -> "Tale":
        return self.add(make_statement(self.now, text, TEXT, **self.mark(Via.LINK)))

    def pause(
        self, first: date, last: date, *, why: PauseKind = PauseKind.PRE_ELECTION, body: int | None = 1
    ) -> "Tale":
        """Declare a pause, and move the clock if it is stopped, as `bot.pausing` does."""
        paused = pause(why, first, last, body, self.terms, **self.mark(Via.COMMAND))
        self.add(paused)
        self.terms = adopted(self.terms, paused)
        number = len(self.entries)
        moved = stopped(self.now, paused, number, self.terms, **self.mark(Via.COMMAND))
        return self.add(moved) if moved else self

    def evidence(self, **changes: object) -> silence.Evidence:
        given = {
            "heard_until": at(self.today, 9) if self.heard else None,
            "noticed_sentence": SENTENCE,
            "sentence_today": SENTENCE,
            "whom_today": "the Director of Care of Northshire ICB",
        }
        return silence.Evidence(**{**given, **changes})  # type: ignore[arg-type]

    def publish(self, **changes: object) -> "Tale":
        return self.add(silence.due(self.entries, self.evidence(**changes), self.terms, **self.mark(Via.TIMETABLE)))

    def let_time_pass(self, days: int) -> "Tale":
        """Each day, do what is due."""
        for _ in range(days):
            self.day(self.today + timedelta(days=1))
            now = self.now
            off = self.today.weekday() > 4 or self.terms.paused(now.organisation, self.today)
            if off or now.next_on is None or now.next_on > self.today:
                continue
            match now.next_step:
                case Step.FIRST_REMINDER | Step.SECOND_REMINDER:
                    self.remind()
                case Step.NOTICE:
                    self.notice()
                case Step.NO_REPLY if not silence.missing(self.entries, self.evidence(), self.terms, at(self.today)):
                    self.publish()
        return self

    @property
    def kinds(self) -> list[str]:
        return [entry.fact.kind for entry in self.entries[2:]]


def silent() -> Tale:
    """Up to the day on which "no reply recorded" is due, the 30th, and no further."""
    return Tale().send().let_time_pass(28).day(date(2026, 9, 30))
