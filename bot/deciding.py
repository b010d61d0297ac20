"""What follows from a vote that is over, by what it was about."""

from bot import criteria, declining, voting
from bot.transaction import Transaction
from bot.ways import Ways
from db import models


async def decide(tx: Transaction, ways: Ways, row: models.Motion) -> None:
    if row.state != voting.OPEN:
        return  # it was taken back since somebody looked
    match row.kind:
        case voting.CRITERION:
            await criteria.decide(tx, row)
        case voting.DECLINE:
            await declining.decide(tx, ways, row)
        case voting.WELCOME_BACK:
            await declining.decide_on_return(tx, ways, row)
