"""How much Discord takes, by its own reference; discord.py checks almost none of it."""

MESSAGE = 2_000
CARD_TEXT = 4_000
"""All TextDisplays of one Components V2 message together."""
CARD_PARTS = 40
"""All components of one message, nested ones included."""
ROW_BUTTONS = 5

BUTTON_LABEL = 80
CUSTOM_ID = 100
URL = 512
OPTIONS = 25
"""Of a select menu, and choices of a command's option or of its autocomplete."""
OPTION_TEXT = 100
"""Label, value and description of one option of a select menu, radio group or checkbox group; name of a choice."""
SELECT_PLACEHOLDER = 150
PICTURE_WORDS = 1_024

FORM_TITLE = 45
FORM_FIELDS = 5
FORM_LABEL = 45
FORM_HINT = 100
FORM_TEXT = 4_000
FORM_PLACEHOLDER = 100
FORM_RADIOS = 10
FORM_RADIOS_LEAST = 2

COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
GROUP_COMMANDS = 25

THREAD_NAME = 100
EVENT_NAME = 100
EVENT_DESCRIPTION = 1_000
EVENT_PLACE = 100
NONCE = 25
FILES = 10

ANSWER_SECONDS = 3
"""To acknowledge an interaction; after that Discord answers 10062."""
TOKEN_SECONDS = 15 * 60
"""For edits and follow-ups of an acknowledged interaction."""
