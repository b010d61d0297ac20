"""To which invitation a mail belongs. What only we and the official can know binds; an address only hints."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.mail.codes import codes_in
from bot.mail.parse.parsed import Parsed
from bot.rules.words import State
from db import pledges, post

OPEN = (State.WAITING, State.ACKNOWLEDGED, State.MORE_TIME, State.NO_REPLY, State.BOUNCED, State.DISPUTED)
"""States of an invitation in which an answer is awaited or would still change something."""


@dataclass(frozen=True)
class Match:
    """`invitation` or `pledge` is certain: a reply code or a Message-ID of ours. `perhaps` is a guess by the sender's
    address.

    `letter` is the very letter that is answered or came back, where that can be told. `several` says that the mail
    carries the marks of more than one of them, and so is nobody's.
    """

    forum: int
    invitation: int | None = None
    pledge: int | None = None
    perhaps: int | None = None
    letter: int | None = None
    several: bool = False


async def match(db: AsyncSession, parsed: Parsed) -> Match:
    """Raises `LookupError` while there is no forum."""
    letters = await post.letters_of_message_ids(db, parsed.answers) if parsed.answers else ()
    homes = {(letter.invitation_id, letter.pledge_id): letter.forum_id for letter in letters}
    if codes := codes_of(parsed):
        homes |= {(row.id, None): row.forum_id for row in await post.invitations_of_codes(db, codes)}
        homes |= {(None, row.id): row.forum_id for row in await pledges.of_codes(db, codes)}
    if len(homes) == 1:
        ((invitation, pledge), forum), *_ = homes.items()
        newest = max((letter.id for letter in letters), default=None)
        return Match(forum, invitation, pledge=pledge, letter=newest)
    if len(homes) > 1:
        return Match(min(homes.values()), several=True)
    return await _by_sender(db, parsed.sender)


def codes_of(parsed: Parsed) -> tuple[str, ...]:
    """Every code that the mail carries, in an address or in its calendar part."""
    uid = parsed.calendar.uid if parsed.calendar else None
    return codes_in(" ".join([*parsed.addressed, uid or ""]))


async def _by_sender(db: AsyncSession, sender: str | None) -> Match:
    if sender:
        found = await post.open_invitations_of(db, sender.lower(), OPEN)
        if len(found) == 1:
            return Match(found[0].forum_id, perhaps=found[0].invitation_id)
        domain = sender.rpartition("@")[2].lower()
        homes = {row.forum_id for row in found} or set(await post.forums_writing_to(db, domain))
        if len(homes) == 1:
            return Match(homes.pop())
    oldest = await post.oldest_forum(db)
    if oldest is None:
        raise LookupError("there is no forum that could have been written to")
    return Match(oldest.id)
