"""The closed lists of words that facts are made of. Their values are written into the record: never rename one."""

from enum import StrEnum


class Via(StrEnum):
    """By which way a fact came to the record."""

    COMMAND = "command"
    HOST = "host"
    MAIL = "mail"
    LINK = "link"
    CALENDAR = "calendar"
    TIMETABLE = "timetable"


class Answer(StrEnum):
    """What an official said to an invitation (RECORD-RULES §3). Each of them is a response."""

    ATTENDING = "attending"
    DEPUTY = "deputy"
    CANNOT_COME = "cannot_come"
    OTHER_DATE = "other_date"
    IN_WRITING = "in_writing"
    REDIRECTED = "redirected"
    OTHER_CHANNEL = "other_channel"
    NOT_OUR_REMIT = "not_our_remit"


class Presence(StrEnum):
    """Who of an invited body was in the room."""

    CAME = "came"
    DEPUTY_CAME = "deputy_came"
    DID_NOT_COME = "did_not_come"


class Extent(StrEnum):
    """How far an answer goes, in the words of whoever put it on the record."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_ADDRESSED = "not_addressed"


class Way(StrEnum):
    """How a question was answered."""

    IN_WRITING = "in_writing"
    IN_SESSION = "in_session"


class OrganisationKind(StrEnum):
    """The kinds of body that a forum invites; figures are only ever compared within a kind."""

    ICB = "icb"
    COUNCIL = "council"
    NHS_TRUST = "nhs_trust"
    PARLIAMENT = "parliament"
    HEALTHWATCH = "healthwatch"
    CHARITY = "charity"
    OTHER = "other"


class Purpose(StrEnum):
    """What a letter is for."""

    INVITATION = "invitation"
    FIRST_REMINDER = "first_reminder"
    SECOND_REMINDER = "second_reminder"
    NOTICE = "notice"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    CONFIRMATION = "confirmation"
    CORRECTION = "correction"
    RECEIPT = "receipt"
    THANKS = "thanks"
    AGENDA = "agenda"
    QUESTIONS = "questions"
    PLEDGE = "pledge"
    PLEDGE_BEFORE = "pledge_before"
    PLEDGE_AFTER = "pledge_after"
    PLEDGE_RECEIPT = "pledge_receipt"
    DECLINED = "declined"
    WELCOMED_BACK = "welcomed_back"


class Reason(StrEnum):
    """The classes of reason that the record may give; never a free text about a person."""

    OUR_MISTAKE = "our_mistake"
    WRONG_ADDRESS = "wrong_address"
    TOLD_BY_THE_OFFICIAL = "told_by_the_official"
    NEW_INFORMATION = "new_information"
    ILLNESS_OR_EMERGENCY = "illness_or_emergency"
    TOO_FEW_PEOPLE = "too_few_people"
    ROOM_OR_TECHNOLOGY = "room_or_technology"
    PERSONAL_DATA = "personal_data"
    UNDER_DISCUSSION = "under_discussion"
    PAUSE = "pause"
    OUT_OF_SCOPE = "out_of_scope"
    ALREADY_ANSWERED = "already_answered"
    PERSONAL_CASE = "personal_case"
    NEEDS_MORE_TIME = "needs_more_time"
    SAFETY = "safety"
    LEGAL = "legal"
    BODY_DECLINED = "body_declined"


class PauseKind(StrEnum):
    """Why the clock of a body, or of all of them, stands still for some days (RECORD-RULES §4)."""

    DISSOLUTION = "dissolution"
    PRE_ELECTION = "pre_election"
    EMERGENCY = "emergency"
    CLOSURE = "closure"


class PledgeOutcome(StrEnum):
    """What became of a pledge."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    REPLACED = "replaced"


class PledgeState(StrEnum):
    """Where a pledge stands. Derived by `bot.rules.pledge_standing`, never set."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    REPLACED = "replaced"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class Asked(StrEnum):
    """What carers and officials are both asked about a session; `CRITERION` is any of the forum's own."""

    OVERALL = "overall"
    OBJECTIVES = "objectives"
    EQUAL_PARTNER = "equal_partner"
    CRITERION = "criterion"


class Overall(StrEnum):
    """The rungs of "overall", the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Met(StrEnum):
    """The rungs of every other question, the best first."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class Ground(StrEnum):
    """Why carers do not work with a body for now; said in words besides."""

    CRITERIA_NOT_MET = "criteria_not_met"
    QUESTIONS_OPEN = "questions_open"
    PLEDGES_OPEN = "pledges_open"
    TERMS_NOT_SHARED = "terms_not_shared"
    SAFETY = "safety"


class Step(StrEnum):
    """What time will bring about next for an invitation that has no answer."""

    FIRST_REMINDER = "first_reminder"
    SECOND_REMINDER = "second_reminder"
    NOTICE = "notice"
    NO_REPLY = "no_reply"


class State(StrEnum):
    """Where an invitation stands. Derived by `bot.rules.standing`, never set."""

    TO_SEND = "to_send"
    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"
    MORE_TIME = "more_time"
    NO_REPLY = "no_reply"
    REPLIED = "replied"
    REPLIED_LATE = "replied_late"
    BOUNCED = "bounced"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
