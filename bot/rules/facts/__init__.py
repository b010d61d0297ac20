"""Everything the record can say.

A fact is one line of the record: when, by whom, by which way, and what. It never holds a carer's words, name or
Discord id; personal text (a statement, the wording sent to an official) is an `Enclosed` digest of text that is kept
beside the ledger and can be erased without breaking the chain. Dates that depend on a calendar are worked out once,
when the fact is recorded, and stored in it: no later calendar moves them, and a verifier needs none.

The docstring of a fact says in one sentence what it means; the page "How the record is kept" prints it.

A new fact goes into the file of its subject, and is found by looking (`every_kind`).
"""

from bot.rules.facts.afterwards import (
    ClockMoved as ClockMoved,
    Corrected as Corrected,
    Disputed as Disputed,
    DisputeDecided as DisputeDecided,
    EntryHidden as EntryHidden,
    HeldBack as HeldBack,
    Hidden as Hidden,
    Released as Released,
    StatementMade as StatementMade,
    Tombstone as Tombstone,
)
from bot.rules.facts.base import (
    CLERK as CLERK,
    OFFICIAL as OFFICIAL,
    Enclosed as Enclosed,
    Entry as Entry,
    Fact as Fact,
    every_kind as every_kind,
    meaning as meaning,
)
from bot.rules.facts.forum import (
    AddressConfirmed as AddressConfirmed,
    CalendarAdopted as CalendarAdopted,
    OfficialListed as OfficialListed,
    OrganisationListed as OrganisationListed,
    Paused as Paused,
    PolicyAdopted as PolicyAdopted,
)
from bot.rules.facts.invitation import (
    Acknowledged as Acknowledged,
    AddressReplaced as AddressReplaced,
    AskedForTime as AskedForTime,
    Attended as Attended,
    AutoReplied as AutoReplied,
    Bounced as Bounced,
    InvitationFact as InvitationFact,
    Invited as Invited,
    NoReplyRecorded as NoReplyRecorded,
    NoticeGiven as NoticeGiven,
    Reminded as Reminded,
    Responded as Responded,
    Sent as Sent,
    SentAgain as SentAgain,
    Withdrawn as Withdrawn,
)
from bot.rules.facts.item import (
    ItemAccepted as ItemAccepted,
    ItemDeclined as ItemDeclined,
    ItemDeferred as ItemDeferred,
    ItemFact as ItemFact,
    ItemMerged as ItemMerged,
)
from bot.rules.facts.minutes import (
    MinutesCorrected as MinutesCorrected,
    MinutesPromised as MinutesPromised,
    MinutesPublished as MinutesPublished,
    MinutesText as MinutesText,
)
from bot.rules.facts.partnership import (
    BodyAnswered as BodyAnswered,
    BodyDeclined as BodyDeclined,
    BodyWelcomedBack as BodyWelcomedBack,
    CriteriaAdopted as CriteriaAdopted,
    FeedbackCounted as FeedbackCounted,
    Rated as Rated,
    Side as Side,
)
from bot.rules.facts.pledge import (
    PledgeAmended as PledgeAmended,
    PledgeAsked as PledgeAsked,
    PledgeClosed as PledgeClosed,
    PledgeConfirmed as PledgeConfirmed,
    PledgeDisputed as PledgeDisputed,
    PledgeDisputeDecided as PledgeDisputeDecided,
    PledgeFact as PledgeFact,
    PledgeMade as PledgeMade,
    PledgeNotReached as PledgeNotReached,
    PledgeReminded as PledgeReminded,
    PledgeStated as PledgeStated,
    PledgeUpdated as PledgeUpdated,
    PledgeWithdrawn as PledgeWithdrawn,
)
from bot.rules.facts.question import (
    QuestionAnswered as QuestionAnswered,
    QuestionCarried as QuestionCarried,
    QuestionFact as QuestionFact,
    QuestionPut as QuestionPut,
    QuestionReminded as QuestionReminded,
    QuestionWithdrawn as QuestionWithdrawn,
)
from bot.rules.facts.session import (
    AgendaChanged as AgendaChanged,
    AgendaPublished as AgendaPublished,
    CameUninvited as CameUninvited,
    Held as Held,
    Moved as Moved,
    Opened as Opened,
    Planned as Planned,
    SessionCancelled as SessionCancelled,
    SessionFact as SessionFact,
)
