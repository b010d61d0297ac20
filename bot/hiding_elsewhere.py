"""Where the words of an entry that is hidden stand besides: in later versions, in a title, on the card of a vote."""

import re

from bot import voting
from bot.partnership import partnership_now
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination, Notice, is_public_news
from bot.rules.wording.about import TITLE_REMOVED
from bot.rules.wording.partnership import REMOVED
from bot.transaction import Transaction
from bot.view import View
from db import feedback, ledger, models, papers, pledges, privacy


async def brought(view: View, entry: f.Entry) -> dict[int, f.Enclosed]:
    """By number, the criterion that this version brought. Raises `Refused` for one that brought none."""
    assert isinstance(entry.fact, f.CriteriaAdopted)
    before = (await partnership_now(view, before=entry.seq)).criteria
    new = {
        n: text for n, text in zip(entry.fact.criteria, entry.fact.texts, strict=True) if text not in before.values()
    }
    if not new:
        raise Refused(
            f"Entry {entry.seq} brought no words of its own. Hide the entry by which the criterion was adopted."
        )
    return new


async def criteria(tx: Transaction, entry: f.Entry, because: int) -> None:
    """The words that this version brought go, from later versions and from the card of their vote too; what it had
    from the versions before stays there."""
    new = await brought(tx, entry)
    for number, digest in new.items():
        await ledger.erase(tx.db, tx.forum.id, digest, tx.now)
        if row := await tx.db.get(models.Motion, number):
            row.text = REMOVED
            await voting.show(tx, row)
    later = [
        one
        for one in await tx.partnership_entries()
        if one.seq > entry.seq and isinstance(one.fact, f.CriteriaAdopted) and set(new.values()) & set(one.fact.texts)
    ]
    _written_anew(tx, later, because)


async def declined_body(tx: Transaction, fact: f.BodyDeclined) -> None:
    """The reasons in words, and the conditions, on the card of the vote."""
    rows = await feedback.motions(tx.db, tx.forum.id, voting.CARRIED, organisation_id=fact.organisation)
    for row in rows:
        if row.kind == voting.DECLINE and row.told_on == fact.told_on:
            row.text, row.conditions = None, None
            await voting.show(tx, row)


async def title(tx: Transaction, fact: f.Planned, because: int) -> None:
    """The title of a session, wherever it is said: in sentences that were announced, and in letters nobody has yet."""
    row = await tx.db.get_one(models.Session, fact.session)
    words = re.compile(r"\s+".join(map(re.escape, row.title.split())))
    row.title = TITLE_REMOVED
    numbers = {one.id for one in await papers.invitations(tx.db, tx.forum.id, session_id=row.id)}
    promised = {one.id for one in await pledges.of_forum(tx.db, tx.forum.id) if one.session_id == row.id}
    for letter in await privacy.letters_to_come(tx.db, tx.forum.id):
        if letter.invitation_id in numbers or letter.pledge_id in promised:
            letter.subject = words.sub(TITLE_REMOVED, letter.subject)
            letter.body = words.sub(TITLE_REMOVED, letter.body)
            letter.sentence = letter.sentence and words.sub(TITLE_REMOVED, letter.sentence)
    seen = {entry.seq: entry for number in numbers for entry in await tx.history(number)}
    seen |= {entry.seq: entry for entry in await tx.session_history(row.id)}
    for entry in seen.values():
        if isinstance(entry.fact, f.NoticeGiven | f.NoReplyRecorded):
            await ledger.erase(tx.db, tx.forum.id, entry.fact.sentence, tx.now)
    _written_anew(tx, [entry for entry in seen.values() if is_public_news(entry.fact)], because)


def _written_anew(tx: Transaction, seen: list[f.Entry], because: int) -> None:
    for entry in seen:
        key = f"entry:{entry.seq}:edit:{because}"
        tx.notify(Notice(Destination.LOG, Action.EDIT_ENTRY, entry.seq, key))
