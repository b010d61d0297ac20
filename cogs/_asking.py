"""Asking many officials at once: a menu of those who can still be asked to a session, in pages of 25.

The menu says all it needs: the session, and the draft that holds the words to send along. It works after a restart,
for as long as drafts are kept.
"""

import json
from collections.abc import Mapping, Sequence

from bot import choices
from bot.cards.invitation import asked_card, menu_card
from bot.inviting import MESSAGE_LIMIT, Asked, invite, obstacle, unfit
from bot.rules.errors import Refused
from bot.rules.session import SessionState
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from cogs._button import Select
from cogs._card import Card, Option
from cogs._desk import reading, writing
from cogs._limits import OPTIONS
from cogs._may import Act, Interaction, Shown
from cogs._pages import Page, Pages
from cogs._reply import reply
from db import models, papers

KIND = "invitation"


class ChooseOfficials(Select):
    """`subject` is the session, `extra` the draft with the words to send along."""

    name, act, placeholder, most = "invite", Act.INVITE, "Whom do you want to invite?", OPTIONS

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        async with writing(interaction) as tx:
            message = await _words(tx, int(self.extra or 0))
            chosen = [int(value) for value in values]
            card = await ask_all(tx, interaction.client.clerk.ways, subject, chosen, message)
        await reply(interaction, card)


class WhomToInvite(Pages):
    name, act, shown = "invite-page", Act.INVITE, Shown.IN_PLACE

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        session_id, draft = int(query["s"]), int(query.get("d", 0))
        async with reading(interaction) as view:
            return await _page(view, interaction.client.clerk.ways, session_id, draft, number)


async def ask_all(tx: Transaction, ways: Ways, session_id: int, officials: Sequence[int], message: str) -> Card:
    """Each gets an invitation of their own; whoever cannot be asked is named with the reason, and the rest goes on."""
    session: models.Session = await tx.own(models.Session, session_id, "session")
    asked: list[Asked] = []
    left_out: list[str] = []
    for number in officials:
        official: models.Official = await tx.own(models.Official, number, "official")
        why = await obstacle(tx, ways, session, official)
        if why is not None:
            left_out.append(why)
        else:
            asked.append(await invite(tx, ways, session, official, message, Via.COMMAND))
    if not asked and len(left_out) == 1:
        raise Refused(left_out[0])
    return asked_card(session.title, asked, left_out, tx.now, tx.zone)


async def menu(interaction: Interaction, session_id: int, message: str) -> Card:
    """The first page. The words typed are kept beside it, for an address has no room for them."""
    draft = 0
    if message:
        async with writing(interaction) as tx:
            row = models.Draft(
                forum_id=tx.forum.id,
                user_id=interaction.user.id,
                kind=KIND,
                words=json.dumps({"message": message}),
                made_at=tx.now,
            )
            tx.db.add(row)
            await tx.db.flush()
            draft = row.id
    return await WhomToInvite.show(interaction, s=session_id, d=draft or None)


def fit(message: str | None) -> str:
    """The words of a host for a letter, without what does not show; raises `Refused` where they are too long."""
    words = (message or "").strip()
    if len(words) > MESSAGE_LIMIT:
        raise Refused(
            f"That message has {len(words):,} characters; a letter takes {MESSAGE_LIMIT:,}. Please shorten it."
        )
    return words


async def _page(view: View, ways: Ways, session_id: int, draft: int, number: int) -> Page:
    session: models.Session = await view.own(models.Session, session_id, "session")
    if session.state != SessionState.PLANNED or session.starts_at <= view.now:
        raise Refused("That session has already begun or was cancelled. Choose a session that is still to come.")
    rows = await papers.invitations(view.db, view.forum.id, session_id=session_id)
    free = await _free(view, ways, session, {row.official_id for row in rows})
    if not free:
        raise Refused(
            "There is nobody left in the directory whom you could invite to that session. "
            "Add a role with /official add, or an e-mail address with /official edit."
        )
    last = -(-len(free) // OPTIONS)
    start = (min(max(number, 1), last) - 1) * OPTIONS
    options = [Option(str(one.id), *_told_apart(one)) for one in free[start : start + OPTIONS]]
    already = [await view.whom_of(row.id) for row in rows]
    offered = ChooseOfficials.of(options, session_id, str(draft) if draft else "")
    return Page(menu_card(session.title, offered, already, await _words(view, draft)), last)


async def _free(view: View, ways: Ways, session: models.Session, invited: set[int]) -> list[choices.Named]:
    """Who can still be asked, by organisation."""
    day = view.terms.day(session.starts_at)
    bodies = {row.id: row for row in await papers.organisations(view.db, view.forum.id)}
    rows = await papers.officials(view.db, view.forum.id)
    fit = {row.id for row in rows if unfit(row, bodies[row.organisation_id], day, ways) is None}
    return [one for one in await choices.officials(view) if one.id in fit - invited]


def _told_apart(one: choices.Named) -> tuple[str, str]:
    """The role as the label, and below it the body, so that long names stay apart."""
    *_, role, _, organisation = one.names
    return role, organisation


async def _words(view: View, draft: int) -> str:
    if not draft:
        return ""
    row = await view.db.get(models.Draft, draft)
    if row is None or row.forum_id != view.forum.id or row.kind != KIND:
        raise Refused("The message typed with this menu is no longer kept. Please use /invitation send again.")
    return str(json.loads(row.words)["message"])
