"""The tables.

Two kinds of storage, because two kinds of people are in it (docs/architecture.md): `ledger` and its
`enclosure`s are the record, appended to and never changed; everything else is papers, edited and erased
on request. `standing` and the derived columns of `session` are caches of the record: only `bot/record.py`
writes them, and `forum-clerk check --record` refolds them.
"""

from db.models.base import Base as Base
from db.models.directory import Holder as Holder, Official as Official, Organisation as Organisation
from db.models.feedback import Motion as Motion, Rating as Rating, Vote as Vote
from db.models.forum import Draft as Draft, Forum as Forum, Member as Member, Setting as Setting
from db.models.invitation import (
    DeskKey as DeskKey,
    Invitation as Invitation,
    Letter as Letter,
    reply_code as reply_code,
)
from db.models.item import Item as Item, Support as Support
from db.models.ledger import Enclosure as Enclosure, Entry as Entry, Standing as Standing
from db.models.live import (
    Hand as Hand,
    MinutesPart as MinutesPart,
    Note as Note,
    Present as Present,
    Sitting as Sitting,
)
from db.models.outbox import Outbox as Outbox
from db.models.pledge import Pledge as Pledge, PledgeVote as PledgeVote
from db.models.post import Piece as Piece
from db.models.question import Question as Question, Verdict as Verdict
from db.models.session import Coming as Coming, Session as Session
