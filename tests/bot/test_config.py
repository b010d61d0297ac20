"""The configuration: every mistake at once, each with its place; no secret shown; the example is the reference."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.config import Config, Mistakes, keys_of, load
from bot.config.mailbox import mailbox_settings

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "MTA1.secret.token"
NEEDS_TOKEN = "[discord] token: the clerk needs the token of your Discord bot"


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but the test's own: a folder of its own, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for part, keys in keys_of().items():
        for key in keys:
            monkeypatch.delenv(f"FORUM_CLERK_{part}__{key}".upper(), raising=False)


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(tmp_path: Path, text: str, *, at_work: bool = False) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        load(written(tmp_path, text), at_work=at_work)
    return caught.value.said


def switched_on(text: str) -> str:
    """The example with every key in force."""
    return re.sub(r"^#(?=\w+ = )", "", text, flags=re.MULTILINE)


def test_the_example_holds_every_key_and_no_other() -> None:
    found = tomllib.loads(switched_on(EXAMPLE.read_text(encoding="utf-8")))
    assert {part: set(keys) for part, keys in found.items()} == {part: set(keys) for part, keys in keys_of().items()}


def test_the_example_shows_each_default_as_it_is() -> None:
    found, defaults = tomllib.loads(switched_on(EXAMPLE.read_text(encoding="utf-8"))), Config()
    for part, keys in found.items():
        for key, shown in keys.items():
            default = getattr(getattr(defaults, part), key)
            assert default is None or default == shown, f"[{part}] {key}"


def test_every_key_of_the_example_has_a_comment_and_those_without_a_default_say_so() -> None:
    defaults, comment, part = Config(), "", ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        key = re.match(r"#?(\w+) = ", line)
        if line.startswith("["):
            part = line.strip("[]")
        elif key:
            assert comment, f"[{part}] {key[1]} is not explained"
            if getattr(getattr(defaults, part), key[1]) is None and key[1] != "token":
                assert "xample" in comment, f"[{part}] {key[1]} does not say that its value is an example"
        elif line.startswith("#"):
            comment += line
        if not line:
            comment = ""


def test_the_example_as_it_is_needs_nothing_but_a_token() -> None:
    assert load(EXAMPLE) == Config()
    with pytest.raises(Mistakes) as caught:
        load(EXAMPLE, at_work=True)
    assert [one[: len(NEEDS_TOKEN)] for one in caught.value.said] == [NEEDS_TOKEN]


def test_the_example_with_every_key_in_force_is_right_but_for_its_files(tmp_path: Path) -> None:
    text = re.sub(r"^\w+_file = .*$", "", switched_on(EXAMPLE.read_text(encoding="utf-8")), flags=re.MULTILINE)
    config = load(written(tmp_path, text.replace('token = ""', f'token = "{TOKEN}"')), at_work=True)
    assert config.ways.mail == "clerk@example.org"
    assert config.ways.site == "https://carers.example"


WRONG = """
[discord]
tokn = "MTA1.secret.token"
[mail]
smtp_host = "https://smtp.example"
smtp_port = "abc"
smtp_security = "ssl"
smtp_user = "clerk"
imap_port = 99999
base_url = "https://carers.example"
from_adress = "x"
[web]
base_url = "ftp://carers.example"
port = 0
[lgo]
[log]
level = 3
[database]
url = "mysql://clerk:hunter2@host/clerk"
"""


def test_every_mistake_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    said = mistakes(tmp_path, WRONG, at_work=True)
    assert [re.split(r": |\. ", one)[0] for one in said] == [
        "[discord] token",
        "[discord] tokn",
        "[database] url",
        "[mail] smtp_host",
        "[mail] smtp_port",
        "[mail] smtp_security",
        "[mail] smtp_password",
        "[mail] imap_port",
        "[mail] base_url",
        "[mail] from_adress",
        "[web] port",
        "[web] base_url",
        "[log] level",
        "[lgo]",
    ]
    assert "[mail] smtp_port: 'abc' is not a number." in said
    assert "[discord] tokn: there is no such key. Did you mean token?" in said
    assert "[mail] base_url: there is no such key. It belongs under [web]." in said
    assert "[lgo]: there is no such part. Did you mean log?" in said
    assert all(one.endswith((".", "?")) for one in said)


def test_no_secret_is_ever_shown(tmp_path: Path) -> None:
    text = WRONG + "[mail.smtp_password]\nhunter2 = 1\n"
    (tmp_path / "secret").write_text("hunter2\nhunter2\n", encoding="utf-8")
    for wrong in (text, '[discord]\ntoken_file = "secret"', "[discord]\ntoken = 123454321", "token = hunter2"):
        said = "\n".join(mistakes(tmp_path, wrong, at_work=True))
        assert "hunter2" not in said.replace("mail.smtp_password", "")
        assert "12345" not in said
        assert TOKEN not in said


def test_a_right_configuration_hides_its_secrets_when_printed(tmp_path: Path) -> None:
    text = """
