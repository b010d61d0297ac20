"""The minutes: a draft that hosts read, change part by part and publish with one press; and what everybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from discord import ButtonStyle

from bot import minutes
from bot.cards import MINUTES_DRAFT
from bot.cards.minutes import leaves, published_card, unsaid_note
from bot.drafting import Draft, draft_of
from bot.rules.errors import Refused
from bot.rules.minutes_text import PART_LIMIT, as_text
from bot.rules.permissions import Role
from bot.rules.wording import where_minutes_stand
from bot.view import View
from cogs._button import Button, Select
from cogs._card import RULE, Block, Card, Option, Press, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, soon, who
from cogs._pages import Page, Pages
from cogs._reply import reply
from cogs._text import clip, line, plain
from db import models

INSTEAD = "instead"
NOTES = 4
"""So many things to look at stand under a draft."""


class MinutesPages(Pages):
    """What was published, for everybody."""

    name, act = "minutes", Act.READ_THE_RECORD

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        session_id = int(query["session"])
        async with reading(interaction) as view:
            row: models.Session = await view.own(models.Session, session_id, "session")
            found = await minutes.versions(view, session_id)
            site = interaction.client.clerk.ways.page(view.forum.slug, f"sessions/{session_id}")
            return Page(*published_card(row.title, found, number, site))


class DraftPages(Pages):
    name, act = "minutes-page", Act.RUN_A_SESSION

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            return await _draft_page(view, int(query["session"]), number)


class ReadDraft(Button):
    name, act, label = MINUTES_DRAFT, Act.RUN_A_SESSION, "Read and publish the minutes"
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await reply(interaction, await DraftPages.show(interaction, session=subject))


class WhichPart(Select):
    """`subject` is the session."""

    name, act, shown, placeholder = "minutes-part", Act.RUN_A_SESSION, Shown.AS_FORM, "Change a part…"

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        words = await soon(_words_of(interaction, subject, values[0]))
        await ChangePart.open(interaction, subject, values[0], filled={"words": words})


class ChangePart(Form):
    """`extra` is the part."""

    name, act, title, shown = "minutes-part", Act.RUN_A_SESSION, "Change a part of the minutes", Shown.IN_PLACE
    fields = (
        Text("words", "What it says", "Leave it empty to leave the part out.", PART_LIMIT, long=True, required=False),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            draft = await minutes.change(tx, subject, self.extra, answers.text("words"))
        place = next(number for number, one in enumerate(draft.parts) if one.key == self.extra)
        page = next(n for n, leaf in enumerate(leaves(draft.whole), start=1) if place in leaf.parts)
        await reply(interaction, await DraftPages.show(interaction, page, session=subject))


class Publish(Button):
    """`extra` is the fingerprint of the draft that the host has read, and whether earlier texts are taken out."""

    name, act, label, style = "minutes-publish", Act.RUN_A_SESSION, "Publish the minutes", ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        read, _, instead = self.extra.partition(".")
        async with writing(interaction) as tx:
            fact = await minutes.publish(tx, subject, read, instead=instead == INSTEAD)
            row = await tx.db.get_one(models.Session, subject)
            stand = where_minutes_stand(await minutes.standing(tx, subject), tx.terms, fact.on) or ""
        said = f"**{line(row.title)}**\n{stand}"
        more = "They stand on the public record and in /session minutes; the log says so."
        title = "The minutes are published" if fact.version == 1 else "The corrected minutes are published"
        await reply(interaction, Card(title, (said, more), tone=Tone.GOOD))


async def minutes_card(interaction: Interaction, session_id: int) -> tuple[Card, bool]:
    """What is published; before that, for a host, the draft, which is for them alone: the second value says so."""
    async with reading(interaction) as view:
        found, stand = await minutes.versions(view, session_id), await minutes.standing(view, session_id)
        words = where_minutes_stand(stand, view.terms, view.terms.day(view.now))
    host = Role.HOST in who(interaction).roles
    if found:
        card = await MinutesPages.show(interaction, session=session_id)
        correct = (ReadDraft.on(session_id, label="Correct them", style=ButtonStyle.secondary),) if host else ()
        return replace(card, buttons=(*card.buttons, *correct)), False
    if host:
        return await DraftPages.show(interaction, session=session_id), True
    raise Refused(words or "There are no minutes of that session yet.")


def draft_blocks(draft: Draft) -> tuple[list[Block], bool]:
    """The draft, or its first page; whether that is all of it."""
    pages = leaves(draft.whole)
    return [RULE, "**The minutes as they are drafted**", *pages[0].blocks, *_notes(draft)], len(pages) == 1


def publish_buttons(draft: Draft, *, corrects: bool) -> tuple[Press, ...]:
    read = draft.fingerprint
    if not corrects:
        return (Publish.on(draft.session, read),)
    taken_out = Publish.on(draft.session, f"{read}.{INSTEAD}", label="…and take out the earlier text")
    return (Publish.on(draft.session, read, label="Publish as a correction"), taken_out)


async def _draft_page(view: View, session_id: int, number: int) -> Page:
    await view.own(models.Session, session_id, "session")
    draft, stand = await draft_of(view, session_id), await minutes.standing(view, session_id)
    words = where_minutes_stand(stand, view.terms, view.terms.day(view.now))
    if words is None:
        raise Refused("The minutes of that session are drafted when it is closed.")
    pages = leaves(draft.whole)
    leaf = pages[min(max(number, 1), len(pages)) - 1]
    shown = [draft.parts[place] for place in leaf.parts]
    menu = WhichPart.of([Option(one.key, one.part.heading, clip(one.part.words, 90)) for one in shown], session_id)
    if stand.versions:
        words += " To correct them, change a part and publish again: the new version says that it is one."
    changed = not stand.versions or await _differs(view, session_id, draft)
    buttons = publish_buttons(draft, corrects=bool(stand.versions)) if changed else ()
    blocks: list[Block] = [words, RULE, *leaf.blocks, *_notes(draft)]
    return Page(Card(f"Draft minutes: {line(draft.title)}", blocks, buttons, menu), len(pages))


async def _differs(view: View, session_id: int, draft: Draft) -> bool:
    """From what is published, as far as that can still be read."""
    last = (await minutes.versions(view, session_id))[-1].text
    return last is None or as_text(draft.whole) != last


def _notes(draft: Draft) -> list[Block]:
    """What to look at before it is published."""
    said = [plain(one) for one in (*draft.hindrances, *draft.second_looks, unsaid_note(draft.unsaid)) if one]
    return [RULE, "**Please look at this**\n" + "\n".join(f"- {one}" for one in said[:NOTES])] if said else []


async def _words_of(interaction: Interaction, session_id: int, key: str) -> str:
    async with reading(interaction) as view:
        draft = await draft_of(view, session_id)
    return next((one.part.words for one in draft.parts if one.key == key), "")
