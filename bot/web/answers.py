"""How the public site answers: with which headers, packed or not, and with nothing to who holds it already."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.public import licence

HTML = "text/html"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Server": "Forum Clerk",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
"""On every answer of the site."""

ALWAYS_ASK = "no-cache"
"""Kept by whoever reads, and used again once we said that it is still the same: what was erased is gone at once."""

NOT_FOUND_BY_SEARCH = {"X-Robots-Tag": "noindex, noarchive"}
"""On what is about one person's answers: it is here to be looked up, not to come up for somebody's name."""

OPEN_DATA = {
    **NOT_FOUND_BY_SEARCH,
    "Link": f'<{licence.URL}>; rel="license"',
    "Access-Control-Allow-Origin": "*",
}
"""On the data: any page may read it, for there is nothing in it that depends on who asks."""

WORTH_PACKING = 500
"""Bytes; below that packing gains nothing."""


@dataclass(frozen=True)
class Made:
    """A body ready to be sent, as it is and packed."""

    body: bytes
    content_type: str
    tag: str
    headers: Mapping[str, str] = field(default_factory=dict)
    packed: bytes | None = None

    @classmethod
    def of(cls, body: bytes, content_type: str, head: str = "", headers: Mapping[str, str] | None = None) -> "Made":
        """Its tag is the chain's head, where it is made from one, and its own digest."""
        tag = (f"{head[:32]}." if head else "") + hashlib.sha256(body).hexdigest()[:32]
        packed = gzip.compress(body, mtime=0) if len(body) > WORTH_PACKING else None
        return cls(body, content_type, tag, headers or {}, packed)

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed or b"")

    def answer(self, request: web.Request) -> web.Response:
        packed = self.packed if takes_gzip(request) else None
        if tagged(request, self.tag):
            return unchanged(self.tag, packed=packed is not None)
        response = web.Response(body=packed or self.body, content_type=self.content_type, charset="utf-8")
        response.headers.update({**validated(self.tag, packed=packed is not None), **self.headers})
        return response


def validated(tag: str, *, packed: bool) -> dict[str, str]:
    """What lets a reader ask whether it is still the same. Packed bytes are other bytes, so they have another tag."""
    encoding = {"Content-Encoding": "gzip"} if packed else {}
    etag = f'"{tag}-gzip"' if packed else f'"{tag}"'
    return {"ETag": etag, "Cache-Control": ALWAYS_ASK, "Vary": "Accept-Encoding", **encoding}


def tagged(request: web.Request, tag: str) -> bool:
    """Does the reader hold this already? A server between us may have made the tag a weak one."""
    return any(held.value.removesuffix("-gzip") in (tag, "*") for held in request.if_none_match or ())


def unchanged(tag: str, *, packed: bool) -> web.Response:
    headers = validated(tag, packed=packed)
    headers.pop("Content-Encoding", None)
    return web.Response(status=304, headers=headers)


def takes_gzip(request: web.Request) -> bool:
    """RFC 9110 §12.5.3; "gzip;q=0" says no."""
    for one in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, weight = one.partition(";")
        if coding.strip() in ("gzip", "x-gzip"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
