"""What follows from a fact: who is told, and where. The record writes these rows in the same commit as the fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.rules import facts as f
from bot.rules.words import Extent, Presence


class Destination(StrEnum):
    """Where a notice goes. Each is a queue of its own, in order. `OWNER`, who set the forum up, hears only of a hosts'
    channel that is gone; `COMER` is somebody who said whether they come to a session."""

    LOG = "log"
    CHAT = "chat"
    HOSTS = "hosts"
    OWNER = "owner"
    EVENT = "event"
    MAIL = "mail"
    CARER = "carer"
    COMER = "comer"
    THREAD = "thread"


class Action(StrEnum):
    """What the courier does there. A card and an event are made the first time and brought up to date after that."""

    POST_ENTRY = "post_entry"
    EDIT_ENTRY = "edit_entry"
    SESSION_CARD = "session_card"
    SESSION_EVENT = "session_event"
    SESSION_THREAD = "session_thread"
    SERIES_NEWS = "series_news"
    OFFER_NEXT = "offer_next"
    COMING_NEWS = "coming_news"
    ITEM_CARD = "item_card"
    ITEM_NEWS = "item_news"
    FEEDBACK_CARD = "feedback_card"
    VOTE_CARD = "vote_card"
    PLEDGE_CARD = "pledge_card"
    ASK_TO_QUOTE = "ask_to_quote"
    SEND_LETTER = "send_letter"
    HAND_LETTER = "hand_letter"
    TELL_BOUNCE = "tell_bounce"
    ASK_ABOUT_POST = "ask_about_post"
    TELL_POST = "tell_post"
    TELL_DISPUTE = "tell_dispute"
    TELL_PLEDGE_BOUNCE = "tell_pledge_bounce"
    ASK_ABOUT_ADDRESS = "ask_about_address"
    TELL_BLOCKED = "tell_blocked"
    TELL_IN_PRIVATE = "tell_in_private"
    ANSWER_CARD = "answer_card"
    LIVE_CARD = "live_card"
    CONTROL_CARD = "control_card"
    TELL_MINUTES = "tell_minutes"
    DIGEST = "digest"
    REPOST_ENTRY = "repost_entry"
    CHECK_LOG = "check_log"
    PUBLISH_HEAD = "publish_head"


@dataclass(frozen=True)
class Notice:
    """One thing to be told once: `key` is unique in the forum. `subject` is the entry, session, item, pledge or
    letter."""

    destination: Destination
    action: Action
    subject: int
    key: str


QUIET = (
    f.CalendarAdopted,
    f.OrganisationListed,
    f.OfficialListed,
    f.AddressConfirmed,
    f.Invited,
    f.AutoReplied,
    f.ClockMoved,
    f.QuestionReminded,
    f.MinutesPromised,
)
"""On the record and on its pages, but not news: nobody is told of these one by one."""

SHOWN_ON_THE_CARD = (
    f.Sent,
    f.Bounced,
    f.AddressReplaced,
    f.AskedForTime,
    f.Responded,
    f.Attended,
    f.NoReplyRecorded,
    f.ClockMoved,
    f.Disputed,
    f.DisputeDecided,
    f.Withdrawn,
    f.Corrected,
)
"""What changes how an invitation reads on its session's card."""

STATEMENTS = (f.StatementMade, f.PledgeStated)

RELABELLED = (f.Sent, f.SentAgain, f.Reminded, f.NoticeGiven, f.Bounced, f.NoReplyRecorded)
"""What reads differently once we know that the address was wrong."""


def is_public_news(fact: f.Fact) -> bool:
    """Does the public log carry it?"""
    return not isinstance(fact, QUIET)


