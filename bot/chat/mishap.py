"""What a person is told when something is refused or goes wrong, and what the log keeps of it.

A rule's refusal is its own sentence. Everything else is a bug: it is logged in full under a reference of four signs,
and the person reads that reference, with the truth about whether anything was recorded.
"""

import logging
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

import discord
from discord import app_commands

from bot.chat.text import line
from bot.rules.errors import Refused
from db.engine import BUSY as DATABASE_BUSY
from db.fault import DatabaseFault

log = logging.getLogger(__name__)

OLDER = "This belongs to an older version of the clerk. Please use the command instead; /help lists them."
BUSY = "The clerk is busy just now, and nothing was recorded. Please try again in a moment."
NOTHING_KEPT = "Something went wrong on our side. Nothing was recorded. (reference {})"
KEPT = "This was recorded, but we could not show you the answer. Please do not send it again. (reference {})"


class TooLate(Exception):
    """Discord no longer takes an answer to this interaction (10062 after 3 seconds, 50027 after 15 minutes)."""


class _Receipt:
    """Shared by every task that one interaction starts."""

    kept = False


_receipt: ContextVar[_Receipt] = ContextVar("receipt")


def begin() -> None:
    """Call where an interaction comes in: nothing has been recorded for it yet."""
    _receipt.set(_Receipt())


def note_kept() -> None:
    """Call right after a commit, so that a later failure is not answered with "nothing was recorded"."""
    if receipt := _receipt.get(None):
        receipt.kept = True


def was_kept() -> bool:
    receipt = _receipt.get(None)
    return receipt is not None and receipt.kept


def explain(error: BaseException, where: str) -> str | None:
    """The sentence for the person; None when nobody can be answered any more. Logs whatever is a bug."""
    error = _cause(error)
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        log.warning("%s: %s", where, error)
        return OLDER
    if isinstance(error, app_commands.TransformerError):
        return f"“{line(str(error.value)[:100])}” cannot be read here. Please choose from the list that Discord shows."
    if isinstance(error, DatabaseFault) and str(error) == DATABASE_BUSY:
        log.warning("%s: %s", where, error)
        return BUSY
    if isinstance(error, TooLate):
        log.warning("%s: too late to answer: %s", where, error)
        return None
    reference = secrets.token_hex(2).upper()
    log.error("reference %s, in %s", reference, where, exc_info=error)
    return (KEPT if was_kept() else NOTHING_KEPT).format(reference)


def where(interaction: "discord.Interaction[discord.Client]") -> str:
    """For the log: which command, button or form; never who, nor what they typed."""
    if interaction.command:
        return f"/{interaction.command.qualified_name}"
    return custom_id_of(interaction) or interaction.type.name


def custom_id_of(interaction: "discord.Interaction[discord.Client]") -> str:
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", ""))


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error
