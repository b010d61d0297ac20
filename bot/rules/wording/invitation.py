"""What is said of one official asked to one session."""

from datetime import date

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital
from bot.rules.wording.about import About, Whom, plural
from bot.rules.wording.afterwards import about_the_record
from bot.rules.words import Answer, Presence

TOLD = {
    Answer.ATTENDING: "Thank you: {whom} told us they are coming to {session}.",
    Answer.DEPUTY: "Thank you: {whom} is sending a deputy to {session}.",
    Answer.CANNOT_COME: "{Whom} told us they could not come to {session}.",
    Answer.OTHER_DATE: "{Whom} suggested another date for {session}.",
    Answer.IN_WRITING: "Thank you: {whom} answered in writing.",
    Answer.REDIRECTED: "{Whom} told us whom to ask instead.",
    Answer.OTHER_CHANNEL: "{Whom} told us they prefer another way of working with us.",
    Answer.NOT_OUR_REMIT: "{Whom} told us that this is not within their remit.",
}


def about_an_invitation(fact: f.InvitationFact, about: About) -> str:
    whom, whom_first = str(about.whom), capital(str(about.whom))
    match fact:
        case f.Invited():
            return f"We decided to invite {whom} to {about.session}."
        case f.Sent(on=on, reply_by=reply_by, short_notice=short):
            note = " This was at short notice, so it is in no figure." if short else ""
            asked = f"We asked {whom} on {say_short_date(on)} to come to {about.session}."
            return f"{asked} We asked for a reply by {say_short_date(reply_by)}.{note}"
        case f.Bounced():
            return f"Our message to {whom} did not arrive. This is ours to fix, not a lack of reply."
        case f.AddressReplaced():
            return (
                f"We had written to a wrong address for {whom} and have replaced it. What came of that was our error; "
                "the time to reply starts anew."
            )
        case f.SentAgain():
            return f"We sent our invitation to {whom} once more."
        case f.Reminded(nth=nth):
            return f"We sent {whom} a {('first', 'second')[nth - 1]} reminder."
        case f.NoticeGiven(next_on=day):
            return f"We told {whom} what this record will say from {say_short_date(day)} unless a reply comes."
        case f.AutoReplied():
            return f"An automatic reply came from the address of {whom}."
        case f.Acknowledged():
            return f"{whom_first} told us that our message was received."
        case f.AskedForTime(until=until):
            return f"{whom_first} asked for more time. We now ask for a reply by {say_short_date(until)}."
        case f.Responded():
            return _reply(fact, about)
        case f.Attended(presence=presence):
            return {
                Presence.CAME: f"Thank you: {whom} came to {about.session}.",
                Presence.DEPUTY_CAME: f"Thank you: a deputy of {whom} came to {about.session}.",
                Presence.DID_NOT_COME: _absent(about),
            }[presence]
        case f.NoReplyRecorded(on=on, sentence=sentence):
            return about.text(sentence) or f"We have not recorded a reply from {whom} as at {say_short_date(on)}."
        case _:
            return about_the_record(fact, about)


def no_reply(whom: Whom, about: About, *, asked: date, reminders: tuple[date, ...], as_at: date, way: str) -> str:
    """The sentence that the notice announces and the record prints, word for word."""
    come = f"to come to {about.session}"
    if about.starts:
        come += f" on {say_short_date(about.starts.astimezone(about.zone).date())}"
    dates = " and ".join(say_short_date(day) for day in reminders)
    return (
        f"We asked {whom} on {say_short_date(asked)} {come}. We sent reminders on {dates}. "
        f"We have not recorded a reply as at {say_short_date(as_at)}. Nobody is required by law to answer a carers’ "
        f"forum, and there may be a reason we do not know. {capital(whom.body)} can reply, correct this or add "
        f"a statement {way}."
    )


def _absent(about: About) -> str:
    """Not to be there is one thing for those who had said so, another for those who had accepted."""
    whom = capital(str(about.whom))
    if about.answered is Answer.ATTENDING:
        return f"{whom} had accepted, and was not at {about.session}."
    told = ", as they had told us" if about.answered is Answer.CANNOT_COME else ""
    return f"{whom} was not at {about.session}{told}."


def _reply(fact: f.Responded, about: About) -> str:
    names = {"whom": str(about.whom), "Whom": capital(str(about.whom)), "session": about.session}
    told = TOLD[fact.answer].format(**names)
    detail = about.text(fact.detail)
    told += f" They said: “{detail.rstrip('.')}”." if detail else ""
    if fact.days_late:
        days = plural(fact.days_late, "working day")
        return f"{told} They replied on {say_short_date(fact.on)}, {days} after the date we asked for."
    return told
