"""On which terms anybody may use what is published. It stands on the front page and in every file that can hold it."""

SPDX = "CC-BY-4.0"
"""How programs call it (spdx.org)."""

TITLE = "Creative Commons Attribution 4.0 International"
URL = "https://creativecommons.org/licenses/by/4.0/"


def say_licence(forum: str) -> str:
    """The terms in a sentence, and what no licence can give away."""
    return (
        f"You may copy, share and change this data for any purpose. Name “{forum}” as its source, and say what you "
        f"changed. Its licence is {TITLE}: {URL}. People keep their rights over data about them."
    )
