"""Random histories in which much is counted, and cheap: each invitation has a fate, and only days that matter are told.

The chronicle (tests/rules/chronicle.py) tells each day of a forum, with whatever can happen on it. Here nothing happens
but invitations and what becomes of them, so that a thousand forums can be told in the time of a few.
"""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from bot.rules import dispute, facts as f, invitation, reply, session
from bot.rules.correction import correct
from bot.rules.errors import Refused
from bot.rules.session import session_standing
from bot.rules.statement import make_statement
from bot.rules.words import Answer, Presence, Reason, State, Via
from tests.rules.chronicle import START, Chronicle

AHEAD, MONTH = 45, 28
Happening = Callable[[], object]


@dataclass
class Fates:
    """A forum's story by what is to come: happenings wait for their day, and may bring about others."""

    told: Chronicle
    chance: random.Random
    _ahead: list[tuple[date, int, Happening]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def on(self, day: date, happening: Happening) -> None:
        heapq.heappush(self._ahead, (max(day, self.told.today), next(self._order), happening))

    def after(self, days: int, happening: Happening) -> None:
        """On that day, or the Monday after."""
        day = self.told.today + timedelta(days=days)
        self.on(day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0), happening)

    def play(self, until: date) -> Chronicle:
        while self._ahead and self._ahead[0][0] <= until:
            self.told.today, _, happens = heapq.heappop(self._ahead)
            try:
                happens()
            except Refused:
                continue
        self.told.today = until
        return self.told

    def calls(self) -> None:
        """A session is called, and every role is invited to it."""
        number = self.told.plan(AHEAD)
        for official in self.told.roles:
            invited = self.told.invite(number, official)
            if self.chance.random() < 0.95:
                self._sends(invited)
            self._meets(invited)
        self.after(AHEAD, lambda: self._holds(number))

    def _sends(self, number: int) -> None:
        self.told.send(number)
        self._waits(number)
        kind = self.told.roles[self._official(number)]
        if self.chance.random() < 0.35 + 0.15 * (kind % 5):
            days = self.chance.choice((0, 1, 3, 6, 8, 11, 14, 20, 30, 44))
            self.after(days, lambda: self._answers(number))
        if self.chance.random() < 0.25:
            self.after(self.chance.randint(1, 30), self.chance.choice(SIDE)(self, number))

    def _official(self, number: int) -> int:
        invited = self.told.of_invitation[number][0].fact
        assert isinstance(invited, f.Invited)
        return invited.official

    def _waits(self, number: int) -> None:
        """What time brings about, on the day on which it does."""
        now = self.told.now(number)
        if now.next_on is None or now.next_step is None:
            return

        def comes() -> None:
            self.told.take_step(number)
            if self.told.now(number).next_on != now.next_on or self.told.now(number).next_step != now.next_step:
                self._waits(number)

        self.on(now.next_on, comes)

    def _answers(self, number: int) -> None:
        answers = [*[Answer.ATTENDING] * 4, *[Answer.DEPUTY] * 2, *Answer]
        self.told.answer(number, self.chance.choice(answers))

    def _holds(self, number: int) -> None:
        if self.chance.random() < 0.06:
            now = session_standing(self.told.of_session[number])
            self.told.add(session.cancel(now, Reason.TOO_FEW_PEOPLE, **self.told.mark()))
            return
        self.told.add(session.hold(session_standing(self.told.of_session[number]), 9, **self.told.mark()))

    def _meets(self, number: int) -> None:
        if self.chance.random() < 0.9:
            presence = self.chance.choice(list(Presence))
            self.after(
                AHEAD + 1,
                lambda: self.told.add(reply.attend(self.told.now(number), presence, **self.told.mark())),
            )

    def bounces(self, number: int) -> Happening:
        def happens() -> None:
            self.told.add(invitation.bounced(self.told.now(number), **self.told.mark(Via.MAIL)))
            if self.chance.random() < 0.5:
                self.told.add(invitation.address_replaced(self.told.now(number), **self.told.mark()))
                self.told.send(number)
                self._waits(number)

        return happens

    def acknowledges(self, number: int) -> Happening:
        def happens() -> None:
            self.told.add(reply.acknowledge(self.told.now(number), self.told.terms, **self.told.mark()))
            self._waits(number)

        return happens

    def asks_for_time(self, number: int) -> Happening:
        def happens() -> None:
            until = self.told.today + timedelta(days=20)
            self.told.add(reply.ask_for_time(self.told.now(number), until, self.told.terms, **self.told.mark()))
            self._waits(number)

        return happens

    def withdraws(self, number: int) -> Happening:
        return lambda: self.told.add(invitation.withdraw(self.told.now(number), Reason.OUR_MISTAKE, **self.told.mark()))

    def disputes(self, number: int) -> Happening:
        def happens() -> None:
            fitting = dispute.disputable(self.told.history(number))
            if fitting:
                self.told.add(
                    dispute.dispute(
                        self.told.history(number), fitting[-1].seq, self.told.terms, **self.told.mark(Via.LINK)
                    )
                )

        return happens

    def says(self, number: int) -> Happening:
        def happens() -> None:
            words = "We were moving house."
            self.told.add(
                make_statement(self.told.now(number), words, self.told.text(words), **self.told.mark(Via.LINK))
            )

        return happens

    def corrects(self, number: int) -> Happening:
        def happens() -> None:
            replies = [e for e in self.told.of_invitation[number] if isinstance(e.fact, f.Responded)]
            if replies and self.told.now(number).state is not State.DISPUTED:
                history = self.told.history(number)
                mark = self.told.mark()
                self.told.add(
                    correct(history, replies[-1].seq, answer=None, presence=None, reason=Reason.OUR_MISTAKE, **mark)
                )

        return happens


SIDE = (
    Fates.bounces,
    Fates.acknowledges,
    Fates.asks_for_time,
    Fates.withdraws,
    Fates.disputes,
    Fates.says,
    Fates.corrects,
)


def forum(seed: int, *, bodies: int = 4, sessions: int = 5, start: date = START) -> Chronicle:
    """A forum that calls a session every four weeks, and what becomes of its invitations, up to a day of chance."""
    chance = random.Random(seed)
    fates = Fates(Chronicle.begun(bodies, bodies), chance)
    fates.told.today = start
    for number in range(sessions):
        fates.after(number * MONTH, fates.calls)
    return fates.play(start + timedelta(days=sessions * MONTH + chance.randint(20, 90)))
