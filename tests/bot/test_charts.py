"""Charts: what they show is what the figures say, nothing is told by colour, and of too few nothing is drawn."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest

from bot.charts import Chart, Session, funnel, over_time, png, strip, waiting
from bot.charts.drawing import WIDTH, Drawing
from bot.charts.strip import MOST, mark
from bot.chat.limits import PICTURE_WORDS
from bot.rules.attendance import Asked, Attended, attended
from bot.rules.figure_words import say_figures, say_half, say_rate
from bot.rules.highlights import flag
from bot.rules.recount import Folded, fold, line, tallies
from bot.rules.statistics import Figures, Rate, figures
from bot.rules.tally import Tally
from bot.rules.wording import NEVER
from bot.rules.words import OrganisationKind
from tests.rules.fates import forum

FORUMS = 6


def told() -> Iterator[tuple[Folded, date, Tally]]:
    """Forums of chance, each with the tally of all its bodies together."""
    for seed in range(FORUMS):
        history = forum(seed, sessions=4 + seed)
        folded = fold(history.entries)
        counted = tallies(folded, since=None, as_at=history.today)
        yield folded, history.today, sum(counted.values(), Tally())


def figures_of(tally: Tally, as_at: date = date(2027, 6, 1)) -> Figures:
    return figures(tally, since=None, as_at=as_at, policy_version=1, head="ab" * 32)


def all_alike(answered: int, unanswered: int, *, days: int = 3, waited: int = 30) -> Tally:
    times = {(days, True): answered, (waited, False): unanswered}
    first = date(2026, 1, 20)
    on = Counter((first + timedelta(days=12 * n), n < answered) for n in range(answered + unanswered))
    return Tally(
        answered=answered,
        unanswered=unanswered,
        on_time=answered,
        times={key: many for key, many in times.items() if many},
        counted_on=dict(on),
    )


def some() -> list[Chart]:
    """One of each kind, and its neighbours at the edges of what may be shown."""
    bodies = {"Body A": all_alike(24, 0), "Body B <b>": all_alike(5, 25), "Body C": all_alike(6, 3)}
    peers = sum(bodies.values(), Tally())
    placed = [(name, Rate.of(one.answered, one.counted), flag(one, peers)) for name, one in bodies.items()]
    days = [date(2026, 1, 6) + timedelta(days=28 * n) for n in range(MOST + 6)]
    sessions = [Session(day, list(Attended)[n % 4]) for n, day in enumerate(days)]
    found = [
        *(chart(figures_of(all_alike(*of))) for chart in (over_time, waiting) for of in ((9, 3), (12, 0), (0, 12))),
        funnel(OrganisationKind.COUNCIL, placed, Rate.of(peers.answered, peers.counted)),
        strip(sessions, Rate.of(14, 21)),
        strip(sessions[:5], Rate.of(3, 5)),
    ]
    return [one for one in found if one is not None]


def test_the_charts_of_any_forum_say_what_its_figures_say() -> None:
    drawn = 0
    for _, today, tally in told():
        of = figures_of(tally, today)
        sentences = "\n".join(say_figures(of, "The forum"))
        if chart := over_time(of):
            drawn += 1
            assert chart.rows[-1][1] == say_rate(of.response)
            assert say_rate(of.response) in chart.words
        if chart := waiting(of):
            drawn += 1
            assert [row[1] for row in chart.rows[:3]] == [
                say_rate(rate) for rate in of.time_to_reply.within.values() if rate
            ]
            assert chart.rows[-1][1] == say_half(of.time_to_reply)
            assert f"Time until half had replied: {say_half(of.time_to_reply)}." in sentences
    assert drawn > FORUMS, "of chance enough is counted"


def test_the_marks_of_the_sessions_add_up_to_the_attendance() -> None:
    for folded, today, _ in told():
        counted = tallies(folded, since=None, as_at=today)
        for body, tally in counted.items():
            of = [now for now in folded.standings.values() if now.organisation == body]
            asked = [Asked(now.session, line(now, lambda _: 0).counts_at(today), now.presence) for now in of]
            marks = Counter(attended(asked).values())
            present = marks[Attended.CAME] + marks[Attended.DEPUTY]
            assert (present, present + marks[Attended.NOT]) == (tally.sessions_present, tally.sessions_held)


@pytest.mark.parametrize(("answered", "unanswered", "drawn"), [
    (0, 0, "none"), (4, 0, "none"), (2, 2, "none"), (3, 2, "waiting"), (9, 0, "waiting"), (5, 5, "both"),
    (0, 10, "both"),
])  # fmt: skip
def test_nothing_is_drawn_of_fewer_than_may_be_shown(answered: int, unanswered: int, drawn: str) -> None:
    of = figures_of(all_alike(answered, unanswered))
    assert (waiting(of) is not None) == (drawn != "none")
    assert (over_time(of) is not None) == (drawn == "both")


def test_bodies_are_compared_only_where_two_can_be_and_one_has_twenty() -> None:
    def of(*counts: int) -> Chart | None:
        return funnel(OrganisationKind.ICB, [(f"B{n}", Rate.of(n, n), None) for n in counts], Rate.of(9, 10))

    assert of() is of(30) is of(30, 4) is of(19, 19) is None
    assert of(20, 5) is not None


def test_of_few_sessions_there_is_no_strip_and_of_many_the_newest() -> None:
    sessions = [Session(date(2026, 1, 6) + timedelta(days=7 * n), Attended.CAME) for n in range(MOST + 3)]
    assert strip(sessions[:4], Rate.of(4, 4)) is None
    chart = strip(sessions, Rate.of(27, 27))
    assert chart is not None
    assert len(chart.rows) == MOST
    assert f"the newest {MOST} of {MOST + 3} sessions" in chart.words


def test_half_is_never_a_day_where_fewer_than_half_have_replied() -> None:
    chart = waiting(figures_of(all_alike(4, 8)))
    assert chart is not None
    assert chart.rows[-1] == ("Half had replied", "not reached in 30 working days")
    assert "half: not reached by day 30" in chart.svg()
    assert "day 3" not in chart.svg().replace("day 30", "")


def test_the_line_ends_where_somebody_has_been_waited_for_no_longer() -> None:
    def right_end(waited: int) -> float:
        chart = waiting(figures_of(all_alike(6, 3, waited=waited)))
        assert chart is not None
        curve = next(one for one in ElementTree.fromstring(chart.svg()) if one.get("stroke-width") == "2.5")
        return float(re.findall(r"[\d.]+", curve.get("d", ""))[-2])

    assert right_end(12) < right_end(18) < right_end(25) == right_end(60)


def test_both_sides_of_a_funnel_are_drawn_alike_and_nobody_is_named() -> None:
    chart = next(one for one in some() if one.name.startswith("funnel"))
    diamonds = [
        one
        for one in ElementTree.fromstring(chart.svg())
        if one.get("d", "").count("L") == 3 and "Z" in one.get("d", "")
    ]
    assert len(diamonds) == 2, "one above, one below"
    assert "Body" not in chart.svg()
    assert [row[0] for row in chart.rows] == ["Body A", "Body B <b>", "Body C"], "by name, as they were handed in"


def test_marks_differ_by_their_shape() -> None:
    def shape(kind: Attended) -> list[tuple[str, str | None]]:
        drawing = Drawing(20)
        mark(drawing, kind, 10, 10)
        return [(one.tag, one.get("fill")) for one in ElementTree.fromstring(drawing.svg("t", "w", "n"))[2:]]

    assert all(shape(one) != shape(other) for one, other in combinations(Attended, 2))


def test_a_chart_has_words_for_whoever_cannot_see_it_and_no_colour_of_its_own() -> None:
    for chart in some():
        root = ElementTree.fromstring(chart.svg())
        title, words = root[0], root[1]
        assert (title.text, words.text) == (chart.title, chart.words)
        assert root.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
        assert (root.get("role"), root.get("viewBox", "").split()[2]) == ("img", str(WIDTH))
        paints = {one.get(name) for one in root.iter() for name in ("fill", "stroke")} - {None}
        assert paints <= {"currentColor", "none"}
        assert not [one for one in root.iter() if one.get("style") or one.tag.endswith(("style", "script", "image"))]
        assert len(chart.alternative) <= PICTURE_WORDS
        assert all(len(row) == len(chart.columns) for row in chart.rows)
        said = f"{chart.alternative} {chart.rows}".lower()
        assert not [word for word in NEVER if re.search(rf"\b{re.escape(word)}\b", said)]


def test_nothing_stands_outside_the_picture() -> None:
    for chart in some():
        root = ElementTree.fromstring(chart.svg())
        height = float(root.get("height", "0"))
        for one in root.iter():
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", one.get("d", "")):
                assert 0 <= float(x) <= WIDTH
                assert 0 <= float(y) <= height


async def test_discord_is_sent_the_same_as_a_picture_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resvg_py", reason="needs the extra `charts`")
    bodies = [await png(chart) for chart in some()]
    assert all(body is not None and body.startswith(b"\x89PNG") and len(body) < 100_000 for body in bodies)
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    assert await png(some()[0]) is None
