"""One invitation, and how we know: every entry about it in order, with its evidence, its corrections and statements."""

from dataclasses import dataclass

from bot.public.said import Said, read
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.present import say_counted, say_standing
from bot.rules.saying import say_moment
from bot.rules.standing import standing
from bot.rules.tongue import capital, tr
from bot.rules.wording import Whom
from bot.rules.words import Presence
from bot.view import View
from bot.ways import Ways
from bot.web.pages.citing import citation
from bot.web.pages.letters import exchanged
from bot.web.pages.session import called
from bot.web.pages.words import how
from bot.web.render import Page
from db import models


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
    about = called(session.title)
    title = capital(tr("{whom}: {session}", whom=whom, session=about))
    alone = tr("One invitation through this forum; it says nothing of others.")
    stands, counted = say_standing(now, whom, today, recorded[-1] if recorded else None), say_counted(now, today)
    return Page(
        f"invitations/{number}",
        "invitation",
        title,
        {
            "citation": await citation(view, ways, f"invitations/{number}", title, f"{stands} {counted} {alone}"),
            "number": number,
            "whom": whom,
            "organisation": row.organisation_id,
            "session": (session.id, about, now.starts),
            "stands": stands,
            "came": _came(whom, now.presence) if now.presence else None,
            "counted": counted,
            "statements": [one for one in said if isinstance(one.fact, f.StatementMade)],
            "exchanged": exchanged(said),
            "steps": [_step(view, one) for one in said],
            "mail": ways.mail,
        },
        indexed=False,
    )


def _came(whom: Whom, presence: Presence) -> str:
    match presence:
        case Presence.CAME:
            said = tr("{whom} came.", whom=whom)
        case Presence.DEPUTY_CAME:
            said = tr("{whom} came by deputy.", whom=whom)
        case Presence.DID_NOT_COME:
            said = tr("{whom} was not there.", whom=whom)
    return capital(said)


def _step(view: View, said: Said) -> Step:
    fact = said.fact
    if isinstance(fact, f.NoReplyRecorded):
        return Step(said, how(fact), fact.evidence, say_moment(fact.heard_until, view.zone))
    return Step(said, how(fact))
