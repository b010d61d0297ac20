"""The form about the session, on the page of an official who came to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import feedback
from bot.desk.rating import came
from bot.partnership import criteria_of
from bot.rules import feedback as rules
from bot.rules.feedback_words import question
from bot.rules.standing import Standing
from bot.rules.tongue import capital
from bot.rules.wording.partnership import rung_words
from bot.view import View
from db import feedback as forms
from db.feedback import Giver


@dataclass(frozen=True)
class Asking:
    """One question; `chosen` is what they said before."""

    key: str
    words: str
    rungs: Sequence[tuple[str, str]]
    chosen: str | None

    @property
    def target(self) -> str:
        return f"{self.key}-{self.rungs[0][0]}"


@dataclass(frozen=True)
class Rating:
    """`asked` is empty where no form is open to them."""

    asked: Sequence[Asking] = ()
    until: date | None = None

    @property
    def given(self) -> bool:
        return any(one.chosen for one in self.asked)


async def rating(view: View, now: Standing) -> Rating:
    until = rules.open_until(await view.session_history(now.session), view.terms, view.now)
    if until is None or not came(now):
        return Rating()
    criteria = await criteria_of(view, now.session)
    given = await forms.given(view.db, now.session, Giver(invitation_id=now.invitation))
    asked = [
        Asking(
            one.key,
            question(one.asked, one.criterion, criteria),
            [(rung.value, capital(words)) for rung, words in rung_words(one.asked).items()],
            given.get(one.key),
        )
        for one in await feedback.questions(view, now.session)
    ]
    return Rating(asked, until)
