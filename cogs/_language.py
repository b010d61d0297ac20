"""The form in which hosts choose the language of their web pages."""

from bot.cards import FORUM_LANGUAGE
from bot.chat.card import Option
from bot.locale import LANGUAGES
from bot.rules.errors import Refused
from cogs._button import Button
from cogs._form import Answers, Choice, Form
from cogs._forum import forum_row, keep
from cogs._may import Act, Interaction, Shown, soon


class LanguageForm(Form):
    name, act, title, shown = "forum-language", Act.CHANGE_THE_FORUM, "Language of the web pages", Shown.IN_PLACE
    fields = (
        Choice(
            "language",
            "In which language are your web pages?",
            [Option(code, called) for code, called in LANGUAGES.items()],
            "What has no Welsh words yet is shown in English. Letters, data and Discord stay in English.",
        ),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        language = answers.text("language")
        if language not in LANGUAGES:
            raise Refused(f"Choose one of these languages: {', '.join(LANGUAGES.values())}.")
        await keep(interaction, {"language": language}, "The language of the web pages is kept.")


class LanguageButton(Button):
    name, act, shown = FORUM_LANGUAGE, Act.CHANGE_THE_FORUM, Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        row = await soon(forum_row(interaction))
        await LanguageForm.open(interaction, filled={"language": row.language})
