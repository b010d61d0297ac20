"""Bounces and warnings in the languages in which mail servers ship, without a code: for good, for now, or only late."""

import pytest

from bot.mail.parse.parsed import Verdict as V
from tests.bot.mail.parse_mails import DAEMON, NULL, POSTMASTER, mail, read

FOR_GOOD = {
    "German": ("Unzustellbar: x", "Der Empfänger wurde nicht gefunden."),
    "German, Gmail": (
        "Delivery Status Notification (Failure)",
        "Ihre Nachricht wurde nicht an jo@w.example zugestellt",
    ),
    "German, status": ("Benachrichtung zum Übermittlungsstatus (Fehlgeschlagen)", "Übermittlung fehlgeschlagen."),
    "German, a warning by its title only": ("Warning: Your message was not delivered", "Ein dauerhafter Fehler."),
    "German, Domino": ("ZUSTELLFEHLER: jo nicht aufgeführt", "wurde nicht zugestellt an: jo"),
    "French": ("Échec de livraison", "n'a pas pu être délivré : utilisateur inconnu"),
    "Italian": ("Non recapitabile: x", "Il messaggio non è stato recapitato. jo non è stato trovato"),
    "Dutch": ("Niet bestelbaar: x", "Het e-mailaccount bestaat niet"),
    "Swedish": ("Kan inte levereras: x", "Leveransen misslyckades. E-postadressen hittades inte."),
    "Finnish": ("Ei voi toimittaa: x", "Toimitus epäonnistui"),
    "Polish": ("Niedostarczalne: x", "Dostarczenie wiadomości do następujących adresatów nie powiodło się"),
    "Hungarian": ("Nem kézbesíthető: x", "A kézbesítés sikertelen volt"),
    "Greek": ("Δεν είναι δυνατή η παράδοση: x", "Η παράδοση απέτυχε"),
    "Russian": ("Не удается доставить: x", "Сбой доставки. Адрес не найден."),
    "Ukrainian": ("Не вдалося доставити: x", "Не вдалося доставити повідомлення"),
    "Welsh": ("Amhosibl ei ddanfon: x", "Methodd y danfoniad i'r derbynwyr hyn"),
    "Japanese": ("配信不能: x", "宛先のユーザが見つからないため配送できませんでした"),
}
FOR_NOW = {
    "English": ("Returned mail", "The number of messages in the recipient's mailbox exceeded the local limit."),
    "German": ("Unzustellbar: x", "Das Postfach des Empfängers ist voll."),
    "French": ("Non remis : x", "La boîte de réception du destinataire est pleine."),
    "Spanish": ("Correo devuelto", "El buzón del destinatario está lleno."),
    "Italian": ("Non recapitabile: x", "La casella di posta del destinatario è piena."),
    "Dutch": ("Onbestelbaar: x", "Het postvak van de geadresseerde is vol."),
    "Swedish": ("Kan inte levereras: x", "Mottagarens postlåda är full."),
    "Japanese": ("配信不能: x", "受信者のメールボックスがいっぱいのため、受信できません。"),
}
LATE = {
    "Spanish": ("Entrega retrasada: x", "Este mensaje aún no se ha entregado. El servidor seguirá intentándolo."),
    "Dutch": ("Bezorging vertraagd: x", "De bezorging is vertraagd."),
    "Polish": ("Dostarczanie opóźnione: x", "Dostarczenie wiadomości opóźnia się."),
    "Japanese": ("配信が遅延しています: x", "サーバーは引き続き配信を試みます。"),
    "qmail": ("delayed delivery notice", "I wasn't able to deliver your message yet, but I'll keep trying."),
}
TABLE = [
    *(pytest.param(*case, V.BOUNCE_PERMANENT, id=f"for good, {name}") for name, case in FOR_GOOD.items()),
    *(pytest.param(*case, V.BOUNCE_TEMPORARY, id=f"for now, {name}") for name, case in FOR_NOW.items()),
    *(pytest.param(*case, V.DELAYED, id=f"late, {name}") for name, case in LATE.items()),
]


@pytest.mark.parametrize(("subject", "body", "verdict"), TABLE)
def test_every_language_is_told_apart(subject: str, body: str, verdict: V) -> None:
    assert read(mail(POSTMASTER, subject, body, NULL)).verdict is verdict


SENDERS = ("Mail_Router@w.example", "MTA Filter <mailfilter@w.example>", "LISTSERV@w.example", "Mail Server <>")


@pytest.mark.parametrize("sender", SENDERS)
def test_servers_under_other_names_are_known(sender: str) -> None:
    told = mail(sender, "NON-DELIVERY of: Invitation", "Error in delivery of message: jo is not listed")
    assert read(told).verdict.startswith("bounce-")


def test_a_success_in_words_is_no_bounce() -> None:
    told = (
        "This is an automatically generated Delivery Status Notification.\n\nYour message has been successfully relayed"
    )
    assert read(mail(DAEMON, "Delivery Status Notification (Relay)", told, NULL)).verdict is V.DELIVERED
    failed = "It has not been successfully delivered and was returned to sender."
    assert read(mail(DAEMON, "Returned mail", failed, NULL)).verdict is V.BOUNCE_PERMANENT


def test_a_report_that_lists_the_letter_s_header_first_is_read_to_its_reason() -> None:
    listed = "This report relates to a message you sent:\n\n  Message-id: <a@b.example>\n  From: c@d.example\n\n"
    told = mail(DAEMON, "Delivery Notification", f"{listed}It cannot be delivered: mailbox over quota", NULL)
    assert read(told).verdict is V.BOUNCE_TEMPORARY
