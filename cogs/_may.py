"""Who may use a command, and how it is acknowledged. The table of acts and roles is `bot/rules/permissions.py`.

    @app_commands.command(description="Invite an official")
    @may(Act.INVITE)                            # acknowledged to the person alone
    async def send(self, interaction: Interaction, …) -> None:
        forum = here(interaction)               # who is asking has been looked up already
        visitor = who(interaction)

    @may(Act.READ_THE_RECORD, Shown.TO_ALL)     # to the channel, unless an option only_me is true
    @may(Act.RAISE_AN_ITEM, Shown.AS_FORM)      # the method opens a form, first of all

The acknowledgement is sent before the database is touched, and before options are looked up. Autocomplete of the same
command asks for the same act and shows nothing to others. Works on context menus too:

    menu = app_commands.ContextMenu(name="Raise at the forum", callback=self.raise_message)
"""

from collections.abc import Callable
from typing import Any, TypeVar

from bot.chat.gate import May, Visitor, here, soon, undeclared, who
from bot.chat.kinds import Interaction, Shown
from bot.clerk import ForumCard
from bot.rules.permissions import Act

__all__ = ["Act", "ForumCard", "Interaction", "Shown", "Visitor", "here", "may", "soon", "undeclared", "who"]

Callback = TypeVar("Callback", bound=Callable[..., Any])


def may(act: Act, shown: Shown = Shown.ONLY_ME) -> Callable[[Callback], Callback]:
    """Goes under `@app_commands.command`."""
    if shown is Shown.IN_PLACE:
        raise ValueError("a command sits on no message that it could change")

    def declare(callback: Callback) -> Callback:
        if not hasattr(callback, "__code__"):
            raise TypeError("@may goes below @app_commands.command, next to the method")
        callback.__may__ = May(act, shown)  # type: ignore[attr-defined]
        return callback

    return declare
