"""What a forum is shown of how it is set up, kept after a change, and looked at again."""

from bot.cards import FORUM_CHECK
from bot.cards.forum import founded_card, settings_card
from cogs._button import Button
from cogs._desk import reading, writing
from cogs._fitting import lacks_of, sheet_of
from cogs._may import Act, ForumCard, Interaction, Shown, here
from cogs._reply import reply
from db import models, outbox


async def show_settings(interaction: Interaction, note: str = "") -> None:
    """The card as it is now, after what was kept."""
    forum = await interaction.client.clerk.forum_of(here(interaction).guild_id)
    assert forum is not None
    await reply(interaction, settings_card(await sheet_of(interaction, forum), lacks_of(interaction, forum), note))


async def show_founded(interaction: Interaction, forum: ForumCard) -> None:
    """The card after /forum setup, with a way to look again while something is in the way."""
    lacks = lacks_of(interaction, forum)
    await reply(
        interaction, founded_card(await sheet_of(interaction, forum), lacks, (CheckSetup.on(),) if lacks else ())
    )


async def keep(interaction: Interaction, values: dict[str, str | int | None], note: str) -> None:
    """Change the forum's papers, let what stood still move again, and show how it is now."""
    async with writing(interaction) as tx:
        for name, value in values.items():
            setattr(tx.forum, name, value)
        await outbox.unblock(tx.db, tx.forum.id, None, tx.now)
    await show_settings(interaction, note)


async def forum_row(interaction: Interaction) -> models.Forum:
    async with reading(interaction) as view:
        return view.forum


class CheckAgain(Button):
    """After something was mended in Discord: what stood still moves again at once."""

    name, act, shown = FORUM_CHECK, Act.CHANGE_THE_FORUM, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await keep(interaction, {}, "")


class CheckSetup(Button):
    """The same for whoever sets the forum up, who need not be a host."""

    name, act, label, shown = "forum-check-setup", Act.SET_UP_THE_FORUM, "Check again", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await outbox.unblock(tx.db, tx.forum.id, None, tx.now)
        await show_founded(interaction, here(interaction))
