"""Who may do what: one page. What is not listed here, nobody may do.

A host is a carer whom the forum trusts with its desk (the host role); a steward may manage the Discord server and is
needed once, to set the forum up. Keep each block alphabetical.
"""

from collections.abc import Collection
from enum import StrEnum

from bot.rules.errors import Refused


class Role(StrEnum):
    """What somebody is to a forum."""

    ANYONE = "anyone"
    CARER = "carer"
    HOST = "host"
    STEWARD = "steward"


class Act(StrEnum):
    """Everything that a command, a button or a form can do."""

    ASK_FOR_HELP = "ask_for_help"
    READ_THE_AGENDA = "read_the_agenda"
    READ_THE_RECORD = "read_the_record"
    SEE_WHAT_IS_KEPT = "see_what_is_kept"
    """Of oneself, and have it erased."""
    TELL_A_HOST = "tell_a_host"

    CALL_A_VOTE = "call_a_vote"
    GIVE_FEEDBACK = "give_feedback"
    AGREE_TO_A_QUOTATION = "agree_to_a_quotation"
    JOIN_A_SESSION = "join_a_session"
    """Be counted as present, and raise a hand."""
    JUDGE_AN_ANSWER = "judge_an_answer"
    RAISE_AN_ITEM = "raise_an_item"
    SAY_WHAT_IS_SEEN = "say_what_is_seen"
    """Of what an official promised."""
    SAY_WHETHER_I_COME = "say_whether_i_come"
    SUPPORT_AN_ITEM = "support_an_item"
    VOTE = "vote"
    WITHDRAW_AN_ITEM = "withdraw_an_item"

    CHANGE_THE_FORUM = "change_the_forum"
    CORRECT_THE_RECORD = "correct_the_record"
    HOLD_A_PUBLICATION = "hold_a_publication"
    INVITE = "invite"
    KEEP_PLEDGES = "keep_pledges"
    KEEP_THE_DIRECTORY = "keep_the_directory"
    NOTE_A_RESPONSE = "note_a_response"
    READ_THE_POST = "read_the_post"
    REVIEW_THE_AGENDA = "review_the_agenda"
    RUN_A_SESSION = "run_a_session"
    SAY_A_LETTER_WAS_SENT = "say_a_letter_was_sent"
    SAY_THE_POST_IS_READ = "say_the_post_is_read"
    SCHEDULE_A_SESSION = "schedule_a_session"
    SEE_INVITATIONS = "see_invitations"

    SET_UP_THE_FORUM = "set_up_the_forum"


ALLOWED: dict[Act, frozenset[Role]] = {
    Act.ASK_FOR_HELP: frozenset({Role.ANYONE}),
    Act.READ_THE_AGENDA: frozenset({Role.ANYONE}),
    Act.READ_THE_RECORD: frozenset({Role.ANYONE}),
    Act.SEE_WHAT_IS_KEPT: frozenset({Role.ANYONE}),
    Act.TELL_A_HOST: frozenset({Role.ANYONE}),
    Act.CALL_A_VOTE: frozenset({Role.CARER, Role.HOST}),
    Act.GIVE_FEEDBACK: frozenset({Role.CARER, Role.HOST}),
    Act.AGREE_TO_A_QUOTATION: frozenset({Role.CARER, Role.HOST}),
    Act.JOIN_A_SESSION: frozenset({Role.CARER, Role.HOST}),
    Act.JUDGE_AN_ANSWER: frozenset({Role.CARER, Role.HOST}),
    Act.RAISE_AN_ITEM: frozenset({Role.CARER, Role.HOST}),
    Act.SAY_WHAT_IS_SEEN: frozenset({Role.CARER, Role.HOST}),
    Act.SAY_WHETHER_I_COME: frozenset({Role.CARER, Role.HOST}),
    Act.SUPPORT_AN_ITEM: frozenset({Role.CARER, Role.HOST}),
    Act.VOTE: frozenset({Role.CARER, Role.HOST}),
    Act.WITHDRAW_AN_ITEM: frozenset({Role.CARER, Role.HOST}),
    Act.CHANGE_THE_FORUM: frozenset({Role.HOST}),
    Act.CORRECT_THE_RECORD: frozenset({Role.HOST}),
    Act.HOLD_A_PUBLICATION: frozenset({Role.HOST}),
    Act.INVITE: frozenset({Role.HOST}),
    Act.KEEP_PLEDGES: frozenset({Role.HOST}),
    Act.KEEP_THE_DIRECTORY: frozenset({Role.HOST}),
    Act.NOTE_A_RESPONSE: frozenset({Role.HOST}),
    Act.READ_THE_POST: frozenset({Role.HOST}),
    Act.REVIEW_THE_AGENDA: frozenset({Role.HOST}),
    Act.RUN_A_SESSION: frozenset({Role.HOST}),
    Act.SAY_A_LETTER_WAS_SENT: frozenset({Role.HOST}),
    Act.SAY_THE_POST_IS_READ: frozenset({Role.HOST}),
    Act.SCHEDULE_A_SESSION: frozenset({Role.HOST}),
    Act.SEE_INVITATIONS: frozenset({Role.HOST}),
    Act.SET_UP_THE_FORUM: frozenset({Role.STEWARD}),
}

WHO = {
    Role.CARER: "carers of this forum",
    Role.HOST: "this forum’s hosts",
    Role.STEWARD: "people who may manage this Discord server",
}


def permitted(act: Act, roles: Collection[Role]) -> bool:
    return not ALLOWED.get(act, frozenset()).isdisjoint(roles)


def require(act: Act, roles: Collection[Role]) -> None:
    """Refuse, in a sentence that says who could, what these roles do not allow."""
    if not permitted(act, roles):
        who = " and ".join(WHO[role] for role in Role if role in ALLOWED.get(act, ()) and role in WHO)
        raise Refused(f"Only {who or 'nobody'} can do that. Ask a host if you need it; /help shows what you can do.")
