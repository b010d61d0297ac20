"""A statement that is sent twice stands there once."""

from bot.rules import facts as f
from bot.view import History, View


async def stated_before(view: View, history: History, text: str) -> int | None:
    """The number of the entry that states just that already."""
    made = {one.seq: one.fact.text for one in history if isinstance(one.fact, f.StatementMade | f.PledgeStated)}
    texts = await view.texts(made.values())
    return next((seq for seq, kept in made.items() if texts.get(kept) == text), None)
