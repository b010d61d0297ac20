"""docs/record-format.md is true: every kind of entry with its fields, every word, every key."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from bot.export.dictionary import TABLES, Kind
from bot.rules import facts as f
from bot.rules.chain import canonical
from bot.rules.counts import Counts
from bot.rules.policy import LEAST, NEVER_LESS, Policy
from bot.rules.recount import fold, report
from bot.rules.statistics import Show
from bot.rules.words import (
    Answer,
    Asked,
    Extent,
    Ground,
    Met,
    OrganisationKind,
    Overall,
    PauseKind,
    PledgeOutcome,
    PledgeState,
    Presence,
    Reason,
    State,
    Via,
    Way,
)
from tests.rules.chronicle import Chronicle

PAGE = Path(__file__).parents[2] / "docs" / "record-format.md"
LISTS: dict[type[StrEnum], str] = {
    Answer: "answer",
    Presence: "presence",
    Reason: "reason",
    Extent: "extent",
    Way: "way",
    OrganisationKind: "kind of body",
    PauseKind: "kind of pause",
    PledgeOutcome: "outcome",
    Asked: "question",
    Ground: "ground",
}
KINDS = {Kind.NUMBER: "number", Kind.DAY: "day", Kind.MOMENT: "moment", Kind.YES_NO: "yes/no", Kind.TEXT: "text"}
PLAIN = {int: "number", str: "text", bool: "yes/no", date: "day", datetime: "moment", Policy: "policy"}
PLAIN |= {f.Side: "side", f.Rated: "rating"}


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def part(page: str, name: str) -> str:
    found = re.search(f"<!-- {name} -->(.*?)<!-- /{name} -->", page, re.DOTALL)
    assert found, f"the page has a part {name}"
    return found[1].strip()


def kinds_as_documented() -> Iterator[str]:
    yield "| kind | fields | meaning |\n|---|---|---|"
    common = {field.name for field in fields(f.Fact)}
    for kind, fact in sorted(f.every_kind().items()):
        hints = get_type_hints(fact)
        own = [f"`{field.name}` {called(hints[field.name])}" for field in fields(fact) if field.name not in common]
        yield f"| `{kind}` | {', '.join(own) or 'none'} | {f.meaning(fact)} |"


def called(hint: Any) -> str:
    if get_origin(hint) in (Union, UnionType):
        return f"{called(next(one for one in get_args(hint) if one is not NoneType))} or nothing"
    if get_origin(hint) is tuple:
        return f"{called(get_args(hint)[0])}s"
    return "enclosed" if hint is f.Enclosed else LISTS.get(hint) or PLAIN[hint]


def words_as_documented() -> Iterator[str]:
    for words, name in LISTS.items():
        yield f"**{name}** is one of {' '.join(f'`{word.value}`' for word in words)}."


def test_every_kind_of_entry_is_documented_with_its_fields(page: str) -> None:
    assert part(page, "facts").splitlines() == "\n".join(kinds_as_documented()).splitlines()


def tables_as_documented() -> Iterator[str]:
    for table in TABLES:
        yield f"**{table.file}**, {table.line}:\n"
        yield "| column | type | meaning |\n|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {KINDS[column.kind]} | {column.meaning} |"
        yield ""


def test_every_column_of_every_table_is_documented(page: str) -> None:
    assert part(page, "tables").split("\n") == "\n".join(tables_as_documented()).strip().split("\n")


def test_every_word_of_a_closed_list_is_documented(page: str) -> None:
    assert " ".join(part(page, "words").split()) == " ".join(" ".join(words_as_documented()).split())
    assert " ".join(f"`{via.value}`" for via in Via) in page
    assert " ".join(f"`{state.value}`" for state in State) in page
    assert " ".join(f"`{state.value}`" for state in PledgeState) in page
    assert all(f"`{counts.value}`" in page for counts in Counts)
    assert all(" ".join(f"`{rung.value}`" for rung in rungs) in page for rungs in (Overall, Met))
    assert all(f"`{show.name.lower()}`" in page for show in Show)


@pytest.mark.parametrize("part_of_one", [f.Side, f.Rated], ids=["a side", "a rating"])
def test_every_part_of_feedback_is_documented(page: str, part_of_one: type[Any]) -> None:
    hints = get_type_hints(part_of_one)
    own = [f"`{field.name}` {called(hints[field.name])}" for field in fields(part_of_one)]
    assert f"**{PLAIN[part_of_one]}** has {', '.join(own)}" in " ".join(page.split())


def test_every_term_of_a_policy_is_documented(page: str) -> None:
    keys = [
        key for line in part(page, "policy").splitlines()[2:] for key in re.findall("`([^`]+)`", line.split("|")[1])
    ]
    assert keys == [field.name for field in fields(Policy)]
    assert all(re.search(rf"`{name}`( is at least)? {getattr(LEAST, name)}[,.]", page) for name in NEVER_LESS)
    later = [field.default for field in fields(Policy) if field.metadata]
    shown = ", ".join(f"`{one}`" if isinstance(one, str) else str(one) for one in later)
    assert f"its value is the default ({shown})." in " ".join(page.split())


def test_every_key_of_the_figures_is_documented(page: str) -> None:
    told = Chronicle.begun()
    found = report(fold(told.entries), since=None, as_at=told.today, head="")
    for keys in (
        found,
        found["conduct"],
        found["pledges"]["forum"],
        found["forum"],
        found["forum"]["response"],
        found["forum"]["time_to_reply"],
    ):
        assert [key for key in keys if f"`{key}`" not in page] == []


def test_the_example_of_canonical_json_is_what_we_do(page: str) -> None:
    said = re.search(r"`json\.dumps\(value, ([^`]+)\)`", page)
    assert said
    value = {"b": "“é”\n\x1f", "a": [1, None, True]}
    assert eval(f"__import__('json').dumps(value, {said[1]})", {"value": value}) == canonical(value)
    assert canonical(value) == '{"a":[1,null,true],"b":"“é”\\n\\u001f"}'
