"""What is said of what an official answered, and of whether they came."""

from bot.rules import facts as f
from bot.rules.saying import say_late
from bot.rules.tongue import N_, capital, in_turn, tr
from bot.rules.wording.about import About, they_said
from bot.rules.words import Answer, Presence

TOLD = {
    Answer.ATTENDING: N_("Thank you: {whom} told us they are coming to {session}."),
    Answer.DEPUTY: N_("Thank you: {whom} is sending a deputy to {session}."),
    Answer.CANNOT_COME: N_("{Whom} told us they could not come to {session}."),
    Answer.OTHER_DATE: N_("{Whom} suggested another date for {session}."),
    Answer.IN_WRITING: N_("Thank you: {whom} answered in writing."),
    Answer.REDIRECTED: N_("{Whom} told us whom to ask instead."),
    Answer.OTHER_CHANNEL: N_("{Whom} told us they prefer another way of working with us."),
    Answer.NOT_OUR_REMIT: N_("{Whom} told us that this is not within their remit."),
}


def told(fact: f.Responded, about: About) -> str:
    detail = about.text(fact.detail)
    late = tr("They replied on {date}.", date=say_late(fact.on, fact.days_late)) if fact.days_late else None
    return in_turn(_of_whom(TOLD[fact.answer], about), they_said(detail) if detail else None, late)


def attended(fact: f.Attended, about: About) -> str:
    """Not to be there is one thing for those who had said so, another for those who had accepted."""
    if fact.presence is Presence.CAME:
        said = N_("Thank you: {whom} came to {session}.")
    elif fact.presence is Presence.DEPUTY_CAME:
        said = N_("Thank you: a deputy of {whom} came to {session}.")
    elif about.answered is Answer.ATTENDING:
        said = N_("{Whom} had accepted, and was not at {session}.")
    elif about.answered is Answer.CANNOT_COME:
        said = N_("{Whom} was not at {session}, as they had told us.")
    else:
        said = N_("{Whom} was not at {session}.")
    return _of_whom(said, about)


def _of_whom(message: str, about: About) -> str:
    """`Whom` begins a sentence."""
    whom = str(about.whom)
    return tr(message, whom=whom, Whom=capital(whom), session=about.session)
