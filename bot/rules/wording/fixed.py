"""What stands as it is: words that never appear, the privacy notice, and the name of each reason and answer."""

from bot.rules.tongue import N_, Phrases, in_turn, tr
from bot.rules.words import Answer, PauseKind, Presence, Reason

NEVER = (
    "by law", "duty", "must", "failed", "refused", "ignored", "snubbed", "evaded", "shame", "worst", "bottom",
    "blacklist", "does not care", "no-show", "silent",
)  # fmt: skip
"""Never in generated text, and never in what a host may publish (whole words; RECORD-RULES §6)."""

_PRIVACY = (
    N_("Privacy: we are a forum of unpaid carers."),
    N_(
        "We keep your role, your organisation and what you answer in a public record, because carers have a legitimate "
        "interest in knowing who engages with them (UK GDPR Article 6(1)(f))."
    ),
    N_(
        "We show names only of elected members, and of people whom their own organisation names in public; and for 24 "
        "months at most, while you hold the role."
    ),
)
_BY_LETTER = N_(
    "You can object, correct, or ask what we hold, by answering this letter; you can also complain to the Information "
    "Commissioner (ico.org.uk)."
)
_HERE = N_(
    "You can object, correct, or ask what we hold, on this page; you can also complain to the Information Commissioner "
    "(ico.org.uk)."
)
PRIVACY = " ".join((*_PRIVACY, _BY_LETTER))
"""As it stands in every letter, word for word."""


def say_privacy(*, here: bool) -> str:
    """The same in the language of a page. `here`: whom it is about can answer on that page."""
    return in_turn(*map(tr, _PRIVACY), tr(_HERE if here else _BY_LETTER))


REASONS = Phrases(
    {
        Reason.OUR_MISTAKE: N_("our mistake"),
        Reason.WRONG_ADDRESS: N_("we had a wrong address"),
        Reason.TOLD_BY_THE_OFFICIAL: N_("the official told us"),
        Reason.NEW_INFORMATION: N_("new information"),
        Reason.ILLNESS_OR_EMERGENCY: N_("illness or emergency"),
        Reason.TOO_FEW_PEOPLE: N_("too few people could come"),
        Reason.ROOM_OR_TECHNOLOGY: N_("a problem with the room or the technology"),
        Reason.PERSONAL_DATA: N_("personal data"),
        Reason.UNDER_DISCUSSION: N_("we are still talking with them"),
        Reason.PAUSE: N_("a pause, such as an election or a closure"),
        Reason.OUT_OF_SCOPE: N_("outside what this forum can take up"),
        Reason.ALREADY_ANSWERED: N_("already answered"),
        Reason.PERSONAL_CASE: N_("about one person’s case"),
        Reason.NEEDS_MORE_TIME: N_("needs more time"),
        Reason.SAFETY: N_("somebody’s safety"),
        Reason.LEGAL: N_("a legal reason"),
        Reason.BODY_DECLINED: N_("the carers do not work with this body for now"),
    }
)

PAUSES = Phrases(
    {
        PauseKind.DISSOLUTION: N_("Parliament is dissolved"),
        PauseKind.PRE_ELECTION: N_("the period before an election"),
        PauseKind.EMERGENCY: N_("an emergency was declared"),
        PauseKind.CLOSURE: N_("a closure"),
    }
)

ANSWERS = Phrases(
    {
        Answer.ATTENDING: N_("coming"),
        Answer.DEPUTY: N_("sending a deputy"),
        Answer.CANNOT_COME: N_("cannot come"),
        Answer.OTHER_DATE: N_("suggested another date"),
        Answer.IN_WRITING: N_("answered in writing"),
        Answer.REDIRECTED: N_("redirected us"),
        Answer.OTHER_CHANNEL: N_("prefers another channel"),
        Answer.NOT_OUR_REMIT: N_("not within their remit"),
    }
)

PRESENCES = Phrases(
    {
        Presence.CAME: N_("came"),
        Presence.DEPUTY_CAME: N_("came by deputy"),
        Presence.DID_NOT_COME: N_("was not there"),
    }
)
