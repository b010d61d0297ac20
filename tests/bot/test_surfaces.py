"""One record, the same figures wherever they are shown: in Discord, on the page, in the files, and to a stranger."""

import csv
import io
import json
from html import escape
from pathlib import Path

import pytest

from bot.cards.figures import body_card
from bot.export import export_forum
from bot.public.sheet import body_sheet
from bot.rules.figure_words import say_figures, say_source
from bot.rules.statistics import to_json
from bot.rules.verify import verify
from db.engine import Database
from tests.chronicled import whole
from tests.rules import stranger
from tests.rules.chronicle import Chronicle
from tests.thorough import THOROUGH

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize("seed", range(12 if THOROUGH else 1))
async def test_every_surface_shows_the_same_figures(database: Database, tmp_path: Path, seed: int) -> None:
    clerk = await whole(database, Chronicle.of_chance(seed, days=150))
    export = await export_forum(clerk, 1, tmp_path)
    assert verify(export).figures, "the verifier works all of them out again"
    said = json.loads((export / "figures.json").read_text(encoding="utf-8"))
    theirs = stranger.figures(stranger.chain(export), said["as_at"])
    assert {key: said["forum"][key] for key in ("counted", "response", "on_time", "attendance")} == {
        key: theirs[key] for key in ("counted", "response", "on_time", "attendance")
    }
    assert seed or theirs["counted"], "there is something to compare"
    table = (export / "organisations.csv").read_text(encoding="utf-8-sig")
    rows = {row["organisation"]: row for row in csv.DictReader(io.StringIO(table))}
    async with clerk.record.reading(1) as view:
        for number, of in said["organisations"].items():
            sheet = await body_sheet(view, int(number), since=None)
            shown = sheet.body.figures
            assert to_json(shown) == of
            for rate in ("response", "on_time", "attendance"):
                cells = {part: rows[number][f"{rate}_{part}"] for part in of[rate]}
                assert cells == {part: "" if value is None else str(value) for part, value in of[rate].items()}
            page = (export / "organisations" / number / "index.html").read_text(encoding="utf-8")
            card = "\n".join(str(block) for block in body_card(sheet, None).blocks)
            for sentence in say_figures(shown, sheet.body.name):
                if sentence != say_source(shown):
                    assert sentence in card
                    assert escape(sentence) in page
