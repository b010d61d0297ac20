"""Pages that were made once and are sent again for as long as nothing at all has changed.

Every page is made from the database and the hour, so it is kept with the state of both: after any commit, whoever made
it, it is made anew. A name that is erased is in no page any more that is sent after that.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.clerk import Clerk
from bot.web.answers import Made

ROOM = 32 * 2**20
"""Bytes in all; what was asked for longest ago goes first."""
LARGEST = ROOM // 8


@dataclass
class Cache:
    clerk: Clerk
    room: int = ROOM
    _kept: OrderedDict[str, tuple[object, Made]] = field(default_factory=OrderedDict)
    size: int = 0

    async def get(self, address: str, make: Callable[[], Awaitable[Made]]) -> Made:
        """What `make` makes. What it raises is raised, and nothing is kept."""
        state = await self._state()
        if (found := self._kept.get(address)) and found[0] == state:
            self._kept.move_to_end(address)
            return found[1]
        made = await make()
        # Kept with the state before it was made: what was committed meanwhile makes it be made again.
        self._keep(address, state, made)
        return made

    async def _state(self) -> object:
        """Sessions begin and end on whole minutes, and days at midnight: within a minute no page turns by itself."""
        minute = self.clerk.clock.now().replace(second=0, microsecond=0)
        return await self.clerk.database.state(), minute

    def _keep(self, address: str, state: object, made: Made) -> None:
        if old := self._kept.pop(address, None):
            self.size -= old[1].size
        if made.size > LARGEST:
            return
        self._kept[address] = state, made
        self.size += made.size
        while self.size > self.room:
            _, (_, gone) = self._kept.popitem(last=False)
            self.size -= gone.size
