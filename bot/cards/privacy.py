"""What somebody is shown about themselves: a card and two files of the same; and what they are asked before it goes."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.agenda import LABELLED
from bot.cards.coming import REMINDERS, SAID as COMING_SAID
from bot.chat.card import Card, Press, Tone
from bot.chat.text import line, listing, plural, quote
from bot.privacy import NOTHING, Held
from bot.reminding import wanted
from bot.rules.agenda import SAID, ItemState
from bot.rules.coming import Coming
from bot.rules.saying import say_moment
from bot.rules.wording import EXTENTS
from bot.rules.words import Extent
from bot.telling import Told
from db import models

ELSEWHERE = (
    "Beyond the clerk’s reach: what you wrote in the chat yourself, your badge where you put it into published "
    "minutes, lists that the clerk has shown in a channel, what you told the hosts, letters that have left, copies of "
    "the public pages, and backups, until they are replaced."
)
NOTES = (
    "What hosts note down in a session belongs to nobody’s account, and goes 90 days after it, once its minutes are "
    "published."
)


def held_card(held: Held) -> Card:
    """To the person alone."""
    if held.nothing:
        return Card("What is kept about you", (NOTHING,))
    return Card(
        "What is kept about you",
        (
            "\n".join(f"- {one}" for one in _summary(held)),
            "The files say it in full: one in words, one for machines. /privacy erase takes it away.",
            NOTES,
            ELSEWHERE,
        ),
    )


def ask_card(held: Held, owns: bool, buttons: Sequence[Press]) -> Card:
    """Read back before anything goes. `owns`: they set the forum up and own the server too."""
    stays = [
        "- each “me too”, as a number in the count" if held.supported else "",
        "- what you said of answers, as a number in the count" if held.verdicts else "",
        "- whether you can see what was promised, as a number in the count" if held.votes else "",
        "- what you did as a host, on the record, where it reads “a host”" if held.entries else "",
        "- your account as the one to write to when the hosts’ channel is gone, as you own this server" if owns else "",
        "- letters that the hosts have already, and what stands outside the clerk" if held.items else "",
    ]
    kept = "\n".join(filter(None, stays)) or "- nothing"
    blocks = [
        "**This goes**\n" + "\n".join(f"- {one}" for one in _goes(held, owns)),
        f"**This stays**\n{kept}",
        WORDS if held.items or held.proposed else "",
        ELSEWHERE,
        "It cannot be undone. What you do here later is kept under a new number.",
    ]
    return Card("Erase what is kept about you?", blocks, buttons, tone=Tone.CARE)


WORDS = (
    "**The words of what you raised or proposed** can stay without your name, as “a carer”, or be taken out as well. "
    "Taken out, an item that is still open is taken back, and so is a vote."
)


def erased_card(words_too: bool, owns: bool) -> Card:
    words = "The words of what you raised are taken out too." if words_too else "Words that stay have no name."
    known = "No number, item or entry leads to your account any more." if owns else "Your account is no longer known."
    said = f"{known} {words} Cards in this server follow within a few minutes."
    return Card("It is erased", (said, ELSEWHERE), tone=Tone.GOOD)


def private_card(told: Told | None, notice: int) -> Card:
    """To the hosts. Without `told` it has been delivered before."""
    foot = f"Notice {notice}"
    if told is None:
        return Card("Somebody told you something in private", ("It is no longer kept.",), footer=foot)
    who = f"From {line(told.name)}." if told.name else "Whoever wrote this does not want to be named."
    blocks = [who, quote(told.words), f"They were reading this message: {told.message}", DISCREET]
    return Card("Somebody tells you something in private", blocks, tone=Tone.CARE, footer=foot)


DISCREET = "Please do not answer in public. The clerk has not kept it: it stands in this message alone."


SEES = {True: "can see", False: "cannot see yet"}


def in_words(held: Held, forum: str, zone: ZoneInfo) -> str:
    """The file in plain words."""
    parts = [f"What Forum Clerk keeps about you in {forum}", "", *(f"{one}." for one in _summary(held))]
    for row in held.items:
        parts += ["", f"Item {row.id}, raised {say_moment(row.raised_at, zone)}: {row.title}"]
        parts += [row.details] if row.details else []
        how = "label" if row.shown == LABELLED else "name"
        shown = f"with the {how} “{row.author_label}”" if row.author_label else "without your name"
        parts.append(f"It is {SAID[ItemState(row.state)]}, and shown {shown}.")
        parts += [f"The hosts wrote to you: {row.reason}"] if row.reason else []
        agreed = "may be quoted, as you agreed" if row.quote_agreed_at else "would be quoted, if you agree"
        parts += [f"These words {agreed}: {row.quote}"] if row.quote else []
    parts += ["", *(f"You said “me too” to item {row.id}: {row.title}" for row in held.supported)]
    for verdict, item in held.verdicts:
        parts.append(f"You said of the answer to item {item}: {EXTENTS[Extent(verdict.said)]}")
    parts += [f"You said that you {SEES[row.sees]} pledge {row.pledge_id}" for row in held.votes]
    parts += [f"“{session.title}”, {say_moment(session.starts_at, zone)}: {_said(row)}" for row, session in held.coming]
    parts += [f"In sessions you are called “{held.badge}”"] if held.badge else []
    parts += [f"Discord did not let the clerk write to you: {say_moment(held.shut, zone)}"] if held.shut else []
    for draft in held.drafts:
        asked = say_moment(draft.made_at, zone)
        parts += ["", f"On {asked} you were asked “is that right?” about this, for a {draft.kind}:", draft.words]
    kinds = ((done.seq, done.kind.replace("_", " "), say_moment(done.at, zone)) for done in held.entries)
    parts += ["", *(f"Session {row.session_id}, {row.question}: you chose “{row.rung}”" for row in held.ratings)]
    parts += [f"Vote {motion.id}: you voted {'for' if yes else 'against'}" for motion, yes in held.voted]
    for motion in held.proposed:
        parts += ["", f"Vote {motion.id} was called by you, on {say_moment(motion.called_at, zone)}"]
        parts += [words for words in (motion.text, motion.conditions) if words]
    parts += ["", *(f"Entry {seq} of the record, {kind}, {at}: by you" for seq, kind, at in kinds)]
    parts += [f"Piece of post {number}: dealt with by you" for number in held.pieces]
    parts += [f"You said that you were at session {row.id}: {row.title}" for row in held.present]
    parts += [f"Your hand is up in session {number}" for number in held.hands]
    return "\n".join(parts).rstrip() + "\n"


def in_json(held: Held) -> str:
    """The same for machines; times in UTC."""
    data: dict[str, Any] = {
        "discord_account": str(held.user_id),
        "member": held.member,
        "set_the_forum_up": held.set_up,
        "items": [_item(row) for row in held.items],
        "me_too": [{"item": row.id, "title": row.title} for row in held.supported],
        "of_answers": [{"item": item, "said": verdict.said} for verdict, item in held.verdicts],
        "pledges_seen": [{"pledge": row.pledge_id, "sees": row.sees} for row in held.votes],
        "coming": [_coming(row, session) for row, session in held.coming],
        "badge": held.badge,
        "not_written_to_since": held.shut.isoformat() if held.shut else None,
        "drafts": [
            {"kind": row.kind, "made_at": row.made_at.isoformat(), "words": json.loads(row.words)}
            for row in held.drafts
        ],
        "entries_as_a_host": [{"entry": one.seq, "kind": one.kind, "at": one.at.isoformat()} for one in held.entries],
        "pieces_of_post_dealt_with": list(held.pieces),
        "ratings": [{"session": row.session_id, "question": row.question, "rung": row.rung} for row in held.ratings],
        "votes": [{"vote": motion.id, "for": yes} for motion, yes in held.voted],
        "votes_called": [_motion(row) for row in held.proposed],
        "present_at": [{"session": row.id, "title": row.title} for row in held.present],
        "hand_up_in_sessions": list(held.hands),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _motion(row: models.Motion) -> dict[str, Any]:
    names = ("kind", "state", "text", "conditions", "organisation_id")
    return {"number": row.id, "called_at": row.called_at.isoformat()} | {name: getattr(row, name) for name in names}


def _item(row: models.Item) -> dict[str, Any]:
    names = ("title", "details", "shown", "author_label", "state", "organisation_id", "session_id", "carried", "quote")
    told = {"number": row.id, "raised_at": row.raised_at.isoformat(), "the_hosts_wrote": row.reason}
    told["quote_agreed_at"] = row.quote_agreed_at.isoformat() if row.quote_agreed_at else None
    return told | {name: getattr(row, name) for name in names}


def _coming(row: models.Coming, session: models.Session) -> dict[str, Any]:
    said = {"session": session.id, "title": session.title, "answer": row.answer, "turn": row.turn}
    due = row.remind_at.isoformat() if row.remind_at else None
    return said | {"reminders": sorted(wanted(row)), "next_reminder": due}


def _said(row: models.Coming) -> str:
    reminders = listing(REMINDERS[one] for one in sorted(wanted(row)))
    return f"{COMING_SAID[Coming(row.answer)].lower()}" + (f"; the clerk reminds you {reminders}" if reminders else "")


def _summary(held: Held) -> Iterator[str]:
    yield f"Your Discord account, by its number {held.user_id}"
    if held.member:
        yield f"Member {held.member}: the number that stands in place of your account everywhere else"
    if held.set_up:
        yield "That you set this forum up, to write to you when the hosts’ channel is gone"
    if held.items:
        yield f"{plural(len(held.items), 'item', 'items')} that you raised, whether or not with your name"
    if held.supported:
        items = plural(len(held.supported), "item", "items")
        yield f"Your “me too” to {items}, until 30 days after the session; then only the number is known"
    if held.verdicts:
        yield f"What you said of {plural(len(held.verdicts), 'answer', 'answers')}"
    if held.votes:
        yield f"Whether you can see {plural(len(held.votes), 'pledge', 'pledges')}"
    if held.coming:
        yield f"Whether you come to {plural(len(held.coming), 'session', 'sessions')}, and when you are reminded"
    if held.badge:
        yield f"Your badge, “{line(held.badge)}”"
    if held.shut:
        yield "That Discord did not let the clerk write to you, until you have been told"
    if held.drafts:
        yield f"{plural(len(held.drafts), 'draft', 'drafts')} waiting for your yes"
    if held.entries:
        yield f"{plural(len(held.entries), 'entry', 'entries')} of the record that you made as a host"
    if held.pieces:
        yield f"{plural(len(held.pieces), 'piece', 'pieces')} of post that you dealt with"
    if held.ratings:
        yield f"{plural(len(held.ratings), 'answer', 'answers')} about sessions, until they are counted"
    if held.voted:
        yield f"How you voted, in {plural(len(held.voted), 'vote that is open', 'votes that are open')}"
    if held.proposed:
        yield f"{plural(len(held.proposed), 'vote', 'votes')} that you called"
    if held.present:
        yield f"That you were at {plural(len(held.present), 'session', 'sessions')}, for 30 days after each"
    if held.hands:
        yield "That your hand is up in a session that is open now"


def _goes(held: Held, owns: bool) -> Iterator[str]:
    account = "" if owns else "your Discord account, and "
    yield f"{account}that member {held.member} is you"
    if held.items:
        yield f"that {plural(len(held.items), 'item is', 'items are')} yours, your name, what the hosts wrote to you"
    if held.supported:
        yield f"whose “me too” it was, under {plural(len(held.supported), 'item', 'items')}"
    if held.verdicts:
        yield f"who said it, of {plural(len(held.verdicts), 'answer', 'answers')}"
    if held.votes:
        yield f"that it was you who can or cannot see {plural(len(held.votes), 'pledge', 'pledges')}"
    if held.coming:
        yield f"whether you come to {plural(len(held.coming), 'session', 'sessions')}; your place goes to the next one"
    if held.badge:
        yield "your badge"
    if held.drafts:
        yield f"{plural(len(held.drafts), 'draft', 'drafts')}"
    if held.ratings or held.voted:
        yield "what you said of a session and how you voted, where that is not counted yet"
    if held.proposed:
        yield f"that it was you who called {plural(len(held.proposed), 'vote', 'votes')}"
    if held.present:
        yield f"that you were at {plural(len(held.present), 'session', 'sessions')}; the number of carers there stays"
    if held.hands:
        yield "your hand that is up"
    if held.set_up and not owns:
        yield "that you set the forum up: in your place the clerk writes to the owner of the server"
