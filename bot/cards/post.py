"""A piece of post as hosts see it: from whom, what the clerk makes of it and why, a press for each likely meaning."""

from collections.abc import Iterator

from bot.cards.piece import PieceSheet, piece_sheet
from bot.cards.piece_presses import LABELS, OBJECTION, STOP, buttons, menu
from bot.chat.card import Block, Card, Tone
from bot.chat.text import clip, line, listing, plain, quote
from bot.mail.parse.parsed import Verdict
from bot.post.meaning import BOUNCES
from bot.rules.saying import say_moment, say_short_date
from bot.rules.tongue import capital

__all__ = ["LABELS", "THINKS", "PieceSheet", "piece_card", "piece_sheet", "unread_mailbox_card"]

THINKS = {
    Verdict.DELAYED: "a letter of ours is late, and may still arrive",
    Verdict.COMPLAINT: "somebody marked our letter as unwanted; please ask them by another way before we write again",
    Verdict.CHALLENGE: "their mailbox asks us to prove that we are no robot; the letter may not have reached them",
    Verdict.AUTO_REPLY: "an automatic reply",
    Verdict.HOLDING: "a holding reply: an answer is to come",
    Verdict.ACKNOWLEDGEMENT: "an acknowledgement: received, no answer yet",
    Verdict.HUMAN: "written by a person",
    Verdict.HUMAN_ACCEPT: "written by a person, and it sounds like yes",
    Verdict.HUMAN_DECLINE: "written by a person, and it sounds like no",
    Verdict.IMIP_ACCEPT: "“accepted” in their calendar",
    Verdict.IMIP_DECLINE: "“declined” in their calendar",
    Verdict.IMIP_TENTATIVE: "“tentative” in their calendar, which is neither yes nor no",
    Verdict.IMIP_DELEGATE: "handed on to somebody else in their calendar",
    Verdict.IMIP_COUNTER: "another time is proposed in their calendar",
    Verdict.IMIP_DECLINECOUNTER: "their calendar turns down a proposal of another time",
    Verdict.IMIP_REQUEST: "an invitation of theirs to something else",
    Verdict.IMIP_CANCEL: "they cancel something in their calendar",
    **dict.fromkeys(BOUNCES, "a letter of ours did not arrive"),
}
"""What the clerk takes it for. Nothing is said of what needs a person."""

WHAT_NEXT = {
    STOP: (
        "No reminder goes to them while this waits. Press “They prefer another way” to note that for this invitation, "
        "and take the role out of the directory with /official retire if nobody else holds it."
    ),
    OBJECTION: (
        "Only their role is shown now. If you agree, or are not sure, press “The role alone it is”. Their name may "
        "be shown again only if they hold an elected office, or their own organisation names them in public as one "
        "who decides."
    ),
}
"""What the hosts do about a matter from an official's private page."""

PLEDGE_STOP = (
    "No reminder about a pledge goes to them while this waits. Take the role out of the directory with /official "
    "retire if nobody else holds it."
)
PLEDGED = (
    "It belongs to **pledge {pledge}** of {whom}. What they say of what became of it is noted with "
    "/pledge update; a dispute they put in on their private page. Then press “Nothing to note”."
)
ADD_THEM = "If that is right, add the role with /official add and invite it with /invitation send."
TEXT = 1_600
"""Characters of their words on the card; the original holds all."""
NAME = 200


def piece_card(sheet: PieceSheet) -> Card:
    footer = f"Message {sheet.number}"
    if not sheet.open:
        return Card("Dealt with", list(_dealt_with(sheet)), tone=Tone.GOOD, footer=footer)
    title = "From an official’s private page" if sheet.from_desk else "A message for the forum"
    if sheet.suggestion:
        title = "An automatic reply that says more"
    others = None if sheet.from_desk else menu(sheet)
    return Card(title, list(_blocks(sheet)), tuple(buttons(sheet)), others, Tone.WAITING, footer)


