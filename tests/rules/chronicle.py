"""The whole record of a forum, told by the rules alone: many bodies, many sessions, and whatever happens to them.

chronicle = Chronicle.of_chance(seed=3, days=60)      everything that can happen, at random but always the same
chronicle.facts                                       the chain, in order
chronicle.export(folder)                              as an export writes it: record.jsonl, figures.json, head.json
"""

import hashlib
import json
import random
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.rules import chain, dispute, facts as f, hiding, invitation, minutes, pause, reply, session, silence
from bot.rules.correction import VOIDABLE, correct
from bot.rules.enclosed import enclosed_in
from bot.rules.errors import Refused
from bot.rules.policy import Policy
from bot.rules.recount import fold, report, until
from bot.rules.session import session_standing
from bot.rules.standing import Standing, standing
from bot.rules.statement import make_statement
from bot.rules.terms import Mark, Terms, adopted
from bot.rules.verify import seal
from bot.rules.wording import PRIVACY
from bot.rules.words import Answer, OrganisationKind, PauseKind, Presence, Reason, State, Step, Via
from tests.rules.tale import SENTENCE, WAY, at

START = date(2026, 9, 1)
HOLIDAYS = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1))


@dataclass
class Chronicle:
    today: date = START
    entries: list[f.Entry] = field(default_factory=list)
    texts: dict[str, dict[str, str] | None] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    roles: dict[int, int] = field(default_factory=dict)
    of_session: dict[int, list[f.Entry]] = field(default_factory=lambda: defaultdict(list))
    of_invitation: dict[int, list[f.Entry]] = field(default_factory=lambda: defaultdict(list))
    session_of: dict[int, int] = field(default_factory=dict)

    @classmethod
    def begun(cls, bodies: int = 3, roles: int = 7) -> "Chronicle":
        told = cls()
        told.add(f.PolicyAdopted(policy=Policy(), **told.mark()))
        told.add(f.CalendarAdopted(first=date(2026, 1, 1), last=date(2028, 12, 31), closed=HOLIDAYS, **told.mark()))
        kinds = list(OrganisationKind)
        for number in range(1, bodies + 1):
            name, sort = f"Body {number}", kinds[(number - 1) // 2 % len(kinds)]
            told.add(f.OrganisationListed(organisation=number, name=name, sort=sort, **told.mark()))
        for number in range(1, roles + 1):
            body = (number - 1) % bodies + 1
            told.roles[number] = body
            told.add(
                f.OfficialListed(
                    official=number, organisation=body, role=f"Role {number}", elected=False, **told.mark()
                )
            )
        return told

    @classmethod
    def of_chance(cls, seed: int, days: int = 90, *, pauses: bool = False) -> "Chronicle":
        """With `pauses`, clocks are stopped besides, and entries hidden."""
        told, chance, besides = cls.begun(), random.Random(seed), random.Random(-seed - 1)
        for _ in range(days):
            told.a_day_of(chance)
            if pauses and besides.random() < 0.1:
                _pauses(told, besides)
            if pauses and besides.random() < 0.1:
                _hides(told, besides)
        return told

    @property
    def facts(self) -> list[f.Fact]:
        return [entry.fact for entry in self.entries]

    def mark(self, via: Via = Via.HOST) -> Mark:
        return Mark(at=at(self.today), by="member:1" if via is Via.HOST else f.CLERK, via=via)

    def add(self, fact: f.Fact) -> f.Entry:
        entry = f.Entry(len(self.entries) + 1, fact)
        self.entries.append(entry)
        self.terms = adopted(self.terms, fact)
        if isinstance(fact, f.InvitationFact):
            self.of_invitation[fact.invitation].append(entry)
        elif isinstance(fact, f.SessionFact):
            self.of_session[fact.session].append(entry)
        if isinstance(fact, f.Invited):
            self.session_of[fact.invitation] = fact.session
        return entry

    def text(self, words: str) -> f.Enclosed:
        salt = f"{len(self.texts):032x}"
        digest = chain.enclose(words, salt)
        self.texts[digest] = {"salt": salt, "text": words}
        return digest

    def history(self, number: int) -> list[f.Entry]:
        own = (*self.of_invitation[number], *self.of_session[self.session_of[number]])
        return sorted(own, key=lambda entry: entry.seq)

    def now(self, number: int) -> Standing:
        return standing(self.history(number))

    def plan(self, days: int = 40) -> int:
        number, starts = len(self.of_session) + 1, at(self.today + timedelta(days=days), 19)
        title = self.text(f"Session {number}")
        self.add(session.plan(number, title, starts, starts + timedelta(minutes=90), **self.mark()))
        return number

    def invite(self, to: int, official: int) -> int:
        number = len(self.session_of) + 1
        now = session_standing(self.of_session[to])
        self.add(
            invitation.invite(
                now, invitation=number, official=official, organisation=self.roles[official], holder=None, **self.mark()
            )
        )
        return number

    def send(self, number: int) -> None:
        self.add(invitation.sent(self.now(number), self.terms, **self.mark(Via.MAIL)))

    def answer(self, number: int, answer: Answer = Answer.ATTENDING) -> None:
        detail = self.text("By telephone") if answer is Answer.OTHER_DATE else None
        self.add(reply.respond(self.now(number), answer, self.terms, detail=detail, **self.mark()))

    def days_pass(self, days: int) -> "Chronicle":
        for _ in range(days):
            self.today += timedelta(days=1)
            for number in list(self.session_of):
                self.take_step(number)
        return self

    def take_step(self, number: int) -> None:
        """What time brings about for an invitation today."""
        now = self.now(number)
        if self.today.weekday() > 4 or self.terms.paused(now.organisation, self.today):
            return
        if now.next_on is None or now.next_on > self.today:
            return
        match now.next_step:
            case Step.FIRST_REMINDER | Step.SECOND_REMINDER:
                self.add(invitation.reminded(now, self.terms, **self.mark(Via.MAIL)))
            case Step.NOTICE:
                letter, as_at = f"{SENTENCE}\n{WAY}\n{PRIVACY}", self.terms.of(now.organisation).after(self.today, 6)
                sentence = self.text(SENTENCE)
                self.add(
                    silence.notice(
                        now, self.terms, letter, SENTENCE, sentence, as_at=as_at, way=WAY, **self.mark(Via.MAIL)
                    )
                )
            case Step.NO_REPLY:
                self.publish(number)

    def pause(self, first: date, last: date, body: int | None, why: PauseKind = PauseKind.CLOSURE) -> None:
        fact = pause.pause(why, first, last, body, self.terms, **self.mark())
        number = self.add(fact).seq
        moved = [pause.stopped(self.now(one), fact, number, self.terms, **self.mark()) for one in self.session_of]
        for one in moved:
            if one:
                self.add(one)

    def publish(self, number: int) -> None:
        evidence = silence.Evidence(
            heard_until=at(self.today, 9),
            noticed_sentence=SENTENCE,
            sentence_today=SENTENCE,
            whom_today="the Director of Care of Northshire ICB",
        )
        if not silence.missing(self.history(number), evidence, self.terms, at(self.today)):
            self.add(silence.due(self.history(number), evidence, self.terms, **self.mark(Via.TIMETABLE)))

    def publish_minutes(self) -> None:
        """On the day, late, twice or not yet, by the number of the session."""
        for number, history in self.of_session.items():
            now = minutes.minutes_standing(history, self.terms)
            passed = (self.today - now.promised_on).days if now.promised_on else 0
            if passed and passed in (7 * number, 9 * number):
                text = self.text(f"# Item 1\nVersion {len(now.versions) + 1}")
                self.add(minutes.publish(history, text, self.terms, **self.mark()))

    def a_day_of(self, chance: random.Random) -> None:
        """Time passes, and then something may happen; what the rules refuse does not."""
        self.days_pass(1)
        self.publish_minutes()
        for happens in chance.sample(HAPPENS, 3):
            try:
                happens(self, chance)
            except Refused:
                continue

    def export(self, folder: Path, *, as_at: date | None = None) -> Path:
        """What an export holds, made by hand from the rules, so that the verifier is not asked about its own words."""
        folder.mkdir(parents=True, exist_ok=True)
        lines, as_at = self.lines(), as_at or self.today
        (folder / "record.jsonl").write_bytes(b"".join(lines))
        head = json.loads(lines[-1])["hash"]
        figures = json.dumps(
            report(fold(until(self.entries, as_at, self.terms)), since=None, as_at=as_at, head=head), sort_keys=True
        )
        (folder / "figures.json").write_text(figures + "\n")
        write_head(folder, len(lines), head, as_at)
        return folder

    def lines(self) -> list[bytes]:
        written, prev = [], chain.GENESIS
        for entry in self.entries:
            line = chain.line(entry.seq, entry.fact, prev)
            prev = line["hash"]
            enclosed = {digest: self.texts[digest] for digest in enclosed_in(entry.fact)}
            written.append((chain.canonical({**line, "enclosed": enclosed}) + "\n").encode())
        return written


def write_head(folder: Path, length: int, head: str, as_at: date) -> None:
    names = [file.name for file in sorted(folder.iterdir()) if file.name != "head.json"]
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    said: dict[str, Any] = {"length": length, "hash": head, "as_at": as_at.isoformat(), "files": files}
    said |= {"format": 1, "forum": "northshire", "name": "Northshire"}
    (folder / "head.json").write_text(chain.canonical({**said, "seal": seal(said)}) + "\n")


def _some(told: Chronicle, chance: random.Random, *states: State) -> int:
    fitting = [number for number in told.session_of if not states or told.now(number).state in states]
    if not fitting:
        raise Refused("There is none.")
    return chance.choice(fitting)


def _session(told: Chronicle, chance: random.Random) -> int:
    if not told.of_session:
        raise Refused("There is none.")
    return chance.choice(list(told.of_session))


def _plans(told: Chronicle, chance: random.Random) -> None:
    if len(told.of_session) < 8:
        told.plan(chance.choice((12, 35, 40, 45)))


def _invites(told: Chronicle, chance: random.Random) -> None:
    to = _session(told, chance)
    asked = {e.fact.official for n, s in told.session_of.items() if s == to for e in told.of_invitation[n][:1]}  # type: ignore[attr-defined]
    for official in chance.sample(sorted(told.roles), 3):
        if official not in asked:
            told.send(told.invite(to, official))


def _answers(told: Chronicle, chance: random.Random) -> None:
    told.answer(_some(told, chance), chance.choice(list(Answer)))


def _acknowledges(told: Chronicle, chance: random.Random) -> None:
    told.add(reply.acknowledge(told.now(_some(told, chance, State.WAITING)), told.terms, **told.mark()))


def _asks_for_time(told: Chronicle, chance: random.Random) -> None:
    until = told.today + timedelta(days=chance.randint(1, 50))
    told.add(reply.ask_for_time(told.now(_some(told, chance, State.WAITING)), until, told.terms, **told.mark()))


def _bounces(told: Chronicle, chance: random.Random) -> None:
    told.add(invitation.bounced(told.now(_some(told, chance, State.WAITING)), **told.mark(Via.MAIL)))


def _replaces(told: Chronicle, chance: random.Random) -> None:
    number = _some(told, chance, State.BOUNCED, State.NO_REPLY)
    told.add(invitation.address_replaced(told.now(number), **told.mark()))
    if chance.random() < 0.7:
        told.send(number)


def _sends_anew(told: Chronicle, chance: random.Random) -> None:
    told.send(_some(told, chance, State.TO_SEND))


def _sends_again(told: Chronicle, chance: random.Random) -> None:
    told.add(invitation.sent_again(told.now(_some(told, chance, State.WAITING)), **told.mark(Via.MAIL)))


def _confirms(told: Chronicle, chance: random.Random) -> None:
    told.add(f.AddressConfirmed(official=chance.choice(list(told.roles)), **told.mark()))


def _raises(told: Chronicle, chance: random.Random) -> None:
    item = chance.randint(1, 9)
    accepted = f.ItemAccepted(item=item, session=_session(told, chance), organisation=None, **told.mark())
    deferred = f.ItemDeferred(item=item, reason=Reason.NEEDS_MORE_TIME, **told.mark())
    declined = f.ItemDeclined(item=item, reason=Reason.OUT_OF_SCOPE, **told.mark())
    told.add(chance.choice((accepted, deferred, declined, f.ItemMerged(item=item, into=item + 1, **told.mark()))))


def _opens(told: Chronicle, chance: random.Random) -> None:
    told.add(session.open_session(session_standing(told.of_session[_session(told, chance)]), **told.mark()))


def _auto(told: Chronicle, chance: random.Random) -> None:
    told.add(reply.auto_reply(told.now(_some(told, chance, State.WAITING)), **told.mark(Via.MAIL)))


def _moves(told: Chronicle, chance: random.Random) -> None:
    number = _session(told, chance)
    starts = at(told.today + timedelta(days=chance.choice((20, 40))), 18)
    if chance.random() < 0.1:
        told.add(session.move(session_standing(told.of_session[number]), starts, **told.mark()))


def _cancels(told: Chronicle, chance: random.Random) -> None:
    if chance.random() < 0.05:
        now = session_standing(told.of_session[_session(told, chance)])
        told.add(session.cancel(now, Reason.TOO_FEW_PEOPLE, **told.mark()))


def _holds(told: Chronicle, chance: random.Random) -> None:
    number = _session(told, chance)
    told.add(session.hold(session_standing(told.of_session[number]), 9, **told.mark()))
    told.add(minutes.promise(told.of_session[number], told.terms, **told.mark()))


def _attends(told: Chronicle, chance: random.Random) -> None:
    told.add(reply.attend(told.now(_some(told, chance)), chance.choice(list(Presence)), **told.mark()))


def _comes_uninvited(told: Chronicle, chance: random.Random) -> None:
    number, official = _session(told, chance), chance.choice(list(told.roles))
    if session_standing(told.of_session[number]).starts <= at(told.today):
        body = told.roles[official]
        told.add(f.CameUninvited(session=number, official=official, organisation=body, **told.mark()))


def _corrects(told: Chronicle, chance: random.Random) -> None:
    history = told.history(_some(told, chance))
    entry = chance.choice([entry for entry in history if isinstance(entry.fact, VOIDABLE)] or history)
    answer = chance.choice((None, *Answer)) if isinstance(entry.fact, f.Responded) else None
    presence = chance.choice((None, *Presence)) if isinstance(entry.fact, f.Attended) else None
    told.add(correct(history, entry.seq, answer=answer, presence=presence, reason=Reason.OUR_MISTAKE, **told.mark()))


def _disputes(told: Chronicle, chance: random.Random) -> None:
    number = _some(told, chance, State.NO_REPLY, State.REPLIED, State.DISPUTED)
    now = told.now(number)
    if not now.disputes and chance.random() < 0.7:
        return
    if now.disputes:
        upheld, seq = chance.random() < 0.5, min(now.disputes)
        told.add(dispute.decide(told.history(number), seq, upheld=upheld, alone=True, **told.mark()))
        return
    if fitting := dispute.disputable(told.history(number)):
        told.add(dispute.dispute(told.history(number), fitting[-1].seq, told.terms, **told.mark(Via.LINK)))


def _says(told: Chronicle, chance: random.Random) -> None:
    number = _some(told, chance, State.NO_REPLY, State.REPLIED_LATE)
    words = "We were moving house."
    told.add(make_statement(told.now(number), words, told.text(words), **told.mark(Via.LINK)))


def _hides(told: Chronicle, chance: random.Random) -> None:
    said = [entry for entry in told.entries if isinstance(entry.fact, f.StatementMade | f.Responded)]
    fitting = [entry for entry in said if entry.seq not in hiding.hidden_in(told.entries)]
    if fitting:
        entry = chance.choice(fitting)
        assert isinstance(entry.fact, f.InvitationFact)
        history = told.history(entry.fact.invitation)
        told.add(hiding.hide(history, entry.seq, chance.choice(hiding.CLASSES), **told.mark()))


def _pauses(told: Chronicle, chance: random.Random) -> None:
    first = told.today + timedelta(days=chance.randint(-3, 9))
    last = first + timedelta(days=chance.randint(3, 20))
    with suppress(Refused):
        told.pause(first, last, chance.choice((None, *told.roles.values())), chance.choice(list(PauseKind)))


def _is_held_back(told: Chronicle, chance: random.Random) -> None:
    now = told.now(_some(told, chance, State.WAITING))
    if now.held_back:
        told.add(invitation.release(now, **told.mark()))
    elif chance.random() < 0.3:
        told.add(invitation.hold_back(now, Reason.UNDER_DISCUSSION, **told.mark()))


def _withdraws(told: Chronicle, chance: random.Random) -> None:
    if chance.random() < 0.05:
        told.add(invitation.withdraw(told.now(_some(told, chance)), Reason.OUR_MISTAKE, **told.mark()))


def _is_renamed(told: Chronicle, chance: random.Random) -> None:
    number = chance.choice(list(told.roles.values()))
    sort = chance.choice(list(OrganisationKind)[:3])
    name = f"Body {number} since {told.today:%j}"
    told.add(f.OrganisationListed(organisation=number, name=name, sort=sort, **told.mark()))


HAPPENS = (
    *(_plans, _invites, _invites, _answers, _answers, _acknowledges, _asks_for_time, _bounces, _replaces, _auto),
    *(_moves, _cancels, _holds, _attends, _attends, _attends, _comes_uninvited, _corrects, _disputes, _says),
    *(_is_held_back, _withdraws, _is_renamed, _sends_anew, _sends_anew, _sends_again, _confirms, _raises, _opens),
)
