"""The sessions to which a body was asked, a mark each: there, there by deputy, not there, not counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.charts.chart import Chart
from bot.charts.drawing import WIDTH, Drawing
from bot.rules.attendance import Attended
from bot.rules.figure_words import say_rate
from bot.rules.saying import say_month, say_short_date
from bot.rules.statistics import Rate, Show, shown
from bot.rules.tongue import N_, Phrases, capital, tr, trn

IN_A_ROW, MOST = 12, 24
SIZE, STEP, ROW = 8, WIDTH / IN_A_ROW, 46
LEGEND = 22

CALLED = Phrases(
    {
        Attended.CAME: N_("was there"),
        Attended.DEPUTY: N_("there by deputy"),
        Attended.NOT: N_("was not there"),
        Attended.NOT_COUNTED: N_("not counted"),
    }
)


@dataclass(frozen=True)
class Session:
    """One session to which the body was asked."""

    day: date
    attended: Attended


def strip(sessions: Sequence[Session], attendance: Rate) -> Chart | None:
    """The oldest first, of more than 24 the newest. None where fewer than five sessions are counted."""
    if shown(attendance.n) < Show.SMALL:
        return None
    seen = sorted(sessions, key=lambda one: one.day)[-MOST:]
    rows = [seen[start : start + IN_A_ROW] for start in range(0, len(seen), IN_A_ROW)]
    drawing = Drawing(ROW * len(rows) + LEGEND * 2 + 6)
    for number, row in enumerate(rows):
        _row(drawing, row, ROW * number + SIZE + 4)
    _legend(drawing, ROW * len(rows) + SIZE + 6)
    return Chart(
        name="attendance",
        title=tr("Sessions to which it was asked"),
        key=tr("A mark for each session, the oldest first."),
        words=_words(seen, len(sessions), attendance),
        columns=(tr("Session"), tr("Attendance")),
        rows=[(say_short_date(one.day), capital(CALLED[one.attended])) for one in seen],
        drawing=drawing,
    )


def _words(seen: Sequence[Session], all_of_them: int, attendance: Rate) -> str:
    counts = [(words, sum(one.attended is kind for one in seen)) for kind, words in CALLED.items()]
    said = {"marks": ", ".join(f"{words} {many}" for words, many in counts if many), "rate": say_rate(attendance)}
    if len(seen) == all_of_them:
        return trn(
            "Of {count} session: {marks}. Present, in person or by deputy: {rate}.",
            "Of {count} sessions: {marks}. Present, in person or by deputy: {rate}.",
            len(seen),
            **said,
        )
    return trn(
        "Of the newest {newest} of {count} session: {marks}. Present, in person or by deputy: {rate}.",
        "Of the newest {newest} of {count} sessions: {marks}. Present, in person or by deputy: {rate}.",
        all_of_them,
        newest=len(seen),
        **said,
    )


def _row(drawing: Drawing, row: Sequence[Session], y: float) -> None:
    for number, one in enumerate(row):
        mark(drawing, one.attended, STEP * (number + 0.5), y)
    drawing.words(say_month(row[0].day), (STEP * 0.5 - SIZE, y + 26))
    if len(row) > IN_A_ROW // 2:
        drawing.words(say_month(row[-1].day), (STEP * (len(row) - 0.5) + SIZE, y + 26), "end")


def _legend(drawing: Drawing, y: float) -> None:
    for number, (kind, words) in enumerate(CALLED.items()):
        x, below = (number % 2) * WIDTH / 2 + SIZE + 2, y + LEGEND * (number // 2)
        mark(drawing, kind, x, below)
        drawing.words(words, (x + SIZE + 8, below + 4.5))


def mark(drawing: Drawing, kind: Attended, x: float, y: float) -> None:
    match kind:
        case Attended.CAME:
            drawing.dot((x, y), SIZE)
        case Attended.DEPUTY:
            drawing.half_dot((x, y), SIZE)
        case Attended.NOT:
            drawing.dot((x, y), SIZE, full=False)
        case Attended.NOT_COUNTED:
            drawing.path([(x - SIZE / 2, y), (x + SIZE / 2, y)], own=True)
