"""What couriers of a session have in common: they read how it is wanted, and bring what Discord shows up to that."""

import asyncio
from abc import ABC, abstractmethod
from datetime import datetime
from typing import Generic, TypeVar

import discord

from bot.clerk import Clerk
from bot.couriers.faults import FAULTS, Weather, wait
from bot.outbox import Errand, NotNeeded, Outcome
from bot.view import View

PATIENCE = 30.0
"""Seconds for all requests of one errand."""

Plan = TypeVar("Plan")


class SessionCourier(ABC, Generic[Plan]):
    def __init__(self, clerk: Clerk, client: discord.Client, weather: Weather) -> None:
        self._clerk = clerk
        self._client = client
        self._weather = weather

    async def carry(self, errand: Errand) -> Outcome:
        now = self._clerk.clock.now()
        if later := wait(self._client, self._weather, now):
            return later
        async with self._clerk.record.reading(errand.forum) as view:
            wanted = await self._wanted(view, errand.subject)
        if isinstance(wanted, NotNeeded):
            return wanted
        try:
            async with asyncio.timeout(PATIENCE):
                done = await self._bring_up_to_date(wanted, errand, now)
        except FAULTS as error:
            self._weather.note(error, now)
            return self._trouble(error, wanted, errand, now)
        self._weather.note(None, now)
        return done

    @abstractmethod
    async def _wanted(self, view: View, session_id: int) -> Plan | NotNeeded: ...

    @abstractmethod
    async def _bring_up_to_date(self, wanted: Plan, errand: Errand, now: datetime) -> Outcome: ...

    @abstractmethod
    def _trouble(self, error: Exception, wanted: Plan, errand: Errand, now: datetime) -> Outcome:
        """What an error of Discord's means for it."""
