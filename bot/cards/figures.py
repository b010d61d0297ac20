"""The cards of figures: a forum's, a body's, a role's, and the card of thanks.

Thanks stand before everything else; every number is in words, the row of marks only repeats one of them; bodies stand
in the order of the alphabet. A statement stands whole, in the same size as the figures.
"""

from collections.abc import Iterator, Sequence

from bot.chat.card import RULE, Block, Card, Link, Picture, Tone
from bot.chat.limits import CARD_TEXT
from bot.chat.text import clip, line, listing, plain, plural, quote, size
from bot.public.kinds import KINDS
from bot.public.lineage import Lineage
from bot.public.said import Said
from bot.public.sheet import NO_PLEDGES, Body, BodySheet, ForumSheet, RoleSheet
from bot.rules.conduct_words import say_conduct
from bot.rules.figure_words import say_figures, say_flag, say_rate, say_source, say_streak
from bot.rules.highlights import StreakKind
from bot.rules.pledge_figures import PledgeTally
from bot.rules.pledge_words import say_pledges
from bot.rules.saying import say_short_date
from bot.rules.statistics import Figures, Show
from bot.rules.succession_words import NONE, SOURCE, say_included, say_left_out, say_together
from bot.rules.tongue import capital
from bot.rules.words import OrganisationKind

BAR = 10
ROOM = CARD_TEXT - 600
"""What is left for the blocks of a card when its title, its footer and the note that it was cut are taken off."""

STATEMENTS = ROOM - 1_500
"""For statements, beside figures alone."""

NAMED, NAME = (12, 6, 3, 1), 90
"""How many predecessors may be named on a card, of each sort: the first of these that fits; and a name's characters."""


def forum_card(
    name: str,
    sheet: ForumSheet,
    page: str | None,
    *,
    kind: OrganisationKind | None = None,
    pictures: Sequence[Picture] = (),
) -> Card:
    """The whole forum with its own conduct, or all bodies of the one kind that the sheet holds."""
    about = f"{KINDS[kind]} together" if kind else "All together"
    figures = [_lines(sheet.figures, about), *_pledged(sheet.pledged)]
    first = [*_thanked(sheet.thanked), *_latest(sheet.latest), RULE, *figures, *pictures]
    last = [] if kind else list(_conduct(sheet))
    room = ROOM - sum(size(block) for block in (*first, *last) if isinstance(block, str))
    return Card(
        f"Who engages with {line(name)}",
        [*first, RULE, *_kinds(sheet, room), *last],
        _links(page),
        footer=say_source(sheet.figures),
    )


def body_card(sheet: BodySheet, page: str | None, *, pictures: Sequence[Picture] = ()) -> Card:
    """Its own figures, or with its predecessors those of all together and who they are."""
    body, family = sheet.body, sheet.lineage
    if family is not None:
        return _family_card(sheet, family, page, pictures)
    return Card(
        line(body.name),
        [
            *_latest(sheet.latest),
            _lines(body.figures, line(body.name)),
            *_pledged(sheet.pledged),
            *([say_flag(body.flag)] if body.flag else []),
            *_declined(sheet.declined),
            *pictures,
            *_statements(sheet.statements, STATEMENTS),
        ],
        _links(page),
        footer=say_source(body.figures),
    )


def _family_card(sheet: BodySheet, family: Lineage, page: str | None, pictures: Sequence[Picture]) -> Card:
    name, latest = line(sheet.body.name), list(_latest(sheet.latest))
    figures = family.figures or sheet.body.figures
    said = _lines(figures, say_together(name) if family.figures else name)
    room = ROOM - sum(size(str(block)) for block in (*latest, said))
    statement = sum(size(block) for block in map(str, _statements(sheet.statements[:1], room)))
    who = _family(family, room - statement)
    return Card(
        name,
        [*latest, said, *pictures, who, *_statements(sheet.statements, room - size(who))],
        _links(page),
        footer=say_source(figures),
    )


def role_card(sheet: RoleSheet, page: str | None) -> Card:
    """A streak of replies stands before the figures, one without replies after them."""
    said = say_streak(sheet.streak)
    good = sheet.streak is not None and sheet.streak.kind is StreakKind.GOOD
    about = line(capital(str(sheet.whom)))
    return Card(
        about,
        [
            *([f"Thank you. {said}"] if said and good else []),
            _lines(sheet.figures, about),
            *_pledged(sheet.pledged),
            *([said] if said and not good else []),
            *_statements(sheet.statements, STATEMENTS),
        ],
        _links(page),
        tone=Tone.GOOD if said and good else Tone.PLAIN,
        footer=say_source(sheet.figures),
    )


def thanks_card(name: str, thanked: Sequence[Body], latest: Sequence[Said], source: str, page: str | None) -> Card:
    """Whom the forum thanks; where nobody can be named yet, why, and who came or answered in time."""
    blocks: list[Block] = list(_reliable(thanked))
    if not thanked:
        blocks.append(
            "Nobody can be named for replying reliably yet: that takes at least ten invitations that count. "
            + ("Thank you already to everybody who came or answered in time:" if latest else "")
        )
        blocks += _latest(latest) if latest else ["The first thanks will stand here."]
    return Card(f"Thank you from {line(name)}", blocks, _links(page), tone=Tone.GOOD, footer=source)


