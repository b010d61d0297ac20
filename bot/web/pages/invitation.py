"""One invitation, and how we know: every entry about it in order, with its evidence, its corrections and statements."""

from dataclasses import dataclass

from bot.public.said import Said, read
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.present import say_counted, say_standing
from bot.rules.saying import say_moment
from bot.rules.standing import standing
from bot.rules.tongue import capital
from bot.rules.wording import PRESENCES
from bot.view import View
from bot.ways import Ways
from bot.web.pages.citing import citation
from bot.web.pages.letters import exchanged
from bot.web.pages.session import REMOVED
from bot.web.pages.words import how
from bot.web.render import Page
from db import models

ALONE = "One invitation through this forum; it says nothing of others."
"""What has to be said beside a single invitation, wherever it is cited."""


@dataclass(frozen=True)
class Step:
    """An entry with who put it there, and what it rests on."""

    said: Said
    how: str
    evidence: tuple[int, ...] = ()
    heard: str | None = None


async def page(view: View, ways: Ways, number: int) -> Page:
    row: models.Invitation = await view.own(models.Invitation, number, "invitation")
    session: models.Session = await view.own(models.Session, row.session_id, "session")
    history = await view.history(number)
    if not any(isinstance(entry.fact, f.Invited) for entry in history):
        raise Refused("That invitation had not been made yet on that day.")
    now, whom, today = standing(history), await view.whom_of(number), view.terms.day(view.now)
    said = await read(view, history)
    recorded = [one.text for one in said if isinstance(one.fact, f.NoReplyRecorded) and not (one.void or one.hidden)]
    about, title = session.title or REMOVED, f"{capital(str(whom))}: {session.title or REMOVED}"
    stands, counted = say_standing(now, whom, today, recorded[-1] if recorded else None), say_counted(now, today)
    return Page(
        f"invitations/{number}",
        "invitation",
        title,
        {
            "citation": await citation(view, ways, f"invitations/{number}", title, f"{stands} {counted} {ALONE}"),
            "number": number,
            "whom": whom,
            "organisation": row.organisation_id,
            "session": (session.id, about, now.starts),
            "stands": stands,
            "came": f"{capital(str(whom))} {PRESENCES[now.presence]}." if now.presence else None,
            "counted": counted,
            "statements": [one for one in said if isinstance(one.fact, f.StatementMade)],
            "exchanged": exchanged(said),
            "steps": [_step(view, one) for one in said],
            "mail": ways.mail,
        },
        indexed=False,
    )


def _step(view: View, said: Said) -> Step:
    fact = said.fact
    if isinstance(fact, f.NoReplyRecorded):
        return Step(said, how(fact), fact.evidence, say_moment(fact.heard_until, view.zone))
    return Step(said, how(fact))
