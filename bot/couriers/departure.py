"""What a letter is given when it leaves: the address that answers go to, the key to their desk, the calendar entry."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from bot import desk_keys, letters
from bot.calendar_file import session_event
from bot.couriers.envelope import Sender, Thread, envelope, thread_of
from bot.mail.codes import uid
from bot.mail.invite import Event
from bot.rules.letter import IN_THE_CALENDAR
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways, mail_domain
from db import models


@dataclass(frozen=True)
class Departure:
    """A letter with everything that goes into its envelope."""

    letter: models.Letter
    sender: Sender
    thread: Thread
    at: datetime
    desk: str | None
    event: Event | None
    invitee: str

    def message(self) -> EmailMessage:
        """Raises `ValueError` for an address that is none."""
        return envelope(
            self.letter,
            self.sender,
            self.thread,
            self.at,
            desk=self.desk,
            event=self.event,
            invitee=self.invitee,
        )


async def departure(tx: Transaction, ways: Ways, letter: models.Letter, name: str, address: str) -> Departure:
    """Before the letter is handed over, because a link in it must open: the key is kept first. A letter that has to be
    tried again gets another one."""
    if letter.pledge_id is not None:
        return await _about_a_pledge(tx, ways, letter, name, address)
    invitation = await tx.db.get_one(models.Invitation, letter.invitation)
    sender = Sender(name, address, ways.reply_address(invitation.code) or address)
    desk = ways.desk(desk_keys.mint(tx, letter.invitation_id, letter.pledge_id)) if ways.site else None
    event = await calendar_event(tx, ways, invitation) if letter.purpose in IN_THE_CALENDAR else None
    invitee = str(await tx.whom_of(invitation.id))
    return Departure(letter, sender, await thread_of(tx.db, letter), tx.now, desk, event, invitee)


async def _about_a_pledge(tx: Transaction, ways: Ways, letter: models.Letter, name: str, address: str) -> Departure:
    pledge = await tx.db.get_one(models.Pledge, letter.pledge)
    sender = Sender(name, address, ways.reply_address(pledge.code) or address)
    desk = ways.desk(desk_keys.mint(tx, letter.invitation_id, letter.pledge_id)) if ways.site else None
    invitee = str(await tx.whom_promised(pledge.id))
    return Departure(letter, sender, await thread_of(tx.db, letter), tx.now, desk, None, invitee)


async def calendar_event(view: View, ways: Ways, invitation: models.Invitation) -> Event:
    """The session in this official's calendar, as it stands."""
    session = await view.db.get_one(models.Session, invitation.session_id)
    items = await letters.items_for(view, invitation)
    return await session_event(view, ways, session, items, uid(invitation.code, mail_domain(ways)))
