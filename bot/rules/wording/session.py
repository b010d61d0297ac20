"""What is said of one meeting of the forum."""

from bot.rules import facts as f
from bot.rules.saying import say_moment
from bot.rules.tongue import tr, trn
from bot.rules.wording.about import About
from bot.rules.wording.agenda import about_an_agenda
from bot.rules.wording.fixed import REASONS
from bot.rules.wording.minutes import about_minutes


def about_a_session(fact: f.SessionFact, about: About) -> str:
    session = about.session
    match fact:
        case f.Planned(starts=starts):
            return tr("A session was called: {session}, {date}.", session=session, date=say_moment(starts, about.zone))
        case f.Moved(starts=starts):
            return tr(
                "The session {session} was moved to {date}.", session=session, date=say_moment(starts, about.zone)
            )
        case f.SessionCancelled(reason=reason):
            return tr(
                "We cancelled the session {session}. Reason: {reason}. No invitation to it counts.",
                session=session,
                reason=REASONS[reason],
            )
        case f.Opened():
            return tr("The session {session} opened.", session=session)
        case f.Held(carers=int(carers)) if carers:
            return trn(
                "The session {session} was held, with {count} carer.",
                "The session {session} was held, with {count} carers.",
                carers,
                session=session,
            )
        case f.Held():
            return tr("The session {session} was held.", session=session)
        case f.AgendaPublished() | f.AgendaChanged():
            return about_an_agenda(fact, session)
        case f.CameUninvited():
            return tr(
                "Thank you: {whom} came to {session} without having been invited.",
                whom=str(about.whom),
                session=session,
            )
        case f.MinutesPromised() | f.MinutesPublished() | f.MinutesCorrected():
            return about_minutes(fact, about)
    raise TypeError(f"no sentence for {type(fact).__name__}")
