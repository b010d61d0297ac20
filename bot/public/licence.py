"""On which terms anybody may use what is published. It stands on the front page and in every file that can hold it."""

from bot.rules.tongue import tr

SPDX = "CC-BY-4.0"
"""How programs call it (spdx.org)."""

TITLE = "Creative Commons Attribution 4.0 International"
URL = "https://creativecommons.org/licenses/by/4.0/"


def say_licence(forum: str) -> str:
    """The terms in a sentence, and what no licence can give away."""
    return tr(
        "You may copy, share and change this data for any purpose. Name “{forum}” as its source, and say what you "
        "changed. Its licence is {licence}: {address}. People keep their rights over data about them.",
        forum=forum,
        licence=TITLE,
        address=URL,
    )
