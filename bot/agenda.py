"""Agenda items: the papers of what carers raise, and the decisions on them that the record keeps.

Who raised an item is known to the papers alone, so that its author can be told what became of it.
"""

import re
from datetime import timedelta

from bot import publishing, questions
from bot.rules import agenda as rules, facts as f
from bot.rules.agenda import OPEN, ItemState, Kind, Wording
from bot.rules.errors import Refused
from bot.rules.notices import Action
from bot.rules.terms import Mark
from bot.rules.words import Reason, Via
from bot.showing import show
from bot.transaction import Transaction
from bot.view import View
from db import models, papers, privacy, support

NAMED, LABELLED, UNNAMED = "named", "labelled", "unnamed"
TAKEN_OUT = "The words were taken out by whoever wrote them"
"""Stands in place of a title whose author had it erased."""


async def raise_item(
    tx: Transaction,
    words: Wording,
    *,
    user_id: int,
    label: str | None,
    organisation: int | None,
    kind: Kind = Kind.QUESTION,
    chosen: bool = False,
) -> models.Item:
    """`label` will stand under it, `chosen` by its author or else their name; None where they are not to be shown."""
    if organisation is not None:
        await tx.own(models.Organisation, organisation, "organisation")
    row = models.Item(
        forum_id=tx.forum.id,
        author_id=(await papers.enrol(tx.db, tx.forum.id, user_id)).id,
        kind=kind.value,
        shown=UNNAMED if not label else LABELLED if chosen else NAMED,
        author_label=label,
        title=words.title,
        details=words.details,
        organisation_id=organisation,
        state=ItemState.RAISED.value,
        raised_at=tx.now,
    )
    tx.db.add(row)
    await tx.db.flush()
    await show(tx, Action.ITEM_CARD, row.id)
    return row


async def withdraw(tx: Transaction, item_id: int, *, user_id: int) -> models.Item:
    row = await _item(tx, item_id)
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    rules.withdraw(ItemState(row.state), own=row.author_id == member.id)
    await _leave(tx, row, ItemState.WITHDRAWN)
    await show(tx, Action.ITEM_CARD, row.id)
    return row


async def me_too(tx: Transaction, item_id: int, *, user_id: int) -> int | None:
    """Count somebody, or, who was counted, no longer. How many people now want it besides its author; None where this
    one took it back."""
    row = await _item(tx, item_id)
    rules.support(ItemState(row.state), settled=bool(await settled(tx, row.id)))
    member = await papers.enrol(tx.db, tx.forum.id, user_id)
    if row.author_id == member.id:
        raise Refused("You raised this item yourself, so your voice is in it already.")
    await show(tx, Action.ITEM_CARD, row.id)
    if await support.take_back(tx.db, row.id, member.id):
        return None
    await support.add(tx.db, row.id, member.id)
    return (await support.counts(tx.db, [row.id]))[row.id]


async def settled(view: View, item_id: int | None = None) -> set[int]:
    """The items to which nothing more comes, or this one if it is one of them: who wanted them need not be known. They
    were not taken or were withdrawn; or their session is long over, and no question of theirs is open."""
    before = view.now - timedelta(days=view.terms.policy.coming_kept_days)
    found = set(await support.settled(view.db, view.forum.id, before, item_id=item_id))
    return found and found - {one.item for one in (await questions.asked(view)).values() if one.open}


async def accept(tx: Transaction, item_id: int, session_id: int, organisation: int | None) -> models.Item:
    """Put it on the agenda of a session, for an organisation or for nobody in particular."""
    row = await _item(tx, item_id)
    if organisation is not None:
        await tx.own(models.Organisation, organisation, "organisation")
    session = await tx.session(session_id)
    tx.record(rules.accept(row.id, ItemState(row.state), session, organisation, **tx.mark(Via.COMMAND)))
    row.state, row.session_id, row.organisation_id = ItemState.ACCEPTED.value, session_id, organisation
    row.place, row.reason = await papers.last_place(tx.db, session_id) + 1, None
    await questions.goes_on(tx, row.id, session_id, organisation, tx.mark(Via.COMMAND))
    await publishing.changed(tx, session_id, tx.mark(Via.COMMAND))
    return row


async def move_up(tx: Transaction, item_id: int) -> models.Item:
    """One place further to the front of its agenda; the first one goes to the end."""
    row, session_id = await _placed(tx, item_id)
    order = [one for one in await papers.agenda(tx.db, tx.forum.id, session_id) if one.id != row.id]
    now = sum((one.place or 0, one.id) < (row.place or 0, row.id) for one in order)
    order.insert(now - 1 if now else len(order), row)
    for place, one in enumerate(order, start=1):
        one.place = place
    await show(tx, Action.SESSION_CARD, session_id)
    return row


async def give_minutes(tx: Transaction, item_id: int, minutes: int | None) -> models.Item:
    row, session_id = await _placed(tx, item_id)
    row.minutes = minutes
    await show(tx, Action.SESSION_CARD, session_id)
    return row