def speaks_of(later: f.Fact, seq: int, earlier: f.Fact) -> bool:
    """Does a later fact change how entry `seq`, already published, reads?"""
    match later:
        case f.Corrected(entry=entry) | f.Disputed(entry=entry) | f.DisputeDecided(entry=entry):
            return entry == seq
        case f.Hidden(entry=entry) | f.EntryHidden(entry=entry):
            return entry == seq
        case f.AddressReplaced():
            return isinstance(earlier, RELABELLED)
        case f.StatementMade():
            return stands_beside(earlier)
        case f.Responded():
            return isinstance(earlier, f.NoReplyRecorded)
        case f.BodyAnswered(organisation=body) | f.BodyWelcomedBack(organisation=body):
            return isinstance(earlier, f.BodyDeclined) and earlier.organisation == body
        case f.PledgeDisputed(entry=entry) | f.PledgeDisputeDecided(entry=entry):
            return entry == seq
        case f.PledgeAmended():
            return isinstance(earlier, f.PledgeMade)
        case f.PledgeWithdrawn():
            return isinstance(earlier, f.PledgeMade | f.PledgeAmended | f.PledgeUpdated | f.PledgeClosed)
        case f.PledgeStated():
            return stands_beside(earlier)
        case _:
            return False


def under(history: Iterable[f.Entry], seq: int, fact: f.Fact) -> list[f.Entry]:
    """What stands under entry `seq`: the later entries that change how it reads, and every statement beside it."""
    return [
        entry
        for entry in history
        if (entry.seq > seq or isinstance(entry.fact, STATEMENTS)) and speaks_of(entry.fact, seq, fact)
    ]


def stands_beside(earlier: f.Fact) -> bool:
    """Whether a statement is read beside this entry: what may look bad for them is not read without their word."""
    absent = isinstance(earlier, f.Attended) and earlier.presence is Presence.DID_NOT_COME
    late = isinstance(earlier, f.Responded | f.QuestionAnswered) and earlier.days_late > 0
    left_open = isinstance(earlier, f.QuestionAnswered) and earlier.extent is Extent.NOT_ADDRESSED
    return absent or late or left_open or isinstance(earlier, f.NoReplyRecorded | f.PledgeMade | f.PledgeClosed)


def notices(seq: int, fact: f.Fact, history: Sequence[f.Entry] = ()) -> tuple[Notice, ...]:
    """Everything that follows from entry `seq`; `history` is what was known of its subject before it."""
    told: list[Notice] = []
    if is_public_news(fact):
        told.append(Notice(Destination.LOG, Action.POST_ENTRY, seq, f"entry:{seq}"))
    spoken = [fact, *(old.fact for old in history if isinstance(fact, f.Tombstone) and old.seq == fact.entry)]
    changed = [
        old.seq
        for old in history
        if is_public_news(old.fact) and any(speaks_of(one, old.seq, old.fact) for one in spoken)
    ]
    told += [Notice(Destination.LOG, Action.EDIT_ENTRY, old, f"entry:{old}:edit:{seq}") for old in changed]
    if isinstance(fact, f.Planned | f.Moved | f.SessionCancelled | f.Opened | f.Held):
        told.append(Notice(Destination.CHAT, Action.SESSION_CARD, fact.session, f"session:{fact.session}:card:{seq}"))
        told.append(
            Notice(Destination.EVENT, Action.SESSION_EVENT, fact.session, f"session:{fact.session}:event:{seq}")
        )
    if isinstance(fact, f.Moved | f.Opened):
        # It is begun under the card, once that stands; after that it is kept as the session is.
        key = f"session:{fact.session}:thread:{seq}"
        told.append(Notice(Destination.THREAD, Action.SESSION_THREAD, fact.session, key))
    if isinstance(fact, f.Held | f.FeedbackCounted):
        session = fact.session
        told.append(Notice(Destination.CHAT, Action.FEEDBACK_CARD, session, f"session:{session}:feedback:{seq}"))
    if isinstance(fact, f.ItemAccepted | f.MinutesText | f.FeedbackCounted):
        told.append(Notice(Destination.CHAT, Action.SESSION_CARD, fact.session, f"session:{fact.session}:card:{seq}"))
    if isinstance(fact, f.ItemFact):
        told.append(Notice(Destination.CHAT, Action.ITEM_CARD, fact.item, f"item:{fact.item}:card:{seq}"))
        told.append(Notice(Destination.CARER, Action.ITEM_NEWS, fact.item, f"item:{fact.item}:news:{seq}"))
    if isinstance(fact, f.AgendaPublished | f.AgendaChanged):
        told.append(Notice(Destination.CHAT, Action.SESSION_CARD, fact.session, f"session:{fact.session}:card:{seq}"))
    if isinstance(fact, f.QuestionFact):
        told += _of_a_question(seq, fact)
    if isinstance(fact, f.PledgeFact):
        told += _of_a_pledge(seq, fact, history)
    if isinstance(fact, f.EntryHidden):
        told += _of_words_that_went(seq, fact, history)
    if isinstance(fact, SHOWN_ON_THE_CARD):
        session = _session_of(history)
        told.append(Notice(Destination.CHAT, Action.SESSION_CARD, session, f"session:{session}:card:{seq}"))
    if isinstance(fact, f.Disputed | f.PledgeDisputed):
        told.append(Notice(Destination.HOSTS, Action.TELL_DISPUTE, seq, f"dispute:{seq}"))
    if isinstance(fact, f.Bounced):
        told.append(
            Notice(Destination.HOSTS, Action.TELL_BOUNCE, fact.invitation, f"invitation:{fact.invitation}:bounce:{seq}")
        )
    return tuple(told)


