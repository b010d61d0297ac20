"""With which bodies the carers do not work for now, as the record says it, with what each body says to that."""

from bot.public.said import Said, read
from bot.rules import facts as f
from bot.rules.partnership import partnership
from bot.view import View


async def declined_now(view: View, organisation: int | None = None) -> list[Said]:
    """By name of nothing but the order of the record; of one body alone, where it is given."""
    seen = await view.partnership_entries()
    now = partnership(entry.fact for entry in seen).declined
    standing = [
        entry
        for entry in seen
        if isinstance(entry.fact, f.BodyDeclined) and now.get(entry.fact.organisation) is entry.fact
    ]
    return await read(view, [e for e in standing if organisation in (None, getattr(e.fact, "organisation", None))])