def bar(figures: Figures) -> str | None:
    """Ten marks for those who replied and those who have not; None of so few that a picture would say too much."""
    if figures.shown < Show.SMALL:
        return None
    full = min(max(round(BAR * figures.response.k / figures.response.n), 0), BAR)
    return "▰" * full + "▱" * (BAR - full)


def body_line(body: Body) -> str:
    """One body in a list: as much as its number of invitations allows to be said."""
    waiting = any(body.figures.tally.left_out.values())
    nothing = "no invitation is counted yet" if waiting else "not invited yet"
    return f"{line(body.name)}: {say_rate(body.figures.response, nothing=nothing)}"


def _lines(figures: Figures, about: str) -> str:
    said = [one for one in say_figures(figures, about) if one != say_source(figures)]
    picture = bar(figures)
    return "\n".join([said[0], *([picture] if picture else []), *said[1:]])


def _pledged(of: PledgeTally) -> Iterator[Block]:
    """Nothing where nothing was promised: that is not something about a body."""
    if of != NO_PLEDGES:
        yield say_pledges(of)


def _thanked(bodies: Sequence[Body]) -> Iterator[Block]:
    if bodies:
        names = listing(line(body.name) for body in bodies)
        yield f"**Thank you**\n{names} {'replies' if len(bodies) == 1 else 'reply'} quickly and reliably."


def _reliable(bodies: Sequence[Body]) -> Iterator[Block]:
    if bodies:
        yield "These bodies replied by the date asked for, at least nine times in ten:"
        room = ROOM
        for number, body in enumerate(bodies):
            said = f"{line(body.name)}: {say_rate(body.figures.on_time)}."
            room -= size(said)
            if room < 0:
                yield f"And {plural(len(bodies) - number, 'more body', 'more bodies')}."
                return
            yield said


def _latest(said: Sequence[Said]) -> Iterator[Block]:
    for one in said:
        yield f"{plain(one.text)} ({say_short_date(one.day)}, entry {one.seq})"


def _kinds(sheet: ForumSheet, room: int) -> Iterator[Block]:
    """Each kind, and below it its bodies by name, as many as fit; how many do not is said."""
    if not sheet.kinds:
        yield "No body has been entered in the directory yet."
    for kind in sheet.kinds:
        words = [f"**{KINDS[kind.kind]}**: {say_rate(kind.figures.response, nothing='no invitation is counted yet')}"]
        for number, body in enumerate(kind.bodies):
            said = f"- {body_line(body)}"
            left = plural(len(kind.bodies) - number, "more body", "more bodies")
            rest = f"And {left}: choose “kind” or “organisation” to see them."
            if size("\n".join((*words, said, rest))) > room:
                words.append(rest)
                break
            words.append(said)
        yield "\n".join(words)
        room -= size("\n".join(words))


def _conduct(sheet: ForumSheet) -> Iterator[Block]:
    yield RULE
    yield "**What we did ourselves**\n" + "\n".join(say_conduct(sheet.conduct, sheet.figures.since))


def _family(family: Lineage, room: int) -> str:
    """Who is added up and who is not, as many as fit; how many more there are is said."""
    if not family.included and not family.left_out:
        return NONE
    fitting = [words for most in NAMED if size(words := _relatives(family, most)) <= room]
    return fitting[0] if fitting else _relatives(family, NAMED[-1])


def _relatives(family: Lineage, most: int) -> str:
    names = [clip(line(one.name), NAME) for one in family.included[:most]]
    said = [say_left_out(one, clip(line(body.name), NAME)) for one, body in family.left_out[:most]]
    if more := len(family.included) - len(names):
        names.append(plural(more, "more body", "more bodies"))
    if more := len(family.left_out) - len(said):
        said.append(f"{plural(more, 'more body is', 'more bodies are')} left out. The public record names each.")
    return "\n".join((*([say_included(names)] if names else []), *said, SOURCE))


def _statements(said: Sequence[Said], room: int) -> Iterator[Block]:
    """Whole, as long as they fit: a statement is never cut. Those that do not are named by their numbers."""
    for number, one in enumerate(said):
        words = f"**Entry {one.seq}, {say_short_date(one.day)}**\n{quote(one.text)}"
        room -= size(words)
        if room < 0 and number:
            numbers = listing(str(other.seq) for other in said[number : number + 20])
            yield f"More statements stand on the record, see /engagement log: entries {numbers}."
            return
        yield RULE
        yield words


def _declined(declined: Sequence[Said]) -> Iterator[Block]:
    """Word for word as the record has it, with the body's own statement right below."""
    for one in declined:
        yield RULE
        yield plain(one.text)
        yield from (plain(below.text) for below in one.below)


def _links(page: str | None) -> tuple[Link, ...]:
    return (Link("On the public record", page),) if page else ()
