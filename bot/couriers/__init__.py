"""The couriers: who carries what the outbox holds to Discord and to the mail server.

couriers = to_everywhere(clerk, client, MailSettings(...))
await deliver(clerk, couriers)
"""

from collections.abc import Mapping

import discord

from bot.clerk import Clerk
from bot.couriers.discord_courier import DiscordCourier
from bot.couriers.events import EventCourier
from bot.couriers.mail_courier import MailCourier, MailSettings
from bot.couriers.threads import ThreadCourier
from bot.outbox import Courier
from bot.rules.notices import Destination

__all__ = ["DiscordCourier", "EventCourier", "MailCourier", "MailSettings", "ThreadCourier", "to_everywhere"]


def to_everywhere(clerk: Clerk, client: discord.Client, mail: MailSettings | None = None) -> Mapping[str, Courier]:
    """One courier for each kind of destination; none for letters without mail settings."""
    messages = DiscordCourier(clerk, client)
    found: dict[str, Courier] = {
        Destination.LOG: messages,
        Destination.CHAT: messages,
        Destination.HOSTS: messages,
        Destination.OWNER: messages,
        Destination.CARER: messages,
        Destination.COMER: messages,
        Destination.EVENT: EventCourier(clerk, client, messages.weather),
        Destination.THREAD: ThreadCourier(clerk, client, messages.weather),
    }
    return found | {Destination.MAIL: MailCourier(clerk, mail)} if mail else found