async def merge(tx: Transaction, item_id: int, into_id: int) -> models.Item:
    """Join it to another; whoever wanted either, the author of the first among them, wants the other, once.

    Of people who have been erased nobody knows whether the same ones wanted both, so the larger number stands.
    """
    row, into = await _item(tx, item_id), await _item(tx, into_id)
    states = ItemState(row.state), ItemState(into.state)
    tx.record(rules.merge(row.id, states[0], into.id, states[1], **tx.mark(Via.COMMAND)))
    await support.move(tx.db, row.id, into.id)
    if row.author_id is not None:
        await support.add(tx.db, into.id, row.author_id)
    if into.author_id is not None:
        await support.take_back(tx.db, into.id, into.author_id)
    nameless = row.supporters_erased + (row.author_id is None)
    row.supporters_erased, into.supporters_erased = 0, max(nameless, into.supporters_erased)
    await _leave(tx, row, ItemState.MERGED)
    row.merged_into_id = into.id
    await show(tx, Action.ITEM_CARD, into.id)
    return row


async def defer(tx: Transaction, item_id: int, reason: Reason, words: str = "") -> models.Item:
    """Put it off: it counts as carried over once more, and waits for a later session; `words` are for its author."""
    row = await _item(tx, item_id)
    tx.record(rules.defer(row.id, ItemState(row.state), reason, **tx.mark(Via.COMMAND)))
    await _leave(tx, row, ItemState.DEFERRED)
    row.carried, row.reason = row.carried + 1, words.strip() or None
    return row


async def decline(tx: Transaction, item_id: int, reason: Reason, words: str) -> models.Item:
    """Not take it; `words` are for its author, who is told."""
    row = await _item(tx, item_id)
    tx.record(rules.decline(row.id, ItemState(row.state), reason, words, **tx.mark(Via.COMMAND)))
    await _leave(tx, row, ItemState.DECLINED)
    row.reason = words.strip()
    return row


async def forget_author(tx: Transaction, row: models.Item, *, words_too: bool) -> None:
    """Nobody knows any more who raised it, nor what the hosts wrote to them. Where the words go too, an open item is
    taken back, as nobody could say any more what should be raised."""
    title = row.title
    row.author_id, row.author_label, row.shown, row.reason = None, None, UNNAMED, None
    await forget_quote(tx, row)
    if words_too:
        if row.state in OPEN:
            await _leave(tx, row, ItemState.WITHDRAWN)
        await _out_of_letters(tx, title)
        row.title, row.details = TAKEN_OUT, ""
    await show(tx, Action.ITEM_CARD, row.id)


def quoted(row: models.Item) -> str | None:
    """What of it its author agreed to have quoted, to officials and in public."""
    return row.quote if row.quote_agreed_at is not None else None


async def forget_quote(tx: Transaction, row: models.Item) -> None:
    """Nothing of it is quoted any more, in letters neither that nobody has yet."""
    if quote := quoted(row):
        await _out_of_letters(tx, f"“{quote}”")
    row.quote, row.quote_agreed_at = None, None


async def _out_of_letters(tx: Transaction, listed_words: str) -> None:
    """Out of the letters that nobody has yet: a question goes on from one session to another. It stands there on lines
    of its own."""
    words = r"\s+".join(map(re.escape, listed_words.split()))
    listed = re.compile(rf"^- {words}$", re.MULTILINE)
    for letter in await privacy.letters_to_come(tx.db, tx.forum.id):
        letter.body = listed.sub(f"- {TAKEN_OUT}", letter.body)


async def own_item(view: View, item_id: int, user_id: int) -> models.Item:
    """An item that this person raised. Raises `Refused` for anybody else's."""
    row: models.Item = await view.own(models.Item, item_id, "item")
    member = await papers.member(view.db, view.forum.id, user_id)
    if member is None or row.author_id != member.id:
        raise Refused("That item is not yours.")
    return row


async def _item(tx: Transaction, item_id: int) -> models.Item:
    row: models.Item = await tx.own(models.Item, item_id, "item")
    return row


async def _placed(tx: Transaction, item_id: int) -> tuple[models.Item, int]:
    """With the session on whose agenda it can be moved."""
    row = await _item(tx, item_id)
    rules.on_the_agenda(ItemState(row.state))
    assert row.session_id is not None
    rules.arrange(await tx.session(row.session_id))
    return row, row.session_id


async def _leave(tx: Transaction, row: models.Item, state: ItemState) -> None:
    """Out of whatever session it stood on."""
    session_id = row.session_id
    row.state, row.session_id, row.reason = state.value, None, None
    row.place, row.minutes = None, None
    # What a carer does with an item of their own, the clerk says: no number of theirs stands beside it on the record.
    by = f.CLERK if state is ItemState.WITHDRAWN else tx.by
    mark = Mark(at=tx.now, by=by, via=Via.COMMAND)
    if state is not ItemState.DEFERRED:
        await questions.no_longer(tx, row.id, mark)
    if session_id is not None:
        await show(tx, Action.SESSION_CARD, session_id)
        await publishing.changed(tx, session_id, mark)
