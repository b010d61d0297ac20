"""The tables.

Two kinds of storage, because two kinds of people are in it (docs/architecture.md): `ledger` and its
`enclosure`s are the record, appended to and never changed; everything else is papers, edited and erased
on request. `standing` and the derived columns of `session` are caches of the record: only `bot/record.py`
writes them, and `forum-clerk check --record` refolds them.
"""

import base64
import secrets
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.types import UtcDateTime

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table; Discord's ids are 64 bit, so `int` columns named `*_id` of Discord say BigInteger."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, str: Text}


class Setting(Base):
    """A word the clerk remembers for itself: the hash of the commands last sent to Discord."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Forum(Base):
    """A carers' forum: one Discord server, one chain, one public export."""

    __tablename__ = "forum"
    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    area: Mapped[str | None]
    charter: Mapped[str | None]
    help_lines: Mapped[str | None]
    """Where a carer finds help at once, in the hosts' words."""
    nation: Mapped[str]
    zone: Mapped[str]
    host_role_id: Mapped[int] = mapped_column(BigInteger)
    carer_role_id: Mapped[int | None] = mapped_column(BigInteger)
    chat_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    log_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    host_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    set_up_by: Mapped[int] = mapped_column(BigInteger)
    heard_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Member(Base):
    """Someone who did something; the record knows only the number, which reads "a host" once `user_id` is erased."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("forum_id", "user_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    erased_at: Mapped[datetime | None]


class Organisation(Base):
    """A body: an ICB, a council, an NHS trust, Parliament. It is what it was on the date; successors are by code."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("forum_id", "name"),
        UniqueConstraint("forum_id", "code"),
        CheckConstraint(
            "kind IN ('icb', 'council', 'nhs_trust', 'parliament', 'healthwatch', 'charity', 'other')", name="kind"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    name: Mapped[str]
    kind: Mapped[str]
    website: Mapped[str | None]
    code: Mapped[str | None]
    opened: Mapped[date | None]
    closed: Mapped[date | None]
    successors: Mapped[str] = mapped_column(default="")


class Official(Base):
    """A public role in an organisation: the record belongs to the role, not to the person."""

    __tablename__ = "official"
    __table_args__ = (UniqueConstraint("forum_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str]
    email: Mapped[str | None]
    public_source: Mapped[str | None]
    elected: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None]
    retired_at: Mapped[datetime | None]


class Holder(Base):
    """Who held a role, from when until when. The name is shown only where `bot.rules.naming` allows it."""

    __tablename__ = "holder"
    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    name: Mapped[str | None]
    code: Mapped[str | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    objected_at: Mapped[datetime | None]
    """Since when they ask not to be named; the role alone is shown until the hosts have decided (RECORD-RULES §8)."""


class Session(Base):
    """One meeting of a forum. `starts_at`, `ends_at` and `state` are folded from the record."""

    __tablename__ = "session"
    __table_args__ = (Index("ix_session_forum_starts", "forum_id", "starts_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    title: Mapped[str]
    place: Mapped[str | None]
    link: Mapped[str | None]
    access: Mapped[str | None]
    """What the place offers to who needs it, in the hosts' words: step-free, a hearing loop, captions."""
    repeat: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[str]
    event_id: Mapped[int | None] = mapped_column(BigInteger)


class Item(Base):
    """What a carer wants raised. `author_id` is never shown to anybody unless `shown` is 'named'.

    `place` and `minutes` are those it has on the agenda of its session.
    """

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint("shown IN ('named', 'labelled', 'unnamed')", name="shown"),
        CheckConstraint("kind IN ('question', 'proposal', 'story')", name="kind"),
        Index("ix_item_forum_state", "forum_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str] = mapped_column(default="question")
    shown: Mapped[str]
    author_label: Mapped[str | None]
    title: Mapped[str]
    details: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[str]
    reason: Mapped[str | None]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    carried: Mapped[int] = mapped_column(default=0)
    place: Mapped[int | None]
    minutes: Mapped[int | None]
    supporters_erased: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many said "me too" and have had themselves erased since: they are counted, and nothing says who they were."""
    raised_at: Mapped[datetime]


class Support(Base):
    """One person's "me too": the key counts each person once, however often they press."""

    __tablename__ = "support"
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)


def reply_code() -> str:
    """130 random bits in letters that every mail server leaves alone: no capitals, nothing to escape."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower().rstrip("=")[:26]


class Invitation(Base):
    """An official asked to a session. What became of it is in the record; the words and the address are papers.

    `code` stands in the reply address, in the calendar's UID and nowhere public: an answer finds its invitation by it.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("session_id", "official_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("holder.id"))
    message: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True, default=reply_code)


STEP_LETTERS = "purpose IN ('first_reminder', 'second_reminder', 'notice') AND state <> 'not_needed'"


class Letter(Base):
    """A letter to an official, written once, sent once. `round` tells which sending of the invitation it belongs to."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'handed', 'sent', 'failed', 'not_needed')", name="state"),
        # Time may write each of its letters once in a round, however often it is swept.
        Index(
            "uq_letter_step",
            "invitation_id",
            "purpose",
            "round",
            unique=True,
            sqlite_where=text(STEP_LETTERS),
            postgresql_where=text(STEP_LETTERS),
        ),
        Index("ix_letter_invitation", "invitation_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"))
    purpose: Mapped[str]
    round: Mapped[int]
    address: Mapped[str | None]
    subject: Mapped[str]
    body: Mapped[str]
    sentence: Mapped[str | None]
    as_at: Mapped[date | None]
    message_id: Mapped[str]
    state: Mapped[str]
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class DeskKey(Base):
    """The key to an official's desk (`/r/{token}`): its SHA-256 alone. Each letter carries a key of its own."""

    __tablename__ = "desk_key"
    digest: Mapped[str] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Piece(Base):
    """A piece of post: what came by mail or over the desk, kept until it has been dealt with.

    `invitation_id` is certain (by code or Message-ID); `perhaps_id` is a guess for the hosts. `verdict` and `signs` are
    the reader's (`bot.mail.parse`); `hints` is JSON of the dates and addresses that it found. `raw` and the words go
    when the piece has been dealt with and some time has passed.
    """

    __tablename__ = "piece"
    __table_args__ = (
        CheckConstraint("source IN ('mail', 'desk')", name="source"),
        CheckConstraint("state IN ('waiting', 'recorded', 'dealt', 'discarded')", name="state"),
        Index("ix_piece_tray", "forum_id", "state", "id"),
        Index("ix_piece_invitation", "invitation_id", "state"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    source: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str | None]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    perhaps_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    sender: Mapped[str | None]
    sender_name: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    verdict: Mapped[str]
    signs: Mapped[str]
    hints: Mapped[str] = mapped_column(default="{}")
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(default="waiting")
    came_at: Mapped[datetime]
    dealt_at: Mapped[datetime | None]
    dealt_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    entry: Mapped[int | None]
    """The entry of the record that it became."""


class Entry(Base):
    """One line of the ledger. Triggers refuse UPDATE and DELETE; `body` is the canonical JSON that `hash` covers."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index("ix_ledger_forum_invitation", "forum_id", "invitation_id"),
        Index("ix_ledger_forum_session", "forum_id", "session_id"),
        Index("ix_ledger_forum_kind", "forum_id", "kind"),
    )
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    at: Mapped[datetime]
    invitation_id: Mapped[int | None]
    session_id: Mapped[int | None]
    body: Mapped[str]
    hash: Mapped[str]


class Enclosure(Base):
    """Personal text beside the ledger, which holds only its salted digest; erased, it leaves a tombstone."""

    __tablename__ = "enclosure"
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str | None]
    text: Mapped[str | None]
    erased_at: Mapped[datetime | None]


class Standing(Base):
    """The folded value of one invitation (`bot.rules.standing`): a cache, rebuildable, indexed for what is due."""

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_due", "next_moment"),
        Index("ix_standing_figures", "forum_id", "organisation_id", "counts", "counts_on"),
    )
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    session_id: Mapped[int] = mapped_column(index=True)
    official_id: Mapped[int] = mapped_column(index=True)
    organisation_id: Mapped[int]
    holder_id: Mapped[int | None]
    state: Mapped[str]
    answer: Mapped[str | None]
    counts: Mapped[str]
    counts_on: Mapped[date | None]
    on_time: Mapped[bool]
    working_days: Mapped[int | None]
    sent_on: Mapped[date | None]
    reply_by: Mapped[date | None]
    replied_on: Mapped[date | None]
    present: Mapped[bool | None]
    alive: Mapped[bool]
    round: Mapped[int]
    next_step: Mapped[str | None]
    next_moment: Mapped[datetime | None]


class Draft(Base):
    """What somebody was asked "is that right?" about, kept until they say yes or no: a press may come after a restart.

    `words` is JSON of what they typed, so it is erased with them, and in any case after some days.
    """

    __tablename__ = "draft"
    # Drafts are deleted, and SQLite would give a number again: an old button would then say yes to a newer draft.
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    user_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    words: Mapped[str]
    made_at: Mapped[datetime]


class Outbox(Base):
    """One row a notice, written with the fact it announces. `key` makes a second one impossible."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'blocked', 'dropped')", name="state"),
        Index("ix_outbox_waiting", "state", "not_before"),
        Index("ix_outbox_queue", "forum_id", "destination", "state", "id"),
        UniqueConstraint("forum_id", "key"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    destination: Mapped[str]
    action: Mapped[str]
    subject: Mapped[int]
    key: Mapped[str]
    detail: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    owner: Mapped[str | None]
    error: Mapped[str | None]
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
