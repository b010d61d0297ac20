"""What is said of one meeting of the forum."""

from bot.rules import facts as f
from bot.rules.saying import say_moment
from bot.rules.wording.about import About, plural
from bot.rules.wording.fixed import REASONS
from bot.rules.wording.minutes import about_minutes


def about_a_session(fact: f.SessionFact, about: About) -> str:
    match fact:
        case f.Planned(starts=starts):
            return f"A session was called: {about.session}, {say_moment(starts, about.zone)}."
        case f.Moved(starts=starts):
            return f"The session {about.session} was moved to {say_moment(starts, about.zone)}."
        case f.SessionCancelled(reason=reason):
            why = REASONS[reason]
            return f"We cancelled the session {about.session}. Reason: {why}. No invitation to it counts."
        case f.Opened():
            return f"The session {about.session} opened."
        case f.Held(carers=carers):
            crowd = f", with {plural(carers, 'carer')}" if carers else ""
            return f"The session {about.session} was held{crowd}."
        case f.AgendaPublished(items=items):
            if not items:
                return f"The agenda of {about.session} was published. Nothing stands on it."
            return f"The agenda of {about.session} was published: {_items(items)}."
        case f.AgendaChanged(added=added, taken_off=taken_off):
            changes = [f"{_items(added)} {_was(added)} added"] if added else []
            changes += [f"{_items(taken_off)} {_was(taken_off)} taken off"] if taken_off else []
            return f"After the agenda of {about.session} was published, {' and '.join(changes)}."
        case f.CameUninvited():
            return f"Thank you: {about.whom} came to {about.session} without having been invited."
        case f.MinutesPromised() | f.MinutesPublished():
            return about_minutes(fact, about)
    raise TypeError(f"no sentence for {type(fact).__name__}")


def _items(numbers: tuple[int, ...]) -> str:
    """Agenda item 3; agenda items 3, 5 and 8."""
    *most, last = map(str, numbers)
    return f"agenda items {', '.join(most)} and {last}" if most else f"agenda item {last}"


def _was(numbers: tuple[int, ...]) -> str:
    return "was" if len(numbers) == 1 else "were"
