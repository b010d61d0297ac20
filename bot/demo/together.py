"""How carers and officials work together: a criterion of the carers' own, and what they say of the session by it."""

from datetime import date

from bot.demo.cast import CARE, DIRECTOR, EAST
from bot.demo.stage import FORUM, Stage, invitation_of
from bot.demo.world import Person
from bot.desk.done import Place
from bot.desk.rating import rate

CRITERION = "Somebody who can decide was in the room"


async def carers_agree_on_a_criterion(stage: Stage) -> None:
    """Cal proposes a criterion, without a name; five carers vote, and a week later it is in force."""
    world = stage.world
    form = await stage.types(world.cal, "criteria propose")
    await stage.hands_in(world.cal, form, text=CRITERION)
    for n, carer in enumerate(_carers(stage)):
        await stage.presses(carer, stage.card(CRITERION), "Against" if n == 1 else "For")


async def carers_say_how_it_was(stage: Stage) -> None:
    """Five of the fourteen carers fill in the short form under the card of the session: a press and a form each."""
    chosen = ("excellent", "good", "good", "fair", "excellent")
    for carer, overall in zip(_carers(stage), chosen, strict=True):
        form = await stage.presses(carer, stage.card("How was it?"), "Say how it was")
        answers = {"objectives": "met", "equal_partner": "partly" if overall == "fair" else "met", "criterion-1": "met"}
        await stage.hands_in(carer, form, overall=overall, **answers)


async def officials_say_how_it_was(stage: Stage) -> None:
    """The three who came are asked the same on their own pages. Of fewer than five, only their number will be shown."""
    for role, overall in ((DIRECTOR, "good"), (CARE, "excellent"), (EAST, "good")):
        given = {"overall": [overall], "objectives": ["met"], "equal_partner": ["met"], "criterion-1": ["met"]}
        await rate(stage.clerk, Place(FORUM, await invitation_of(stage, role)), given)
        await stage.tells(f"The {role} says how it was, on their own page.")


async def what_was_said_is_counted(stage: Stage) -> None:
    """When the form has closed, the clerk counts it and deletes what each person chose; only the sums are public."""
    await stage.until(date(2026, 11, 18))
    await stage.types(stage.world.stan, "criteria list")


def _carers(stage: Stage) -> tuple[Person, ...]:
    world = stage.world
    return (world.cal, world.cara, world.hana, world.joins("Col"), world.joins("Con"))
