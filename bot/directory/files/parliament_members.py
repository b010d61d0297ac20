"""One member, or one constituency with its member, as the Members API describes them.

An ended membership has the JSON null as its status, so the end date is the evidence; with neither a status nor an end
date nothing is known, and nothing is taken.
"""

from __future__ import annotations

from datetime import date

from bot.directory.files.cleaning import day, name
from bot.directory.files.json_values import is_mapping, mapping, number
from bot.directory.files.lines import OfficialLine, Unusable
from bot.directory.files.parliament_seats import PARLIAMENT, member_code, public_page, role_of_seat, seat_code

_COMMONS, _LORDS = 1, 2


def mp(line: int, member: dict[str, object]) -> OfficialLine:
    """A member who sits in the Commons now; raise Unusable for everyone else."""
    holder, who = _holder(member)
    membership = mapping(member.get("latestHouseMembership"), f"the membership of {who}")
    _refuse_former(membership, who)
    if membership.get("house") == _LORDS:
        raise Unusable(f"{who} sits in the House of Lords, and holds no elected seat. Add them with /official add.")
    if membership.get("house") != _COMMONS:
        raise Unusable(f"the file does not say in which House {who} sits.")
    if not is_mapping(membership.get("membershipStatus")):
        raise Unusable(f"the file does not say whether {who} is still a member.")
    constituency = name(membership.get("membershipFrom"), f"the constituency of {who}")
    seat_id = number(membership.get("membershipFromId"), f"the number of the constituency of {who}")
    return _official(line, constituency, seat_id, holder, who)


def seat(line: int, constituency: dict[str, object]) -> OfficialLine:
    """A seat that exists now, with its member or vacant."""
    title = name(constituency.get("name"), "the name of the constituency")
    seat_id = number(constituency.get("id"), f"the number of the constituency {title}")
    abolished = day(constituency.get("endDate"), "the end date of the constituency")
    if abolished is not None:
        raise Unusable(f"the constituency {title} ended on {_in_words(abolished)}.")
    representation = constituency.get("currentRepresentation", "left out")
    if representation is None:
        return _official(line, title, seat_id, None, None)
    sitting = mapping(representation, f"who represents {title}")
    member = mapping(mapping(sitting.get("member"), f"the member for {title}").get("value"), f"the member for {title}")
    holder, who = _holder(member)
    for membership in (sitting.get("representation"), member.get("latestHouseMembership")):
        if is_mapping(membership):
            _refuse_former(membership, who)
            if membership.get("membershipFromId", seat_id) != seat_id:
                raise Unusable(f"the file gives {who} both {title} and another constituency.")
    return _official(line, title, seat_id, holder, who)


def _official(line: int, constituency: str, seat_id: int, holder: int | None, who: str | None) -> OfficialLine:
    return OfficialLine(
        line,
        role_of_seat(constituency),
        PARLIAMENT,
        name=who,
        public_source=None if holder is None else public_page(holder),
        code=seat_code(seat_id),
        holder_code=None if holder is None else member_code(holder),
        elected=True,
    )


def _holder(member: dict[str, object]) -> tuple[int, str]:
    who = name(member.get("nameDisplayAs") or member.get("nameFullTitle"), "the member’s name")
    return number(member.get("id"), f"the number of {who}"), who


def _refuse_former(membership: dict[str, object], who: str) -> None:
    ended = day(membership.get("membershipEndDate"), f"the end of the membership of {who}")
    if ended is not None:
        raise Unusable(f"the membership of {who} ended on {_in_words(ended)}.")
    status = membership.get("membershipStatus")
    if is_mapping(status) and status.get("statusIsActive") is not True:
        raise Unusable(f"{who} is not marked as an active member.")


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
