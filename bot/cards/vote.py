"""The card of a vote: what it is about, two buttons, and when it is over, what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot import voting
from bot.cards import VOTE
from bot.chat.card import Block, Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line, listing, plural, quote
from bot.partnership import in_words, partnership_now
from bot.rules.declining import public_from
from bot.rules.feedback import LEAST
from bot.rules.saying import say_date
from bot.rules.voting import Votes, carried
from bot.rules.wording.partnership import GROUNDS, REMOVED
from bot.rules.words import Ground
from bot.view import View
from db import feedback, models

YES, NO = "yes", "no"


@dataclass(frozen=True)
class VoteSheet:
    """`instead_of` are the words of the criterion that would go; `votes` are None while the vote is open."""

    number: int
    kind: str
    state: str
    closes_on: date
    cast: int
    least: int
    text: str | None = None
    instead_of: str | None = None
    body: str | None = None
    grounds: tuple[Ground, ...] = ()
    conditions: str | None = None
    votes: Votes | None = None
    enough: bool = False
    told_until: date | None = None
    statement: str | None = None
    """What the body says to it, until that stands on the record."""

    @property
    def open(self) -> bool:
        return self.state == voting.OPEN


async def vote_sheet(view: View, motion_id: int) -> VoteSheet:
    """Raises `Refused` for a vote of another forum."""
    row: models.Motion = await view.own(models.Motion, motion_id, "vote")
    body = await view.db.get(models.Organisation, row.organisation_id) if row.organisation_id else None
    votes = Votes(row.in_favour or 0, row.against or 0) if row.in_favour is not None else None
    words = await in_words(view, await partnership_now(view, before=None)) if row.instead_of else {}
    return VoteSheet(
        number=row.id,
        kind=row.kind,
        state=row.state,
        closes_on=row.closes_on,
        cast=votes.cast if votes else sum(await feedback.votes(view.db, row.id)),
        least=view.terms.policy.vote_least,
        text=row.text,
        instead_of=words.get(row.instead_of, REMOVED) if row.instead_of else None,
        body=body.name if body else None,
        grounds=tuple(Ground(one) for one in (row.grounds or "").split()),
        conditions=row.conditions,
        votes=votes,
        enough=votes is not None and carried(votes, view.terms.policy),
        statement=row.statement,
        told_until=public_from(row.told_on, view.terms) if row.told_on else None,
    )


def vote_card(sheet: VoteSheet) -> Card:
    """Nobody sees who called it, nor how it stands before it closes: only how many have voted."""
    tone = Tone.WAITING if sheet.open else Tone.GOOD if sheet.state == voting.CARRIED else Tone.PLAIN
    presses = (Press(CustomId(VOTE, sheet.number, YES), "For"), Press(CustomId(VOTE, sheet.number, NO), "Against"))
    return Card(
        title(sheet),
        [*_about(sheet), _stands(sheet)],
        presses if sheet.open else (),
        tone=tone,
        footer=f"Vote {sheet.number}",
    )


def title(sheet: VoteSheet) -> str:
    body = line(sheet.body or "a body")
    return {
        voting.CRITERION: "Vote: a criterion for our sessions" if sheet.text else "Vote: one criterion less",
        voting.DECLINE: f"Vote: do we stop working with {body} for now?",
        voting.WELCOME_BACK: f"Vote: do we work with {body} again?",
    }[sheet.kind]


def _about(sheet: VoteSheet) -> Iterator[Block]:
    if sheet.state == voting.TAKEN_BACK:
        return
    if sheet.grounds:
        yield f"Reason: {listing(GROUNDS[one] for one in sheet.grounds)}."
    if sheet.text:
        yield quote(sheet.text)
    if sheet.instead_of:
        yield f"{'In the place of' if sheet.text else 'It would no longer be asked'}: “{line(sheet.instead_of)}”"
    if sheet.conditions:
        yield f"We would work with them again when we see this:\n{quote(sheet.conditions)}"
    if sheet.statement:
        yield f"They say to it:\n{quote(sheet.statement)}"
    if sheet.kind == voting.DECLINE and sheet.open:
        yield "If it is carried, they are told first, and have time to answer before it is public."


def _stands(sheet: VoteSheet) -> str:
    if sheet.state == voting.TAKEN_BACK:
        return "**Taken back.** Nothing changes."
    if sheet.votes is None:
        least = f"It takes at least {sheet.least} votes, and more for it than against it."
        voted = f"{plural(sheet.cast, 'person has', 'people have')} voted" if sheet.cast else "Nobody has voted yet"
        return f"Open until **{say_date(sheet.closes_on)}**. {voted}; you can change your vote. {least}"
    result = f"{sheet.votes.in_favour} for, {sheet.votes.against} against"
    if sheet.votes.cast < LEAST:  # who voted how could be told from it
        result = "of fewer than five votes nothing more is shown" if sheet.votes.cast else "nobody voted"
    if sheet.state == voting.TOLD:
        until = f", and can answer until {say_date(sheet.told_until)}" if sheet.told_until else ""
        return f"**Carried**: {result}. They are being told{until}. It is public after that."
    if sheet.state == voting.CARRIED:
        return f"**Carried**: {result}. It stands on the record."
    why = (
        "Another vote had changed the criteria by then."
        if sheet.enough
        else f"It takes at least {sheet.least} votes, and more for it than against it."
    )
    return f"**Not carried**: {result}. {why}"
