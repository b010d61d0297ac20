"""How carers and bodies work together, read from the record: the criteria in force, and who is declined."""

from bot.rules import facts as f
from bot.rules.partnership import Partnership, partnership
from bot.rules.tongue import tr
from bot.rules.wording.partnership import REMOVED
from bot.view import View
from db import feedback


async def partnership_now(view: View, *, before: int | None = None) -> Partnership:
    """As it stands; or as it stood `before` entry so and so."""
    seen = await view.partnership_entries()
    return partnership(entry.fact for entry in seen if before is None or entry.seq < before)


async def stands_still(view: View, organisation: int) -> bool:
    """Whether nothing is asked of this body now: it is declined, or has been told that it will be."""
    told = await feedback.is_told(view.db, view.forum.id, organisation)
    return told or organisation in (await partnership_now(view)).declined


async def criteria_of(view: View, session_id: int) -> dict[int, str]:
    """The criteria that were in force when the session was held, by number; none where it was not held yet."""
    held = next((e.seq for e in await view.session_history(session_id) if isinstance(e.fact, f.Held)), 0)
    return await in_words(view, await partnership_now(view, before=held))


async def in_words(view: View, now: Partnership) -> dict[int, str]:
    texts = await view.texts(now.criteria.values())
    return {number: texts.get(digest) or tr(REMOVED) for number, digest in now.criteria.items()}