[discord]
token = "hunter2"
[database]
url = "postgresql+asyncpg://clerk:hunter2@host/clerk"
[mail]
smtp_host = "smtp.example"
from_address = "clerk@carers.example"
smtp_user = "clerk"
smtp_password = "hunter2"
"""
    config = load(written(tmp_path, text), at_work=True)
    assert config.discord.token is not None
    assert config.discord.token.get_secret_value() == "hunter2"
    assert "hunter2" not in repr(config) + str(config)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[mail]\nsmtp_host = "smtp.example"', "[mail] from_address: letters need an address to come from"),
        (
            '[mail]\nfrom_address = "clerk@carers.example"',
            "[mail] from_address: letters cannot be sent from it without",
        ),
        ('[mail]\nfrom_address = "clerk"', "[mail] from_address: 'clerk' is not an e-mail address."),
        ('[mail]\nsmtp_password = "x"', "[mail] smtp_password: a password needs smtp_user beside it."),
        (
            '[mail]\nsmtp_host = "smtp.example"\nfrom_address = "a@b.example"\nsmtp_user = "u"\nsmtp_password = "p"\n'
            'smtp_security = "none"',
            '[mail] smtp_password: smtp_security "none" would send the password',
        ),
        ('[mail]\nimap_host = "imap.example"', "[mail] imap_user: the mailbox at imap_host needs the name"),
        ('[mail]\nimap_host = "imap.example"\nimap_user = "u"', "[mail] imap_password: imap_user needs a password"),
        (
            '[mail]\nimap_host = "imap.example"\nimap_security = "none"\nimap_user = "u"\nimap_password = "p"',
            '[mail] imap_password: imap_security "none" would send the password',
        ),
        ('[mail]\nauthserv_id = "mx.example.org; dmarc=pass"', "[mail] authserv_id: write the one name that stands"),
        ('[web]\nbase_url = "https://carers.example/?page=1"', "[web] base_url: write the address that people type"),
        ('[web]\nbase_url = "carers.example"', "[web] base_url: write the address that people type"),
        ('[discord]\ntoken_file = "nowhere.txt"', "[discord] token_file: the file"),
        ("discord = 3", "[discord]: this is a part, not a value"),
        ("[web]\nport = 80.5", "[web] port: 80.5 is not a whole number."),
        ("[log\n", "{file} cannot be read: "),
        ('[database]\nurl = "sqlite+aiosqlite://"', "[database] url: The database must be a file"),
    ],
)
def test_what_does_not_go_together_is_said_in_words(tmp_path: Path, text: str, sentence: str) -> None:
    said = mistakes(tmp_path, text)
    assert len(said) == 1
    assert said[0].startswith(sentence.format(file=tmp_path / "config.toml"))


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_CLERK_DISCORD__TOKEN", "from outside")
    monkeypatch.setenv("FORUM_CLERK_WEB__PORT", "8123")
    config = load(written(tmp_path, '[discord]\ntoken = "from the file"\n[web]\nlisten = "0.0.0.0"'), at_work=True)
    assert config.discord.token is not None
    assert (config.discord.token.get_secret_value(), config.web.port, config.web.listen) == (
        "from outside",
        8123,
        "0.0.0.0",
    )


def test_the_environment_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_CLERK_DISCORD__TOKEN", TOKEN)
    assert load(None, at_work=True).discord.token is not None


def test_a_variable_that_means_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_CLERK_DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("FORUM_CLERK_MAIL__SMTP_PROT", "587")
    monkeypatch.setenv("FORUM_CLERK_WEB__PORT", "many")
    assert mistakes(tmp_path, "") == [
        "the variable FORUM_CLERK_DISCORD_TOKEN: there is no such setting. Did you mean FORUM_CLERK_DISCORD__TOKEN?",
        "the variable FORUM_CLERK_MAIL__SMTP_PROT: there is no such setting. Did you mean FORUM_CLERK_MAIL__SMTP_PORT?",
        "the variable FORUM_CLERK_WEB__PORT: 'many' is not a number.",
    ]


def test_a_secret_is_read_from_a_file_beside_the_configuration(tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    folder.mkdir()
    (folder / "token.txt").write_text(f"\ufeff{TOKEN}\r\n", encoding="utf-8")
    config = load(written(folder, '[discord]\ntoken = ""\ntoken_file = "token.txt"'), at_work=True)
    assert config.discord.token is not None
    assert config.discord.token.get_secret_value() == TOKEN


def test_a_file_named_that_is_not_there_is_a_mistake_and_one_not_named_is_not(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match=r"elsewhere\.toml cannot be opened"):
        load(tmp_path / "elsewhere.toml")
    assert load(None) == Config()


def test_a_file_saved_by_windows_is_read_and_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes("\ufeff[web]\r\nport = 8123\r\n".encode())
    assert load(file).web.port == 8123
    file.write_text("[web]\nport = 8123\n", encoding="utf-16")
    with pytest.raises(Mistakes, match="UTF-8"):
        load(file)


@pytest.mark.parametrize(
    ("text", "serves"),
    [
        ("", False),
        ("[web]", False),
        ("[web]\nport = 8080", True),
        ('[web]\nbase_url = "https://carers.example/"', True),
    ],
    ids=["not by itself", "not for an empty part", "with a port", "with an address"],
)
def test_the_page_is_served_when_something_is_said_of_it(tmp_path: Path, text: str, serves: bool) -> None:
    assert load(written(tmp_path, text)).web.serves is serves


def test_with_a_mailbox_the_clerk_reads_the_post_itself(tmp_path: Path) -> None:
    text = '[mail]\nimap_host = "imap.example"\nimap_user = "u"\nimap_password = "hunter2"\nplus_addresses = false'
    config = load(written(tmp_path, text))
    assert config.ways.reads_post
    assert not config.ways.plus
    found = mailbox_settings(config.mail)
    assert found is not None
    assert (found.host, found.port, found.security, found.folder) == ("imap.example", 993, "tls", "INBOX")
    assert "hunter2" not in repr(found)
    without = load(written(tmp_path, ""))
    assert mailbox_settings(without.mail) is None
    assert not without.ways.reads_post
    assert without.ways.plus


def test_without_mail_settings_the_hosts_send_the_letters(tmp_path: Path) -> None:
    assert load(written(tmp_path, '[mail]\nfrom_name = "Northshire Carers"')).ways.mail is None