def _dealt_with(sheet: PieceSheet) -> Iterator[Block]:
    yield _from(sheet)
    if not sheet.entry:
        yield "Nothing was noted on the record."
        return
    yield f"On the record: {plain(sheet.sentence or '')}"
    if sheet.hints.instead:
        yield f"They name somebody else: {line(clip(sheet.hints.instead, NAME))}. {ADD_THEM}"
    yield f"-# Entry {sheet.entry}; a wrong one is put right with /record correct."


def _blocks(sheet: PieceSheet) -> Iterator[Block]:
    yield _from(sheet)
    yield _about(sheet)
    if thinks := _thinks(sheet):
        yield thinks
    if sheet.text:
        yield quote(clip(sheet.text, TEXT))
    found = sheet.hints
    said = [
        f"Away until {say_short_date(found.returning)}." if found.returning else "",
        f"An answer is promised by {say_short_date(found.until)}." if found.until else "",
        f"They propose {say_moment(found.proposed, sheet.zone)}." if found.proposed else "",
        f"In their calendar they wrote: {line(clip(found.comment, NAME))}" if found.comment else "",
        f"They name somebody else: {line(clip(found.instead, NAME))}. {ADD_THEM}" if found.instead else "",
        f"Attached, and not opened: {listing(line(clip(name, 80)) for name in found.attachments[:10])}."
        if found.attachments
        else "",
    ]
    if any(said):
        yield "\n".join(filter(None, said))
    if sheet.from_desk:
        stop = PLEDGE_STOP if sheet.pledge and sheet.matter == STOP else WHAT_NEXT.get(sheet.matter or "")
        yield stop or "When you have done what is needed, press “Dealt with”."


def _from(sheet: PieceSheet) -> str:
    name = line(clip(sheet.sender_name, NAME)) if sheet.sender_name else ""
    address = line(clip(sheet.sender, NAME)) if sheet.sender else ""
    who = f"**{name}** ({address})" if name and address else f"**{name or address or 'Nobody is named as its sender'}**"
    if sheet.from_desk and not sheet.sender:
        who = f"**{line(capital(str(sheet.whom)))}**" if sheet.whom else "**An official**"
    for_whom = f", sent for them by {line(clip(sheet.hints.on_behalf, NAME))}" if sheet.hints.on_behalf else ""
    subject = f"\nSubject: {line(clip(sheet.subject, NAME))}" if sheet.subject else ""
    return f"{who}{for_whom}, {say_moment(sheet.came_at, sheet.zone)}{subject}"


def _about(sheet: PieceSheet) -> str:
    if sheet.pledge is not None:
        return PLEDGED.format(pledge=sheet.pledge, whom=line(str(sheet.whom)))
    if sheet.whom is None:
        return "The clerk cannot tell which invitation it belongs to. Choose one, or discard it."
    invitation = f"our invitation of {line(str(sheet.whom))} to “{line(sheet.session or '')}”"
    if sheet.certain:
        return f"It belongs to {invitation}."
    return f"**Probably** it belongs to {invitation}: please see whether that is right. Nothing but its sender says so."


def _thinks(sheet: PieceSheet) -> str:
    thinks = THINKS.get(sheet.verdict) if sheet.verdict else None
    head = f"The clerk takes it for this: {thinks}." if thinks else ""
    if sheet.suggestion:
        head = (
            "That their mailbox answered is on the record, and reminders go on as planned. Nothing is published about "
            "a missing reply until you have said what it means, or they have been back for a while."
        )
    if not head and not sheet.from_desk:
        head = "The clerk cannot tell what it means: please read it."
    why = clip("; ".join(line(clip(sign, NAME)) for sign in sheet.signs), 600)
    return "\n".join(filter(None, [head, f"-# Because: {why}" if why else ""]))


def unread_mailbox_card(sentence: str, notice: int) -> Card:
    """The mailbox cannot be read. `sentence` is ours, and says what mends it."""
    return Card(
        "The mailbox cannot be read",
        (
            sentence,
            "Until it can, the record says of nobody that no reply is recorded. Nothing is lost: what has come is read "
            "as soon as this is mended.",
        ),
        tone=Tone.TROUBLE,
        footer=f"Notice {notice}",
    )