def _of_a_question(seq: int, fact: f.QuestionFact) -> list[Notice]:
    """The item's card follows it, its author hears of it, and carers are asked whether an answer was one."""
    told = []
    if not isinstance(fact, f.QuestionReminded):
        told.append(Notice(Destination.CHAT, Action.ITEM_CARD, fact.item, f"item:{fact.item}:card:{seq}"))
    if isinstance(fact, f.QuestionCarried):
        told.append(Notice(Destination.CHAT, Action.SESSION_CARD, fact.session, f"session:{fact.session}:card:{seq}"))
    if isinstance(fact, f.QuestionAnswered | f.QuestionCarried):
        told.append(Notice(Destination.CARER, Action.ITEM_NEWS, fact.item, f"item:{fact.item}:news:{seq}"))
    if isinstance(fact, f.QuestionAnswered):
        key = f"question:{fact.question}:answer:{seq}"
        told.append(Notice(Destination.CHAT, Action.ANSWER_CARD, fact.question, key))
    return told


def _of_a_pledge(seq: int, fact: f.PledgeFact, history: Sequence[f.Entry]) -> list[Notice]:
    """Its card follows it, and whoever raised what it is about hears of the promise and of what became of it."""
    told = [Notice(Destination.CHAT, Action.PLEDGE_CARD, fact.pledge, f"pledge:{fact.pledge}:card:{seq}")]
    made = next((one for one in (*(old.fact for old in history), fact) if isinstance(one, f.PledgeMade)), None)
    if isinstance(fact, f.PledgeMade | f.PledgeClosed) and made and made.item is not None:
        told.append(Notice(Destination.CARER, Action.ITEM_NEWS, made.item, f"item:{made.item}:news:{seq}"))
    if isinstance(fact, f.PledgeNotReached):
        key = f"pledge:{fact.pledge}:bounce:{seq}"
        told.append(Notice(Destination.HOSTS, Action.TELL_PLEDGE_BOUNCE, fact.pledge, key))
    return told


def _of_words_that_went(seq: int, fact: f.EntryHidden, history: Sequence[f.Entry]) -> list[Notice]:
    """The cards in the chat that showed them."""
    hidden = next((old.fact for old in history if old.seq == fact.entry), None)
    if isinstance(hidden, f.PledgeFact):
        return [Notice(Destination.CHAT, Action.PLEDGE_CARD, hidden.pledge, f"pledge:{hidden.pledge}:card:{seq}")]
    if isinstance(hidden, f.Planned):
        key, session = f"session:{hidden.session}:{{}}:{seq}", hidden.session
        return [
            Notice(Destination.CHAT, Action.SESSION_CARD, session, key.format("card")),
            Notice(Destination.EVENT, Action.SESSION_EVENT, session, key.format("event")),
            Notice(Destination.THREAD, Action.SESSION_THREAD, session, key.format("thread")),
        ]
    return []


def _session_of(history: Sequence[f.Entry]) -> int:
    return next(entry.fact.session for entry in history if isinstance(entry.fact, f.Invited))
