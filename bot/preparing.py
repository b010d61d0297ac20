"""What is left to do for one session, for a host who comes back to it: counted from the papers and the record.

Nothing here decides anything. Each thing names who it is about, so that a host sees at once whether it is theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot import minutes
from bot.chat.text import clip, listing, plural
from bot.partnership import stands_still
from bot.questions import open_on
from bot.rules.agenda import ItemState
from bot.rules.dispute import open_disputes
from bot.rules.notices import Action
from bot.rules.session import SessionState
from bot.rules.tongue import capital
from bot.rules.wording import where_minutes_stand
from bot.rules.words import PledgeState, State
from bot.view import View
from db import desk, models, papers, pledges, post, posts

NAMED = 3
"""So many of a kind are named; of more, only how many there are."""
BOUNCES = 5
"""So many have a line of their own: the rest comes up once these are mended."""
SHORT = 80
"""Characters of a name."""


class Todo(StrEnum):
    """What a host can do about it."""

    REVIEW = "review"
    ORDER = "order"
    INVITE = "invite"
    SEND = "send"
    MEND = "mend"
    READ = "read"
    DECIDE = "decide"
    ATTEND = "attend"
    CLOSE = "close"
    MINUTES = "minutes"
    ANSWERS = "answers"


@dataclass(frozen=True)
class Left:
    """One line of the card. `subject` is what the button opens; `stands` the message where it waits already."""

    todo: Todo
    words: str
    subject: int
    stands: tuple[int, int] | None = None


async def left_to_do(view: View, session_id: int) -> tuple[Left, ...]:
    """In the order in which it is best done. Raises `Refused` for a session of another forum."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    asked = await desk.standings(view.db, view.forum.id, session_id=session_id)
    over = row.state in (SessionState.HELD, SessionState.CANCELLED)
    if row.starts_at <= view.now or over:
        ahead = [*_afterwards(row, asked), *await _minutes(view, row), *await _answers(view, row)]
    else:
        ahead = [*await _agenda(view, row), *await _not_invited(view, row, asked)]
    return (*ahead, *await _by_hand(view, asked), *await _bounced(view, asked), *await _waiting(view, asked))


async def _agenda(view: View, row: models.Session) -> list[Left]:
    raised = len(await papers.items(view.db, view.forum.id, (ItemState.RAISED,)))
    put_off = len(await papers.items(view.db, view.forum.id, (ItemState.DEFERRED,)))
    said = [plural(raised, "item waits", "items wait") + " for your decision"] if raised else []
    said += [plural(put_off, "item", "items") + " put off from earlier"] if put_off else []
    left = [Left(Todo.REVIEW, f"{listing(said)}.", row.id)] if said else []
    points = await papers.agenda(view.db, view.forum.id, row.id)
    if without := sum(one.minutes is None for one in points):
        of = f"{without} of the {len(points)} items" if len(points) > 1 else "The item"
        has = "has" if without == 1 else "have"
        left.append(Left(Todo.ORDER, f"{of} on the agenda {has} no time set yet.", row.id))
    return left


async def _not_invited(view: View, row: models.Session, asked: Sequence[models.Standing]) -> list[Left]:
    """The bodies that items of this agenda are for, and nobody of which has been asked, though they could be."""
    there = {one.organisation_id for one in asked if one.state != State.WITHDRAWN}
    wanted = {one.organisation_id for one in await papers.agenda(view.db, view.forum.id, row.id)}
    rows = [one for one in await papers.organisations(view.db, view.forum.id) if one.id in wanted - there]
    bodies = [one.name for one in rows if not await stands_still(view, one.id)]
    if bodies:
        return [Left(Todo.INVITE, f"The agenda asks {_named(bodies)}, and nobody there is invited yet.", row.id)]
    return [] if there else [Left(Todo.INVITE, "Nobody is invited yet.", row.id)]


def _afterwards(row: models.Session, asked: Sequence[models.Standing]) -> list[Left]:
    if row.state == SessionState.CANCELLED:
        return []
    left = [] if row.state == SessionState.HELD else [Left(Todo.CLOSE, "The session is not closed yet.", row.id)]
    if open_ := sum(one.present is None for one in asked if one.state not in (State.WITHDRAWN, State.TO_SEND)):
        words = f"Who came is not noted yet for {plural(open_, 'invitation', 'invitations')}."
        left.append(Left(Todo.ATTEND, words, row.id))
    return left


async def _minutes(view: View, row: models.Session) -> list[Left]:
    stand = await minutes.standing(view, row.id)
    words = where_minutes_stand(stand, view.terms, view.terms.day(view.now))
    return [Left(Todo.MINUTES, words, row.id)] if words and not stand.versions else []


async def _answers(view: View, row: models.Session) -> list[Left]:
    """What was asked in a session that was held, and has no answer yet."""
    if row.state != SessionState.HELD or not (asked := await open_on(view, row.id)):
        return []
    words = plural(len(asked), "question that was asked in it has", "questions that were asked in it have")
    return [Left(Todo.ANSWERS, f"{words} no answer on the record yet.", row.id)]


async def _by_hand(view: View, asked: Sequence[models.Standing]) -> list[Left]:
    """Letters that the hosts send themselves, and have not said that they did."""
    written = await desk.letters_of(view.db, [one.invitation_id for one in asked])
    handed = [one for letters in written.values() for one in letters if one.state == "handed"]
    if not handed:
        return []
    whom = [str(await view.whom_of(one.invitation)) for one in handed]
    stands = await posts.message_of(view.db, view.forum.id, (Action.HAND_LETTER,), handed[0].id)
    words = plural(len(handed), "letter is", "letters are")
    return [Left(Todo.SEND, f"{words} yours to send: to {_named(whom)}.", handed[0].id, stands)]


async def _bounced(view: View, asked: Sequence[models.Standing]) -> list[Left]:
    bounced = [one.invitation_id for one in asked if one.state == State.BOUNCED]
    whom = [str(await view.whom_of(number)) for number in bounced]
    return [
        Left(Todo.MEND, f"Our letter to {_named([name])} did not arrive.", number)
        for number, name in zip(bounced, whom, strict=True)
    ][:BOUNCES]


async def _waiting(view: View, asked: Sequence[models.Standing]) -> list[Left]:
    """The post of the whole forum, as nobody knows yet what it is about, and the disputes about pledges, which may come
    out of no session; and the disputes of this session."""
    left = []
    if pieces := await post.tray(view.db, view.forum.id):
        words = f"{plural(len(pieces), 'message waits', 'messages wait')} to be read."
        left.append(Left(Todo.READ, capital(words), pieces[0]))
    for one in asked:
        for number in open_disputes(await view.history(one.invitation_id)) if one.state == State.DISPUTED else ():
            left.append(Left(Todo.DECIDE, f"A dispute about entry {number} waits for a decision.", number))
    rows = await pledges.of_forum(view.db, view.forum.id, state=PledgeState.DISPUTED)
    for pledge, history in (await view.pledge_histories([row.id for row in rows])).items():
        for number in open_disputes(history):
            words = f"A dispute about entry {number}, about pledge {pledge}, waits for a decision."
            left.append(Left(Todo.DECIDE, words, number))
    return left


def _named(names: Sequence[str]) -> str:
    shown = [clip(name, SHORT) for name in names[:NAMED]]
    return listing([*shown, f"{len(names) - NAMED} more"] if len(names) > NAMED else shown)
