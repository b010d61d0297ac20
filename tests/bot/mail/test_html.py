"""A letter's HTML has the words of its text, and nothing that the text has not."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, strategies as st

from bot.mail.compose import DESK, compose, finished
from bot.mail.html import UNSEEN, html_of
from bot.rules.words import Purpose
from tests.bot.test_compose import DRAFT, draft_of

LINK = "https://carers.example/r/Zm9ydW0tY2xlcms_-abcdefghijklmnop"


class Reader(HTMLParser):
    """What a person reads, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.open = "", list[tuple[str, dict[str, str | None]]](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.words += {"li": "\n- ", "p": "\n", "br": "\n"}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self.open:
            self.words += data

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def letter(purpose: Purpose) -> str:
    body = compose(draft_of(purpose, desk=DESK, calendar=True)).body
    return finished(body, LINK)


@pytest.mark.parametrize("purpose", Purpose)
def test_both_parts_of_every_letter_have_the_same_words(purpose: Purpose) -> None:
    assert read(html_of(letter(purpose))).words.split() == letter(purpose).split()


ALLOWED = {"html", "head", "meta", "title", "body", "div", "p", "br", "ul", "li", "a", "blockquote"}
hostile = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "- ", "\n", "\n\n", "\r\n", "“", "”", "<script>alert(1)</script>", "<img src=https://spy.example/x>",
                "https://a.example/?q=1&r=\"><b>", "javascript:alert(1)", "</div></body>", "&lt;", "&#0;", "http://x.y.",
                "https://a.example/</a>", "<!--", "]]>", "\x00", "\u2028", "https://a.example/'onclick='x",
            ]
        ),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(hostile)
@example("- \r0")
@example("- \n- a")
def test_whatever_is_typed_is_shown_letter_by_letter(text: str) -> None:
    page = read(html_of(text))
    assert page.words.split() == UNSEEN.sub("", text.replace("\r", "\n")).split()
    assert page.names <= ALLOWED


@given(hostile)
def test_only_a_web_address_is_a_link_and_only_to_itself(text: str) -> None:
    page = html_of(text)
    for address, shown in re.findall(r'<a href="([^"]*)">(.*?)</a>', page):
        assert address == shown
        assert address.startswith(("https://", "http://"))
    for tag, attributes in read(page).tags:
        fetched = {"src", "srcset", "background", "action", "poster", "data"}
        assert not fetched & set(attributes)
        assert set(attributes) <= {"href"} or tag in ("html", "meta", "div")


def test_a_letter_is_laid_out_as_it_was_written() -> None:
    page = html_of(letter(Purpose.INVITATION))
    assert "<p>Respite that works<br>\nTuesday 3 November 2026, 7:00 pm UK time, until 8:30 pm<br>\n" in page
    assert "<li>Respite is cancelled on the day</li>\n<li>A night-sitting service</li>\n</ul>" in page
    assert f'<a href="{LINK}">{LINK}</a></p>' in page
    assert '<html lang="en-GB">' in page
    assert f'for you:<br>\n<a href="{LINK}"' in page
    # A line that was only full runs on, so a telephone breaks it where it likes.
    assert "We invite\nyou, or a deputy who can speak for you" in page


def test_a_colon_at_the_end_of_a_full_line_breaks_nothing() -> None:
    assert "<br>" not in html_of(f"{'x' * 70} has:\nstep-free")


def test_a_long_point_of_a_list_stays_one_point() -> None:
    draft = replace(DRAFT, items=("Respite that is cancelled on the day, " * 4, "Another"))
    page = read(html_of(compose(draft).body))
    assert [tag for tag, _ in page.tags].count("li") == 2


def test_the_sentence_of_a_notice_stands_as_a_quotation() -> None:
    page = html_of(letter(Purpose.NOTICE))
    assert "<blockquote><p>We asked the Director of Care" in page


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/b.", "https://a.example/b"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("at https://a.example/b?x=1&y=2, or", "https://a.example/b?x=1&amp;y=2"),
        ("“https://a.example/b”", "https://a.example/b"),
    ],
)
def test_the_stop_after_a_link_is_no_part_of_it(text: str, address: str) -> None:
    assert f'<a href="{address}">{address}</a>' in html_of(text)
