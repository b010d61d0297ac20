"""What a host is shown about the directory: its bodies and roles, a change to one of them, what a file would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat.card import Block, Card, Press, Row, Tone
from bot.chat.text import clip, line, listing, plural
from bot.directory import Body, Outcome, Role
from bot.rules.saying import say_short_date
from bot.rules.words import OrganisationKind

KINDS = {
    OrganisationKind.ICB: "integrated care board",
    OrganisationKind.COUNCIL: "council",
    OrganisationKind.NHS_TRUST: "NHS trust or health board",
    OrganisationKind.PARLIAMENT: "parliament",
    OrganisationKind.HEALTHWATCH: "Healthwatch",
    OrganisationKind.CHARITY: "charity",
    OrganisationKind.OTHER: "other body",
}

ROLES = 4
"""Roles named under a body in the list; the rest are counted."""

LINES = 8
"""Lines of a file named on the card, of each sort; a text file holds them all."""

NAME, HOLDER, WEB, RELATIVE = 70, 32, 60, 45
"""Characters in a list: a page of bodies, or of roles, always fits a card whole."""

RELATIVES = 2
"""Bodies named that came before or after one in the list; the rest are counted."""

SENTENCE = 140
"""Characters of one line of a file; a text file has the rest."""


@dataclass(frozen=True)
class BodySheet:
    """One body in the list, its roles that are not retired, and the names of those directly before and after it."""

    body: Body
    roles: tuple[Role, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def list_card(found: Sequence[BodySheet], count: int, today: date, *, on: date | None = None) -> Card:
    """One page of `count` bodies in all; `on` is the day on which they existed, where that was asked for."""
    if on is not None:
        heading = f"Organisations on {say_short_date(on)}"
        blocks = [_listed(sheet, today) for sheet in found] or ["The directory knows none of that day."]
        return Card(heading, blocks, footer=plural(count, "organisation", "organisations"))
    if not found:
        words = "There is none of that kind yet. Add one with /organisation add, or many with /official import."
        return Card("Organisations", (words,))
    blocks = [_listed(sheet, today) for sheet in found]
    return Card("Organisations", blocks, footer=plural(count, "organisation", "organisations"))


def _listed(sheet: BodySheet, today: date) -> str:
    body = sheet.body
    parts = [f"**{clip(line(body.name), NAME)}**", KINDS[OrganisationKind(body.kind)]]
    if body.website:
        parts.append(clip(line(body.website), WEB))
    if body.opened:
        parts.append(f"{'since' if body.opened <= today else 'from'} {say_short_date(body.opened)}")
    if body.closed:
        parts.append(f"{'closed' if body.closed < today else 'closes'} {say_short_date(body.closed)}")
    family = [f"Before it: {_relatives(sheet.before)}"] if sheet.before else []
    family += [f"After it: {_relatives(sheet.after)}"] if sheet.after else []
    named = [_role(role) for role in sheet.roles[:ROLES]]
    more = len(sheet.roles) - len(named)
    named += [f"and {plural(more, 'more role', 'more roles')}"] if more else []
    nothing = [] if body.closed and body.closed < today else ["No role yet: /official add"]
    return "\n".join((" · ".join(parts), *family, *([f"- {one}" for one in named] or nothing)))


def _relatives(names: Sequence[str]) -> str:
    shown = [clip(line(name), RELATIVE) for name in names[:RELATIVES]]
    return listing([*shown, f"{len(names) - RELATIVES} more"] if len(names) > RELATIVES else shown)


def roles_card(found: Sequence[Role], count: int) -> Card:
    """One page of `count` roles in all, for the hosts' eyes: they may see where letters go."""
    if not found:
        return Card("Officials", ("There is none yet. Add one with /official add, or many with /official import.",))
    blocks = [_listed_role(role) for role in found]
    return Card("Officials", blocks, footer=plural(count, "official", "officials"))


def _listed_role(role: Role) -> str:
    holder = role.holder.name if role.holder and role.holder.name else None
    parts = [
        f"held by {clip(line(holder), NAME)}" if holder else "no holder is known",
        f"letters go to {clip(line(role.email), WEB)}" if role.email else "no e-mail address",
        *(["elected"] if role.elected else []),
        *(["retired"] if role.retired else []),
    ]
    return f"**{clip(line(role.role), NAME)}**, {clip(line(role.body.name), NAME)}\n" + " · ".join(parts)


def _role(role: Role) -> str:
    name = f" ({clip(line(role.holder.name), HOLDER)})" if role.holder and role.holder.name else ""
    return f"{clip(line(role.role), NAME)}{name}{'' if role.email else ', no e-mail address'}"


