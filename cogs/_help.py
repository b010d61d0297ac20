"""What /help says, by topic. What a command does stands with the command; a test holds the two lists to each other."""

from dataclasses import dataclass

from bot.rules.permissions import Role


@dataclass(frozen=True)
class Topic:
    """`words` are ours, so markdown is meant. `commands` by their full names; a menu by its own."""

    title: str
    words: str
    commands: tuple[str, ...] = ()


ANYONE = Topic(
    "What anyone can do",
    "Everybody in this server may read the record, the agenda and what comes next. Figures and lists are shown to the "
    "channel, unless you choose only_me.",
    (
        "session next",
        "session list",
        "session minutes",
        "agenda list",
        "agenda questions",
        "pledge list",
        "engagement stats",
        "engagement log",
        "engagement thanks",
        "engagement export",
        "criteria list",
        "forum about",
        "privacy show",
        "privacy erase",
        "Tell a host in private",
        "help",
    ),
)
CARERS = Topic(
    "What a carer can do",
    "Say what should be raised; the hosts put it on the agenda of a session, and you are told what became of it. You "
    "choose whether your name is shown, a label of your own, or neither; then not even the hosts see whose it is. "
    "Somebody may have raised the same: you are shown it first, and join it or raise yours as well.\n"
    "From a message in the chat: open its menu, Apps, “Raise at the forum”.\n"
    "Items are public: leave out who is ill, who treats them, and every number and address of theirs. What you tell "
    "beside the title is quoted in no letter without your yes.\n"
    "Under each item, “Me too” counts you once; a second press takes it back. Under an answer you can say whether it "
    "is one, and under a promise whether you can see it.\n"
    "On the card of a session, say whether you come: everybody sees numbers, nobody your name. You choose yourself "
    "whether you are reminded. While it is open, a card in the chat lets you say that you are here and raise a hand; "
    "after it, another asks how it was.",
    (
        "agenda raise",
        "Raise at the forum",
        "agenda withdraw",
        "agenda quote",
        "session badge",
        "criteria rate",
        "criteria propose",
        "criteria decline",
        "criteria welcome-back",
    ),
)
HOSTS = Topic(
    "What a host can do",
    "Hosts call sessions, look through what carers raised, invite officials, and write down what comes of it. "
    "Everything is read back before it goes out.",
    (
        "session schedule",
        "session move",
        "session cancel",
        "session skip",
        "session places",
        "session prepare",
        "session open",
        "session note",
        "session close",
        "session attendance",
        "agenda review",
        "agenda order",
        "agenda answered",
        "organisation add",
        "organisation edit",
        "organisation list",
        "official add",
        "official edit",
        "official retire",
        "official list",
        "official import",
        "invitation send",
        "invitation note",
        "invitation list",
        "invitation hold",
        "invitation resend",
        "post list",
        "pledge add",
        "pledge update",
        "pledge withdraw",
        "record correct",
        "record dispute",
        "record hide",
        "forum pause",
        "forum setup",
        "forum settings",
        "forum charter",
        "forum support",
        "forum policy",
        "forum handover",
    ),
)
PLEDGES = Topic(
    "Promises, and what became of them",
    "1. A host writes down what an official promised, in their own words, with the day. It is read back first.\n"
    "2. The official is asked by letter to confirm it, or to put it in their own words. Until they have, it says that "
    "only the forum recorded it.\n"
    "3. Ten working days before the day the clerk reminds them, and five after it asks what became of it.\n"
    "4. Done, done in part, not done because …, or replaced: the official says so on their private page, or a host "
    "notes it. An open pledge says “no update recorded yet”, and nothing more.\n"
    "5. Carers press “We can see it” or “We cannot see it yet” under it, once each, and can change it. From five "
    "votes on both views stand side by side.",
    ("pledge list", "pledge add", "pledge update", "pledge withdraw", "record dispute"),
)
RECORD = Topic(
    "How the record is kept",
    "Whom we invite, when, and what comes of it is written down entry by entry, and nothing is changed afterwards: a "
    "mistake is answered by a visible correction. Thanks stand before everything else.\n"
    "That no reply is recorded is said only after two reminders and a notice with the exact sentence, and never while "
    "something is open. An organisation can reply, correct an entry or add a statement at any time.\n"
    "Figures are printed with how many they rest on; small numbers are shown as such. Anybody can take the whole "
    "record and check it.",
    ("engagement log", "engagement stats", "engagement export", "record correct", "record dispute", "forum about"),
)
INVITATIONS = Topic(
    "How an invitation runs",
    "1. A host chooses a session and one or more officials. Sent less than fair notice before the session (see "
    "/forum about), it is never counted.\n"
    "2. The letter leaves in office hours, by mail or by a host’s hand, and asks for a reply by a date.\n"
    "3. A reminder before that date and one after it; then a notice that says word for word what the record will say.\n"
    "4. Every answer is a reply, “cannot come” too. What comes by phone or in person, a host notes.\n"
    "5. Hosts can hold a publication back; nobody can bring one forward. A message that did not arrive is ours to "
    "mend.",
    ("invitation send", "invitation note", "invitation list", "invitation hold", "invitation resend", "post list"),
)
TOGETHER = Topic(
    "How we work together",
    "After a session, everybody who was there says how it was: carers by a button in the chat or with /criteria rate, "
    "officials by their link. The form is open for two weeks. Then it is counted and the forms are deleted; of fewer "
    "than five answers on one side only their number is shown.\n"
    "Carers decide by vote which criteria a session is rated by, up to eight. A vote is open for a week, takes at "
    "least five votes, and shows neither who called it nor who voted how.\n"
    "By a vote, carers can also stop working with a body for now. It is told first and has two weeks to answer; then "
    "it is public, with its own words beside it. It is not invited meanwhile, and nothing of it counts as a missing "
    "reply. Another vote welcomes it back.",
    ("criteria list", "criteria rate", "criteria propose", "criteria decline", "criteria welcome-back"),
)
PRIVACY = Topic(
    "What is kept about whom",
    "About carers: what you raise, whether your name or a label of yours is shown with it, your “me too”, whether you "
    "come to a session or were there, and want to be reminded, your badge, what you say of answers and promises, what "
    "you say of a session and how you vote until that is counted, and a number in place of your name. The public "
    "record holds no carer’s name, words or account. Item texts stand in this server. Once a host has put one on an "
    "agenda, its title stands in letters and on the public pages too; withdrawing the item takes it out.\n"
    "About officials: their public role, their organisation, and how they engaged with this forum. E-mail addresses "
    "are never shown.\n"
    "/privacy show gives you all of it as a file. /privacy erase takes your account out, and if you wish the words of "
    "what you raised; “me too” stays as a number. What you tell a host in private is kept only until it stands in "
    "their channel.",
    ("privacy show", "privacy erase", "Tell a host in private", "agenda withdraw", "forum about"),
)
SUPPORT = Topic(
    "When it is too much",
    "In an emergency call 999. When you need somebody to talk to, at any hour: Samaritans, 116 123.\n"
    "To tell the hosts something that the chat should not see, open the menu of any message, Apps, “Tell a host in "
    "private”.",
    ("Tell a host in private",),
)
FIRST_STEPS = Topic(
    "First steps",
    "1. Somebody who may manage this server makes the forum: /forum setup.\n"
    "2. Hosts say who you are: /forum charter.\n"
    "3. They enter whom to invite: /organisation add, /official add, or a whole list with /official import.\n"
    "4. They call a session: /session schedule.\n"
    "5. Carers raise what matters: /agenda raise. Hosts put it on the agenda: /agenda review, and in order: "
    "/agenda order.\n"
    "6. Hosts invite officials: /invitation send. The clerk sends, reminds and writes down; /session prepare shows a "
    "host what is left to do.\n"
    "7. During the session: /session open, then the card in your channel does the rest; it ends with the minutes.\n"
    "8. Everybody reads what came of it: /engagement log, /engagement stats.",
)

TOPICS = {
    "carers": CARERS,
    "hosts": HOSTS,
    "record": RECORD,
    "invitations": INVITATIONS,
    "together": TOGETHER,
    "pledges": PLEDGES,
    "privacy": PRIVACY,
    "support": SUPPORT,
    "first steps": FIRST_STEPS,
}

BY_ROLE = ((Role.ANYONE, ANYONE), (Role.CARER, CARERS), (Role.HOST, HOSTS))
"""Without a topic: what this person can do."""

MENUS = {
    "Raise at the forum": "in the menu of a message under Apps: the same, from what somebody said",
    "Tell a host in private": "in the menu of any message under Apps: only the hosts read it",
}
"""A menu has no description in Discord."""
