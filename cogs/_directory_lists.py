"""The directory in pages: bodies with their dates, roles and successors; and roles."""

from collections.abc import Mapping
from datetime import date

from bot.cards import directory as cards
from bot.directory import Body, Directory
from bot.directory.files import folded
from bot.rules.succession import after, before
from bot.succession import ruled, there
from cogs._desk import reading
from cogs._may import Act, Interaction
from cogs._pages import Page, Pages

BODIES = 4
ROLES = 10


class OrganisationList(Pages):
    """`on` in the query is a day, as ISO writes it: then only what existed on it."""

    name, act = "organisation-list", Act.KEEP_THE_DIRECTORY

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            directory, today = await Directory.of(view), view.terms.day(view.now)
        on = date.fromisoformat(query["on"]) if "on" in query else None
        found = [body for body in directory.bodies if query.get("kind") in (None, body.kind) and _there(body, on)]
        found.sort(key=lambda body: (body.closed is not None and body.closed < today, folded(body.name)))
        start, last = _part(number, len(found), BODIES)
        shown = [_sheet(directory, body) for body in found[start : start + BODIES]]
        return Page(cards.list_card(shown, len(found), today, on=on), last)


class OfficialList(Pages):
    """Every role, by body; those that were retired come last."""

    name, act = "official-list", Act.KEEP_THE_DIRECTORY

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        async with reading(interaction) as view:
            directory = await Directory.of(view)
        body = query.get("organisation")
        found = [role for role in directory.roles if body in (None, str(role.body.id))]
        found.sort(key=lambda role: (role.retired, folded(role.body.name), folded(role.role)))
        start, last = _part(number, len(found), ROLES)
        return Page(cards.roles_card(found[start : start + ROLES], len(found)), last)


def _part(number: int, many: int, a_page: int) -> tuple[int, int]:
    """Where a page begins, and which one is the last."""
    last = max(1, -(-many // a_page))
    return (min(max(number, 1), last) - 1) * a_page, last


def _there(body: Body, on: date | None) -> bool:
    assert body.row is not None, "it was read from the papers"
    return on is None or there(body.row, on)


def _sheet(directory: Directory, body: Body) -> cards.BodySheet:
    family = [ruled(one.row) for one in directory.bodies if one.row is not None]
    names = {one.id: one.name for one in directory.bodies}
    roles = [role for role in directory.roles if role.body is body and not role.retired]
    return cards.BodySheet(
        body,
        tuple(sorted(roles, key=lambda role: folded(role.role))),
        before=tuple(sorted(names[number] for number in before(family, body.id))),
        after=tuple(sorted(names[number] for number in after(family, body.id))),
    )
