"""The fields of a form.

    Text("title", "What should be raised?", most=100)
    Text("details", "Tell us more", long=True, required=False)
    Choice("shown", "How should it appear?", (Option("named", "With my name"), Option("unnamed", "Without my name")))
    Several("bodies", "Whom does it concern?", options, most=3, required=False)
    Tick("public", "Show it to everybody", chosen=True)
    PickRole("host_role", "Who are the hosts?")
    PickChannel("log_channel", "Where is the record shown?", required=False)

Labels, hints and options are bare words; what is too long for Discord is cut.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.chat import limits
from bot.chat.card import Option
from bot.chat.text import bare, clip
from bot.chat.typed import Answers

_Item = ui.Item[Any]


@dataclass(frozen=True)
class Field(ABC):
    """Its answer is found by `name`."""

    name: str
    label: str

    hint = ""

    @abstractmethod
    def control(self, filled: Answers) -> _Item: ...

    def item(self, filled: Answers) -> "ui.Label[Any]":
        return ui.Label(
            text=clip(bare(self.label), limits.FORM_LABEL),
            description=clip(bare(self.hint), limits.FORM_HINT) or None,
            component=self.control(filled),
        )


@dataclass(frozen=True)
class Text(Field):
    hint: str = ""
    most: int = limits.FORM_TEXT
    least: int = 0
    long: bool = False
    required: bool = True
    placeholder: str = ""

    def control(self, filled: Answers) -> _Item:
        return ui.TextInput(
            custom_id=self.name,
            style=discord.TextStyle.long if self.long else discord.TextStyle.short,
            default=clip(filled.text(self.name), self.most) or None,
            placeholder=clip(bare(self.placeholder), limits.FORM_PLACEHOLDER) or None,
            min_length=self.least or None,
            max_length=self.most,
            required=self.required,
        )


@dataclass(frozen=True)
class Choice(Field):
    """One of some options: as radio buttons up to ten, else as a menu of at most 25."""

    options: Sequence[Option]
    hint: str = ""
    required: bool = True

    def control(self, filled: Answers) -> _Item:
        chosen = filled.many(self.name)
        if not limits.FORM_RADIOS_LEAST <= len(self.options) <= limits.FORM_RADIOS:
            return _menu(self.name, self.options, chosen, self.required, most=1)
        options = [
            discord.RadioGroupOption(**_option(option), default=_is_chosen(option, chosen)) for option in self.options
        ]
        return ui.RadioGroup(custom_id=self.name, options=options, required=self.required)


@dataclass(frozen=True)
class Several(Field):
    """Any of some options: to tick up to ten, else as a menu of at most 25."""

    options: Sequence[Option]
    hint: str = ""
    most: int = limits.OPTIONS
    required: bool = True

    def control(self, filled: Answers) -> _Item:
        chosen = filled.many(self.name)
        if not 1 <= len(self.options) <= limits.FORM_RADIOS:
            return _menu(self.name, self.options, chosen, self.required, most=self.most)
        options = [
            discord.CheckboxGroupOption(**_option(each), default=_is_chosen(each, chosen)) for each in self.options
        ]
        most = min(self.most, len(options))
        return ui.CheckboxGroup(
            custom_id=self.name, options=options, min_values=int(self.required), max_values=most, required=self.required
        )


@dataclass(frozen=True)
class Tick(Field):
    hint: str = ""
    chosen: bool = False

    def control(self, filled: Answers) -> _Item:
        ticked = filled.ticked(self.name) if self.name in filled else self.chosen
        return ui.Checkbox(custom_id=self.name, default=ticked)


@dataclass(frozen=True)
class PickRole(Field):
    hint: str = ""
    required: bool = True

    def control(self, filled: Answers) -> _Item:
        return ui.RoleSelect(
            custom_id=self.name,
            required=self.required,
            min_values=int(self.required),
            default_values=_picked(filled, self, discord.SelectDefaultValueType.role),
        )


@dataclass(frozen=True)
class PickChannel(Field):
    """A text channel."""

    hint: str = ""
    required: bool = True

    def control(self, filled: Answers) -> _Item:
        return ui.ChannelSelect(
            custom_id=self.name,
            channel_types=[discord.ChannelType.text],
            required=self.required,
            min_values=int(self.required),
            default_values=_picked(filled, self, discord.SelectDefaultValueType.channel),
        )


def _picked(filled: Answers, field: Field, kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    number = filled.number(field.name)
    return [discord.SelectDefaultValue(id=number, type=kind)] if number else []


def _menu(name: str, options: Sequence[Option], chosen: list[str], required: bool, *, most: int) -> _Item:
    shown = options[: limits.OPTIONS]
    return ui.Select(
        custom_id=name,
        options=[discord.SelectOption(**_option(option), default=_is_chosen(option, chosen)) for option in shown],
        min_values=int(required),
        max_values=max(1, min(most, len(shown))),
        required=required,
    )


def _is_chosen(option: Option, chosen: list[str]) -> bool:
    return option.value in chosen if chosen else option.chosen


def _option(option: Option) -> dict[str, Any]:
    return {
        "value": option.value,
        "label": clip(bare(option.label), limits.OPTION_TEXT),
        "description": clip(bare(option.description), limits.OPTION_TEXT) or None,
    }
