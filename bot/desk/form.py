"""From what was typed to what is meant; what cannot be meant is said in one sentence beside its field."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.desk import fields as asked
from bot.desk.choices import Choice
from bot.desk.fields import Field
from bot.desk.reader import Mistakes, Problem, Reader, Typed
from bot.rules.errors import Refused
from bot.rules.tongue import N_
from bot.rules.when import read_date


@dataclass(frozen=True)
class Answered:
    """An answer as it was meant. `public` stands on the record; `hosts` is for the hosts alone."""

    choice: Choice
    public: str | None = None
    hosts: str | None = None
    until: date | None = None
    instead: str | None = None
    items: Mapping[int, str] = field(default_factory=dict)
    """Of a written answer, the part that answers each agenda item."""
    general: str | None = None

    def without(self, items: Collection[int]) -> "Answered":
        """The answer that is left when the parts for these items stand on the record by themselves."""
        left = {number: words for number, words in self.items.items() if number not in items}
        return replace(self, items=left, public=together(left, self.general) or None) if items else self


def together(items: Mapping[int, str], general: str | None) -> str:
    """One text: which agenda item each part answers, by its number, as the record speaks of items."""
    parts = [f"Agenda item {number}: {words}" for number, words in items.items()]
    return "\n\n".join([*parts, *([general] if general else [])])


def read_text(sent: Typed, field: Field) -> str:
    """A form of a single field."""
    reader = Reader(sent)
    said = reader.text(field)
    reader.done()
    return said


def read_dispute(sent: Typed) -> tuple[int, str]:
    """The number of the entry, and what is wrong with it."""
    reader = Reader(sent)
    chosen = reader.text(asked.ENTRY)
    if chosen and not re.fullmatch("[1-9][0-9]{0,8}", chosen):
        why = N_("That is not the number of an entry. Please choose one from the list.")
        reader.refuse(asked.ENTRY.name, why)
    grounds = reader.text(asked.GROUNDS)
    reader.done()
    return int(chosen), grounds


def read_question(sent: Typed) -> tuple[int, str]:
    """Which question is answered, and the answer."""
    chosen = (sent.get("question") or ("",))[0]
    if not re.fullmatch("[1-9][0-9]{0,8}", chosen):
        raise Mistakes([Problem("question", N_("Please choose the question that you answer, and send it again."))])
    return int(chosen), read_text(sent, asked.question_field(int(chosen)))


def read_answer(sent: Typed, items: Sequence[int], *, now: datetime, zone: ZoneInfo) -> Answered:
    """Exactly one answer, with what belongs to it and nothing that belongs to another; `items` were put to them."""
    reader, choice = Reader(sent), _chosen(sent)
    put = tuple(asked.item_field(number) for number in items)
    own = _belonging(choice, put)
    _nothing_else(reader, own, [field for other in Choice for field in _belonging(other, put)])
    said = {field.name: text for field in own if (text := reader.text(field))}
    hosts = reader.text(asked.HOSTS)
    until = _until(reader, said.get("until"), now, zone)
    parts = {number: said[name] for number in items if (name := f"item_{number}") in said}
    text, general = together(parts, said.get("general")), said.get("general")
    public = _written(reader, text, items) if choice is Choice.IN_WRITING else said.get("deputy")
    reader.done()
    private = [f"{field.called}\n{said[field.name]}" for field in own if not field.public and field.name in said]
    private += [f"A word to the hosts\n{hosts}"] if hosts else []
    return Answered(choice, public, "\n\n".join(private) or None, until, said.get("address"), parts, general)


def _chosen(sent: Typed) -> Choice:
    given = sorted(set(sent.get("answer", ())))
    if len(given) > 1:
        raise Mistakes([Problem("answer", N_("Please choose one answer only."))])
    found = next((choice for choice in Choice if [choice] == given), None)
    if found is None:
        raise Mistakes([Problem("answer", N_("Please choose an answer."))])
    return found


def _belonging(choice: Choice, put: Sequence[Field]) -> tuple[Field, ...]:
    return (*(put if choice is Choice.IN_WRITING else ()), *asked.ASKED.get(choice, ()))


def _nothing_else(reader: Reader, own: Sequence[Field], every: Sequence[Field]) -> None:
    """Words under another answer may be the very answer: it is for them to say which one counts."""
    for one in every:
        if one not in own and reader.has(one):
            why = N_("You chose another answer, and wrote something here. Please choose one, and empty the other.")
            reader.refuse(one.name, why)


def _until(reader: Reader, said: str | None, now: datetime, zone: ZoneInfo) -> date | None:
    if not said:
        return None
    try:
        until = read_date(said, now=now, zone=zone)
    except Refused as error:
        reader.refuse("until", str(error))
        return None
    if until <= now.astimezone(zone).date():
        reader.refuse("until", N_("That is today. Please give the day by which you will answer."))
    return until


def _written(reader: Reader, text: str, items: Sequence[int]) -> str:
    first = f"item_{items[0]}" if items else "general"
    if not text and not reader.problems:
        why = N_("There are no words in the answer yet. Please write it, or choose another answer.")
        reader.refuse(first, why)
    if len(text) > asked.ALL_WRITTEN:
        why = N_("Together that has {have} characters; there is room for {room}. Please shorten it.")
        reader.refuse(first, why, have=f"{len(text):,}", room=f"{asked.ALL_WRITTEN:,}")
    return text
