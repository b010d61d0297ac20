"""One mail that certainly belongs to an invitation, and what may come of it."""

from dataclasses import dataclass
from datetime import date

from bot.mail.parse.parsed import Parsed
from bot.post.hints import Hints
from bot.rules.standing import Standing
from bot.transaction import Transaction
from bot.view import History
from bot.ways import Ways
from db import models


@dataclass(frozen=True)
class Settled:
    """Nothing is left to do. `entry` is what it became, if anything; with `show`, the hosts see it all the same."""

    entry: int | None = None
    show: bool = False


@dataclass(frozen=True)
class ForHosts:
    """A person has to read it. `why` is the clerk's doubt, in words that continue "not recorded by itself: "."""

    why: str = ""


@dataclass(frozen=True)
class Case:
    """One mail that certainly belongs to an invitation. `letter` is the one it answers, where that is known."""

    tx: Transaction
    ways: Ways
    piece: models.Piece
    parsed: Parsed
    hints: Hints
    invitation: models.Invitation
    history: History
    now: Standing
    letter: models.Letter | None
    authserv_id: str | None

    @property
    def came_on(self) -> date:
        """Not before the letter went: clocks of others may be wrong, and the day counts for the figures."""
        day = self.tx.terms.day(self.piece.came_at)
        return max(day, self.now.sent_on) if self.now.sent_on else day