def body_card(heading: str, body: Body, said: Sequence[str] = (), *, after: Sequence[str] = ()) -> Card:
    """A body that was added or changed."""
    parts = [f"**{line(body.name)}**, {KINDS[OrganisationKind(body.kind)]}"]
    if body.website:
        parts.append(line(body.website))
    if body.opened:
        parts.append(f"Its first day: {say_short_date(body.opened)}")
    if body.closed:
        parts.append(f"Its last day: {say_short_date(body.closed)}")
    if after:
        split = " Its work is shared out, so its figures are added to none of them." if len(after) > 1 else ""
        parts.append(f"After it: {_relatives(after)}.{split}")
    return Card(heading, ("\n".join(parts), *_said(said)), tone=Tone.GOOD, footer=f"Organisation {body.id}")


def role_card(heading: str, role: Role, said: Sequence[str] = (), rows: Sequence[Row] = ()) -> Card:
    """A role that was added or changed, for the hosts' eyes: they may see its address."""
    parts = [f"**{line(role.role)}**, {line(role.body.name)}"]
    parts.append(f"Held by {line(role.holder.name)}" if role.holder and role.holder.name else "No holder is known")
    parts.append(f"Letters go to {line(role.email)}" if role.email else "There is no e-mail address yet")
    if role.holder and role.holder.name:
        shown = "is shown" if role.elected or role.public_source else "is not shown: only the role is"
        parts.append(f"In public the name {shown}")
    if role.public_source:
        parts.append(f"Named at {line(role.public_source)}")
    blocks: list[Block] = ["\n".join(parts), *_said(said), *rows]
    return Card(heading, blocks, tone=Tone.CARE if rows else Tone.GOOD, footer=f"Official {role.id}")


def _said(said: Sequence[str]) -> list[str]:
    return ["\n".join(clip(line(one), 2 * SENTENCE) for one in said)] if said else []


def outcome_card(outcome: Outcome, *, done: bool, press: Press | None = None, attached: bool = False) -> Card:
    """What a file would change, or has changed; `attached` says that a text file names every line."""
    heading = "Taken in" if done else "What this file would change"
    if not outcome.changes:
        heading = "Nothing to take in"
    blocks = [_in_short(outcome, done=done), *_lines(outcome), *(line(note) for note in outcome.notes)]
    if attached:
        blocks.append("The text file names every line.")
    tone = Tone.CARE if outcome.refused else Tone.GOOD if done else Tone.WAITING
    return Card(heading, blocks, (press,) if press else (), tone=tone, footer=f"Read as {outcome.format}")


def _in_short(outcome: Outcome, *, done: bool) -> str:
    counts = [
        f"{len(outcome.added):,} {'added' if done else 'to add'}",
        f"{len(outcome.changed):,} {'changed' if done else 'to change'}",
        f"{outcome.same:,} with nothing new",
        f"{len(outcome.refused):,} that cannot be taken",
    ]
    said = f"{listing(counts)}."
    if not done and outcome.changes:
        return f"{said} Nothing has been kept yet."
    return said


def _lines(outcome: Outcome) -> Iterator[str]:
    sorts = (
        ("Cannot be taken", [one.reason for one in outcome.refused]),
        ("New", [f"{one.line}: {one.sentence}" for one in outcome.added]),
        ("Changed", [f"{one.line}: {one.sentence}" for one in outcome.changed]),
    )
    for words, sentences in sorts:
        if sentences:
            shown = [f"- {clip(line(one), SENTENCE)}" for one in sentences[:LINES]]
            more = len(sentences) - len(shown)
            shown += [f"- and {more:,} more"] if more else []
            yield f"**{words}**\n" + "\n".join(shown)


def needs_a_file(outcome: Outcome) -> bool:
    """Whether the card alone would leave something out that the host has to act upon."""
    return len(outcome.refused) > LINES or any(len(one.reason) > SENTENCE for one in outcome.refused)


def outcome_text(outcome: Outcome) -> str:
    """Every line of it, as a text file."""
    parts = [
        ("These lines cannot be taken:", [one.reason for one in outcome.refused]),
        ("New:", [f"{one.line}: {one.sentence}" for one in outcome.added]),
        ("Changed:", [f"{one.line}: {one.sentence}" for one in outcome.changed]),
        ("About the file:", list(outcome.notes)),
    ]
    return "\n\n".join("\n".join((words, *lines)) for words, lines in parts if lines) + "\n"
