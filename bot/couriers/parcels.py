"""What a notice says, to whom, and where it stands already: read from the database before Discord is spoken to."""

from bot import desk_keys, letters, shut, telling
from bot.cards.deciding import address_card, dispute_card, dispute_sheet
from bot.cards.feedback import feedback_card, feedback_sheet
from bot.cards.item import gone_card, item_card, item_sheet, news_card
from bot.cards.letter import (
    blocked_card,
    bounce_card,
    last_letter,
    letter_card,
    letter_sheet,
    pledge_bounce_card,
    post_card,
)
from bot.cards.pledge import pledge_card
from bot.cards.post import piece_card, piece_sheet, unread_mailbox_card
from bot.cards.privacy import private_card
from bot.cards.question import answer_card, answer_sheet
from bot.cards.quoting import ask_to_quote_card
from bot.cards.vote import vote_card, vote_sheet
from bot.chat.card import Press
from bot.couriers import live_parcels, log_parcels, session_parcels
from bot.couriers.parcel import Channel, Packed, Packer, Parcel, Person
from bot.outbox import Errand, Gone, NotNeeded
from bot.public.pledge_steps import chain_steps
from bot.public.pledges import pledge_sheet
from bot.rules.errors import Refused
from bot.rules.notices import Action, Destination
from bot.transaction import Transaction
from bot.view import View
from bot.ways import Ways
from db import models, posts

NO_HOSTS = (
    "The hosts have no channel here yet. Letters to send and questions to answer wait for one, because they are "
    "answered there with a button. Choose a channel that only hosts can see with /forum settings."
)


async def pack(view: View, ways: Ways, errand: Errand) -> Packed:
    """Raises `Refused` where the subject is not this forum's."""
    to = await address(view, errand)
    if isinstance(to, NotNeeded):
        return to
    packed = await PACKERS[errand.action](view, ways, errand, to)
    if isinstance(packed, Parcel) and isinstance(to, Person) and any(isinstance(b, Press) for b in packed.card.buttons):
        # A button works only inside a server: in a direct message nobody could say that a letter has been sent.
        return Gone("the hosts have no channel", NO_HOSTS)
    return packed


async def address(view: View, errand: Errand) -> Channel | Person | NotNeeded:
    forum = view.forum
    match Destination(errand.kind):
        case Destination.LOG if forum.log_channel_id:
            return Channel(forum.log_channel_id, forum.guild_id, "the public log")
        case Destination.CHAT if forum.chat_channel_id:
            return Channel(forum.chat_channel_id, forum.guild_id, "the carers’ chat")
        case Destination.HOSTS if forum.host_channel_id:
            return Channel(forum.host_channel_id, forum.guild_id, "the hosts’ channel")
        case Destination.HOSTS:
            return Person(forum.set_up_by, courtesy=False)
        case Destination.OWNER:
            return Person(forum.set_up_by, courtesy=True)
        case Destination.CARER:
            return await _author(view, errand.subject)
        case Destination.COMER:
            return await session_parcels.comer(view, errand.subject)
    return NotNeeded("the forum uses no such channel")


async def _author(view: View, item_id: int) -> Person | NotNeeded:
    item = await view.db.get(models.Item, item_id)
    member = await view.db.get(models.Member, item.author_id) if item and item.author_id else None
    if member is None or member.user_id is None or member.forum_id != view.forum.id:
        return NotNeeded("nobody is known to have raised it any more")
    return Person(member.user_id, courtesy=True)


async def _feedback(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, (Action.FEEDBACK_CARD,), errand.subject)
    return Parcel(to, feedback_card(await feedback_sheet(view, errand.subject, ways)), stands)


async def _vote(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, (Action.VOTE_CARD,), errand.subject)
    sheet = await vote_sheet(view, errand.subject)
    if stands is None and not sheet.open:
        return NotNeeded("it was over before it was shown")
    return Parcel(to, vote_card(sheet), stands)


async def _item(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, (Action.ITEM_CARD,), errand.subject)
    try:
        card = item_card(await item_sheet(view, errand.subject))
    except Refused:
        card = gone_card(errand.subject)
    if stands is None and not card.buttons:
        return NotNeeded("it was closed before it was shown")
    return Parcel(to, card, stands)


