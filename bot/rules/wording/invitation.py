"""What is said of one official asked to one session."""

from datetime import date

from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import capital, in_turn, tr
from bot.rules.wording.about import About, Whom
from bot.rules.wording.afterwards import about_the_record
from bot.rules.wording.reply import attended, told


def about_an_invitation(fact: f.InvitationFact, about: About) -> str:
    whom, session = str(about.whom), about.session
    match fact:
        case f.Invited():
            return tr("We decided to invite {whom} to {session}.", whom=whom, session=session)
        case f.Sent():
            return _sent(fact, about)
        case f.Bounced():
            return say_bounced(whom)
        case f.AddressReplaced():
            return tr(
                "We had written to a wrong address for {whom} and have replaced it. What came of that was our error; "
                "the time to reply starts anew.",
                whom=whom,
            )
        case f.SentAgain():
            return tr("We sent our invitation to {whom} once more.", whom=whom)
        case f.Reminded(nth=1):
            return tr("We sent {whom} a first reminder.", whom=whom)
        case f.Reminded():
            return tr("We sent {whom} a second reminder.", whom=whom)
        case f.NoticeGiven(next_on=day):
            return tr(
                "We told {whom} what this record will say from {date} unless a reply comes.",
                whom=whom,
                date=say_short_date(day),
            )
        case f.AutoReplied():
            return tr("An automatic reply came from the address of {whom}.", whom=whom)
        case f.Acknowledged():
            return tr("{Whom} told us that our message was received.", Whom=capital(whom))
        case f.AskedForTime(until=until):
            return tr(
                "{Whom} asked for more time. We now ask for a reply by {date}.",
                Whom=capital(whom),
                date=say_short_date(until),
            )
        case f.Responded():
            return told(fact, about)
        case f.Attended():
            return attended(fact, about)
        case f.NoReplyRecorded(on=on, sentence=sentence):
            return about.text(sentence) or tr(
                "We have not recorded a reply from {whom} as at {date}.", whom=whom, date=say_short_date(on)
            )
        case _:
            return about_the_record(fact, about)


def say_bounced(whom: str) -> str:
    return tr("Our message to {whom} did not arrive. This is ours to fix, not a lack of reply.", whom=whom)


def no_reply(whom: Whom, about: About, *, asked: date, reminders: tuple[date, ...], as_at: date, way: str) -> str:
    """The sentence that the notice announces and the record prints, word for word: English, on every page."""
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


def _sent(fact: f.Sent, about: About) -> str:
    return in_turn(
        tr(
            "We asked {whom} on {date} to come to {session}.",
            whom=str(about.whom),
            date=say_short_date(fact.on),
            session=about.session,
        ),
        tr("We asked for a reply by {date}.", date=say_short_date(fact.reply_by)),
        tr("This was at short notice, so it is in no figure.") if fact.short_notice else None,
    )
