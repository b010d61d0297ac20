"""How often somebody may try: a bucket of tokens for each of them, in memory alone and gone with a restart."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from aiohttp import web

REMEMBERED = 10_000
"""Of so many people at most; who was seen longest ago is forgotten first."""


@dataclass
class Patience:
    """So many tries at once, and one more after each `pause`."""

    tries: int
    pause: timedelta
    _left: OrderedDict[str, tuple[int, datetime]] = field(default_factory=OrderedDict)

    def has(self, who: str, now: datetime) -> bool:
        return self._of(who, now)[0] > 0

    def spend(self, who: str, now: datetime) -> None:
        left, since = self._of(who, now)
        self._left[who] = max(left - 1, 0), since
        self._left.move_to_end(who)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)

    def _of(self, who: str, now: datetime) -> tuple[int, datetime]:
        left, since = self._left.get(who, (self.tries, now))
        more = max((now - since) // self.pause, 0)
        if left + more >= self.tries:
            return self.tries, now
        return left + more, since + more * self.pause


def whose(request: web.Request) -> str:
    """The network address that asks; of IPv6 the /64, which is one household or office.

    Where the connection comes from this machine or a private network, a server of ours stands in front, and the last
    address in its X-Forwarded-For is believed. From anywhere else the header is a stranger's word and is not read. A
    server in front with a public address, or one that adds no header, makes all visitors one.
    """
    near = _address(request.remote or "")
    if near and (near.is_loopback or near.is_private):
        told = ",".join(request.headers.getall("X-Forwarded-For", ()))
        near = _address(told.rpartition(",")[2].strip()) or near
    if isinstance(near, IPv6Address):
        return str(IPv6Address(int(near) >> 64 << 64))
    return str(near)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
