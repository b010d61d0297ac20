"""What stands as it is: words that never appear, the privacy notice, and the name of each reason and answer."""

from bot.rules.words import Answer, PauseKind, Presence, Reason

NEVER = (
    "by law", "duty", "must", "failed", "refused", "ignored", "snubbed", "evaded", "shame", "worst", "bottom",
    "blacklist", "does not care", "no-show", "silent",
)  # fmt: skip
"""Never in generated text, and never in what a host may publish (whole words; RECORD-RULES §6)."""

PRIVACY = (
    "Privacy: we are a forum of unpaid carers. We keep your role, your organisation and what you answer in a public "
    "record, because carers have a legitimate interest in knowing who engages with them (UK GDPR Article 6(1)(f)). We "
    "show names only of elected members, and of people whom their own organisation names in public; and for 24 months "
    "at most, while you hold the role. You can object, correct, or ask what we hold, by answering this letter; you can "
    "also complain to the Information Commissioner (ico.org.uk)."
)

REASONS = {
    Reason.OUR_MISTAKE: "our mistake",
    Reason.WRONG_ADDRESS: "we had a wrong address",
    Reason.TOLD_BY_THE_OFFICIAL: "the official told us",
    Reason.NEW_INFORMATION: "new information",
    Reason.ILLNESS_OR_EMERGENCY: "illness or emergency",
    Reason.TOO_FEW_PEOPLE: "too few people could come",
    Reason.ROOM_OR_TECHNOLOGY: "a problem with the room or the technology",
    Reason.PERSONAL_DATA: "personal data",
    Reason.UNDER_DISCUSSION: "we are still talking with them",
    Reason.PAUSE: "a pause, such as an election or a closure",
    Reason.OUT_OF_SCOPE: "outside what this forum can take up",
    Reason.ALREADY_ANSWERED: "already answered",
    Reason.PERSONAL_CASE: "about one person’s case",
    Reason.NEEDS_MORE_TIME: "needs more time",
    Reason.SAFETY: "somebody’s safety",
    Reason.LEGAL: "a legal reason",
    Reason.BODY_DECLINED: "the carers do not work with this body for now",
}

PAUSES = {
    PauseKind.DISSOLUTION: "Parliament is dissolved",
    PauseKind.PRE_ELECTION: "the period before an election",
    PauseKind.EMERGENCY: "an emergency was declared",
    PauseKind.CLOSURE: "a closure",
}

ANSWERS = {
    Answer.ATTENDING: "coming",
    Answer.DEPUTY: "sending a deputy",
    Answer.CANNOT_COME: "cannot come",
    Answer.OTHER_DATE: "suggested another date",
    Answer.IN_WRITING: "answered in writing",
    Answer.REDIRECTED: "redirected us",
    Answer.OTHER_CHANNEL: "prefers another channel",
    Answer.NOT_OUR_REMIT: "not within their remit",
}

PRESENCES = {
    Presence.CAME: "came",
    Presence.DEPUTY_CAME: "came by deputy",
    Presence.DID_NOT_COME: "was not there",
}
