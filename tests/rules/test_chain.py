"""A fact written down and read again is the same fact, and any other line is found out."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, strategies as st

from bot.rules import chain, facts as f
from bot.rules.policy import Policy
from bot.rules.words import Answer, Via
from tests.rules.tale import Tale, silent

TOLD = [*silent().publish().answer(Answer.OTHER_DATE).entries, *Tale().send().bounce().entries]


@pytest.mark.parametrize("entry", TOLD, ids=lambda entry: f"{entry.seq}-{entry.fact.kind}")
def test_a_fact_comes_back_as_it_was_written(entry: f.Entry) -> None:
    line = chain.line(entry.seq, entry.fact, chain.GENESIS)
    assert chain.read(json.loads(chain.canonical(line))) == entry.fact


def test_every_kind_has_its_own_name_and_a_sentence_that_says_what_it_means() -> None:
    for kind, fact in chain.KINDS.items():
        assert fact.kind == kind
        assert fact.__doc__
        assert fact.__doc__.endswith(".")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "silence_recorded"}, "no kind of entry"),
        ({"answer": "ignored_us"}, "ignored_us"),
        ({"working_days": "3"}, "working_days cannot be"),
        ({"working_days": True}, "working_days cannot be"),
        ({"on": "20260901"}, "another form"),
        ({"at": "2026-09-01T10:00:00+00:00"}, "another form"),
        ({"at": "yesterday"}, "yesterday"),
        ({"mood": "cross"}, "has no mood"),
    ],
    ids=lambda value: str(value),
)
def test_a_line_that_is_no_fact_is_refused(change: dict[str, object], says: str) -> None:
    line = chain.line(1, Tale().send().answer().entries[3].fact, chain.GENESIS)
    with pytest.raises(ValueError, match=says):
        chain.read({**line, **change})


def test_a_line_that_lacks_something_is_refused() -> None:
    line = chain.line(1, Tale().send().answer().entries[3].fact, chain.GENESIS)
    for field in fields(f.Responded):
        with pytest.raises(ValueError, match=field.name):
            chain.read({key: value for key, value in line.items() if key != field.name})


def test_terms_adopted_before_there_were_younger_ones_are_read_as_the_common_rules() -> None:
    adopted = f.PolicyAdopted(policy=Policy(reply_days=12), at=TOLD[0].fact.at, by="member:1", via=Via.COMMAND)
    line = chain.line(1, adopted, chain.GENESIS)
    younger = [field.name for field in fields(Policy) if "later" in field.metadata]
    assert younger
    line["policy"] = {name: value for name, value in line["policy"].items() if name not in younger}
    assert chain.read(line) == adopted
    del line["policy"]["reply_days"]
    with pytest.raises(ValueError, match="says nothing of reply_days"):
        chain.read(line)


@given(st.data())
def test_one_changed_value_changes_the_hash(data: st.DataObject) -> None:
    line = chain.line(4, Tale().send().answer().entries[3].fact, chain.GENESIS)
    key = data.draw(st.sampled_from(sorted(set(line) - {"hash"})))
    other = data.draw(st.text() | st.integers() | st.none())
    if other != line[key]:
        assert chain.hash_of({**line, key: other}) != line["hash"]


@given(st.text(max_size=50), st.text(max_size=50))
def test_an_enclosed_text_is_held_by_its_digest(text: str, other: str) -> None:
    assert chain.enclose(text, "salt") == chain.enclose(text, "salt")
    if text != other:
        assert chain.enclose(text, "salt") != chain.enclose(other, "salt")
    assert text == "" or text not in chain.enclose(text, "salt")[7:] or len(text) < 3
