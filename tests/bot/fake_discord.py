"""A Discord on this machine, as far as logging in, looking round and staying connected go: real sockets, real client.

    async with fake_discord() as there:
        monkeypatch.setattr(discord.http.Route, "BASE", there.base)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(there.socket))
        there.token = "another"                 from now on the old one is refused
        there.channels[2]["permission_overwrites"] = …

`there.calls` holds what was asked, as "PUT /applications/7/commands".
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import discord
from aiohttp import WSMsgType, web

from bot.access import NEEDED

ME, APPLICATION, GUILD = 7, 7, 900
EVERYONE, OWN_ROLE, HOSTS, CARERS = GUILD, 901, 5, 6
CHAT, LOG, DESK = 2, 3, 4
NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
VIEW = discord.Permissions(view_channel=True).value

USER = {"id": str(ME), "username": "clerk", "discriminator": "0", "avatar": None, "bot": True, "global_name": None}


def role(number: int, name: str, permissions: int = 0, *, managed: bool = False) -> dict[str, Any]:
    return {
        "id": str(number),
        "name": name,
        "permissions": str(permissions),
        "managed": managed,
        "color": 0,
        "hoist": False,
        "position": 0 if number == EVERYONE else 1,
        "mentionable": False,
        "flags": 0,
    }


def channel(number: int, name: str, *, hidden_from_all: bool = False) -> dict[str, Any]:
    secret = [
        {"id": str(EVERYONE), "type": 0, "allow": "0", "deny": str(VIEW)},
        {"id": str(OWN_ROLE), "type": 0, "allow": str(VIEW), "deny": "0"},
    ]
    return {
        "id": str(number),
        "type": 0,
        "name": name,
        "position": number,
        "guild_id": str(GUILD),
        "permission_overwrites": secret if hidden_from_all else [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
    }


@dataclass
class FakeDiscord:
    """`late`: how much its clock is ahead of `NOW`. `shut`: so many tries to connect come to nothing."""

    base: str = ""
    token: str = "right"
    late: timedelta = timedelta()
    present: bool = True
    shut: int = 0
    calls: list[str] = field(default_factory=list)
    roles: dict[int, dict[str, Any]] = field(default_factory=dict)
    channels: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def socket(self) -> str:
        """The address of its gateway."""
        return self.base.replace("http", "ws").replace("/api/v10", "/ws/")

    def __post_init__(self) -> None:
        self.roles = {
            EVERYONE: role(EVERYONE, "@everyone", VIEW),
            OWN_ROLE: role(OWN_ROLE, "Forum Clerk", NEEDED.value, managed=True),
            HOSTS: role(HOSTS, "Host"),
            CARERS: role(CARERS, "Carer"),
        }
        self.channels = {
            CHAT: channel(CHAT, "carers-chat"),
            LOG: channel(LOG, "public-log"),
            DESK: channel(DESK, "hosts", hidden_from_all=True),
        }

    def guild(self) -> dict[str, Any]:
        plain = dict.fromkeys(("icon", "splash", "discovery_splash", "afk_channel_id", "application_id"))
        return plain | {
            "id": str(GUILD),
            "name": "Northshire Carers",
            "owner_id": "1",
            "roles": list(self.roles.values()),
            "emojis": [],
            "stickers": [],
            "features": [],
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "preferred_locale": "en-GB",
            "afk_timeout": 300,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
        }

    def member(self) -> dict[str, Any]:
        joined = {"joined_at": NOW.isoformat(), "deaf": False, "mute": False, "flags": 0}
        return {"user": USER, "roles": [str(OWN_ROLE)], **joined}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        self.calls.append(f"{request.method} {path}")
        headers = {"Via": "1.1 fake", "Date": format_datetime(NOW + self.late, usegmt=True)}
        if path == "/gateway":
            return _json({"url": self.base}, headers=headers)
        if request.headers.get("Authorization") != f"Bot {self.token}":
            return _json({"code": 0, "message": "401: Unauthorized"}, status=401, headers=headers)
        about = {"id": str(APPLICATION), "name": "Clerk", "icon": None, "description": "", "bot_public": True}
        answers: dict[str, Any] = {
            "/users/@me": USER,
            "/oauth2/applications/@me": about
            | {"verify_key": "0", "flags": 0, "bot_require_code_grant": False, "owner": USER},
            f"/applications/{APPLICATION}/commands": [],
        }
        if self.present:
            answers[f"/guilds/{GUILD}"] = self.guild()
            answers[f"/guilds/{GUILD}/members/{ME}"] = self.member()
            answers[f"/guilds/{GUILD}/channels"] = list(self.channels.values())
        if path in answers:
            return _json(answers[path], headers=headers)
        return _json({"code": 10004, "message": "Unknown"}, status=404, headers=headers)

    async def gateway(self, request: web.Request) -> web.StreamResponse:
        """Hello, ready, and an answer to every heartbeat."""
        if self.shut > 0:
            self.shut -= 1
            return web.Response(status=502)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            said = message.json() if message.type is WSMsgType.TEXT else {}
            if said.get("op") == 2:
                self.calls.append("IDENTIFY")
                ready = {"v": 10, "user": USER, "guilds": [], "session_id": "s", "resume_gateway_url": self.socket}
                ready |= {"application": {"id": str(APPLICATION), "flags": 0}}
                await socket.send_json({"op": 0, "s": 1, "t": "READY", "d": ready})
            if said.get("op") == 1:
                await socket.send_json({"op": 11})
        return socket


def _json(body: object, *, status: int = 200, headers: dict[str, str]) -> web.Response:
    # The library reads as JSON only what is called so without a character set.
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


@asynccontextmanager
async def fake_discord() -> AsyncIterator[FakeDiscord]:
    there = FakeDiscord()
    app = web.Application()
    app.router.add_get("/ws/", there.gateway)
    app.router.add_route("*", "/{path:.*}", there.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    there.base = f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10"
    try:
        yield there
    finally:
        await runner.cleanup()