async def _item_news(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    row: models.Item = await view.own(models.Item, errand.subject, "item")
    sheet, promised = await item_sheet(view, errand.subject), await chain_steps(view, errand.subject)
    card = news_card(sheet, view.forum.name, row.reason, errand.id, promised)
    return Parcel(to, card, shut=shut.noted(row.author_id))


async def _answer(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    sheet = await answer_sheet(view, errand.subject)
    stands = await posts.message_of(view.db, view.forum.id, (Action.ANSWER_CARD,), errand.subject)
    return Parcel(to, answer_card(sheet), stands)


async def _quote(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    row: models.Item = await view.own(models.Item, errand.subject, "item")
    if row.quote is None or row.quote_agreed_at is not None:
        return NotNeeded("it is answered, or not wanted any more")
    card = ask_to_quote_card(row.title, row.quote, view.forum.name, errand.id)
    return Parcel(to, card, shut=shut.noted(row.author_id))


async def _hand_letter(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    row: models.Letter = await view.own(models.Letter, errand.subject, "letter")

    async def not_needed(tx: Transaction) -> None:
        letter: models.Letter = await tx.own(models.Letter, errand.subject, "letter")
        letter.state = "not_needed" if letter.state == "waiting" else letter.state

    async def handed(tx: Transaction) -> None:
        letter: models.Letter = await tx.own(models.Letter, errand.subject, "letter")
        letter.state = "handed" if letter.state == "waiting" else letter.state
        desk_keys.keep(tx, letter.invitation_id, token, letter.pledge_id)

    if not await letters.wanted(view, row):
        return NotNeeded("the letter is not wanted any more", not_needed)
    token = desk_keys.new()
    sheet = await letter_sheet(view, errand.subject, ways.desk(token))
    return Parcel(to, letter_card(sheet), filename=sheet.filename, file=sheet.file, then=handed)


async def _bounce(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    whom, session = await view.whom_of(errand.subject), await _title(view, errand.subject)
    mend = errand.subject if isinstance(to, Channel) else None
    return Parcel(to, bounce_card(whom, session, await last_letter(view, errand.subject), errand.id, mend))


async def _ask(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    if (await view.standing(errand.subject)).next_step is None:
        return NotNeeded("something has come")
    whom, session = await view.whom_of(errand.subject), await _title(view, errand.subject)
    return Parcel(to, post_card(whom, session, errand.subject, view.terms.day(view.now), errand.id))


async def _post(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    if not errand.subject:
        return Parcel(to, unread_mailbox_card(errand.detail or "", errand.id))
    stands = await posts.message_of(view.db, view.forum.id, (Action.TELL_POST,), errand.subject)
    sheet = await piece_sheet(view, errand.subject)
    if stands is None and not sheet.open:
        return NotNeeded("it was dealt with before it was shown")
    return Parcel(to, piece_card(sheet), stands)


async def _dispute(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    sheet = await dispute_sheet(view, errand.subject)
    if sheet is None:
        return NotNeeded("it has been decided")
    return Parcel(to, dispute_card(sheet, errand.id))


async def _pledge(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    stands = await posts.message_of(view.db, view.forum.id, (Action.PLEDGE_CARD,), errand.subject)
    return Parcel(to, pledge_card(await pledge_sheet(view, errand.subject), _pledges_page(view, ways)), stands)


async def _pledge_bounce(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    return Parcel(to, pledge_bounce_card(await view.whom_promised(errand.subject), errand.subject, errand.id))


def _pledges_page(view: View, ways: Ways) -> str | None:
    return ways.page(view.forum.slug, "pledges")


async def _address(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    if (await view.standing(errand.subject)).next_step is None:
        return NotNeeded("something has come")
    return Parcel(to, address_card(await view.whom_of(errand.subject), errand.subject, errand.id))


async def _title(view: View, invitation_id: int) -> str:
    invitation: models.Invitation = await view.own(models.Invitation, invitation_id, "invitation")
    return (await view.db.get_one(models.Session, invitation.session_id)).title


async def _blocked(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    return Parcel(to, blocked_card(errand.detail or "", errand.id))


async def _private(view: View, ways: Ways, errand: Errand, to: Channel | Person) -> Packed:
    async def forget(tx: Transaction) -> None:
        await posts.forget_detail(tx.db, errand.id)

    return Parcel(to, private_card(telling.read(errand.detail), errand.id), then=forget)


PACKERS: dict[Action, Packer] = {
    Action.POST_ENTRY: log_parcels.entry,
    Action.EDIT_ENTRY: log_parcels.edited,
    Action.REPOST_ENTRY: log_parcels.entry,
    Action.SESSION_CARD: session_parcels.session,
    Action.SERIES_NEWS: session_parcels.series_news,
    Action.OFFER_NEXT: session_parcels.offer_next,
    Action.COMING_NEWS: session_parcels.coming_news,
    Action.FEEDBACK_CARD: _feedback,
    Action.VOTE_CARD: _vote,
    Action.ITEM_CARD: _item,
    Action.ITEM_NEWS: _item_news,
    Action.ANSWER_CARD: _answer,
    Action.ASK_TO_QUOTE: _quote,
    Action.HAND_LETTER: _hand_letter,
    Action.TELL_BOUNCE: _bounce,
    Action.ASK_ABOUT_POST: _ask,
    Action.TELL_POST: _post,
    Action.TELL_BLOCKED: _blocked,
    Action.TELL_IN_PRIVATE: _private,
    Action.TELL_DISPUTE: _dispute,
    Action.ASK_ABOUT_ADDRESS: _address,
    Action.LIVE_CARD: live_parcels.live,
    Action.CONTROL_CARD: live_parcels.live,
    Action.TELL_MINUTES: live_parcels.reminder,
    Action.PUBLISH_HEAD: log_parcels.head,
    Action.PLEDGE_CARD: _pledge,
    Action.TELL_PLEDGE_BOUNCE: _pledge_bounce,
}
