"""Another verifier, written from docs/record-format.md alone: it imports nothing of ours, and shares no line with us.

chain(folder)      §1, §2 and §6: raises ValueError at the first thing that does not hold; the entries, if all does
figures(entries)   §4 and §5: what figures.json says of all bodies together, worked out anew
"""

import hashlib
import json
from collections import Counter, defaultdict
from datetime import date, datetime
from math import ceil, floor, sqrt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Entry = dict[str, Any]
NEW_ROUND = {"bounced": False, "acknowledged": False, "no_reply": False, "paused": False}


def _canonical(value: Entry) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _without(value: Entry, *keys: str) -> Entry:
    return {key: one for key, one in value.items() if key not in keys}


def chain(folder: Path) -> list[Entry]:
    entries: list[Entry] = []
    prev, at = "0" * 64, ""
    for number, raw in enumerate((folder / "record.jsonl").read_bytes().splitlines(keepends=True), 1):
        entry = json.loads(raw)
        digests = {value for value in entry.values() if isinstance(value, str) and value.startswith("sha256:")}
        texts = entry["enclosed"].items()
        right = (
            _canonical(entry) + "\n" == raw.decode(),
            entry["seq"] == number,
            entry["prev"] == prev,
            entry["hash"] == _hash(_canonical(_without(entry, "hash", "enclosed"))),
            entry["at"] >= at,
            digests == set(entry["enclosed"]),
            all(text is None or f"sha256:{_hash(text['salt'] + text['text'])}" == digest for digest, text in texts),
        )
        if not all(right):
            raise ValueError(f"line {number}: {right}")
        prev, at = entry["hash"], entry["at"]
        entries.append(entry)
    head = json.loads((folder / "head.json").read_bytes())
    if head["seal"] != _hash(_canonical(_without(head, "seal"))) or (head["length"], head["hash"]) != (number, prev):
        raise ValueError("head.json")
    for name, digest in head["files"].items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise ValueError(name)
    return entries


def figures(entries: list[Entry], as_at: str) -> dict[str, Any]:
    policies = [entry["policy"] for entry in entries if entry["kind"] == "policy_adopted"]
    zone = ZoneInfo(policies[-1]["zone"])

    def day(moment: str) -> str:
        return datetime.fromisoformat(moment).astimezone(zone).date().isoformat()

    stood = [entry for entry in entries if day(entry["at"]) <= as_at]
    standings = [_standing(history) for history in _histories(stood)]
    counts = [_counts(one, as_at) for one in standings]
    both = list(zip(standings, counts, strict=True))
    counted = [(one, how) for one, how in both if how in ("answered", "unanswered")]
    answered = [one for one, how in counted if how == "answered"]
    asked = {(one["organisation"], one["session"]) for one, _ in counted}
    known = {(one["organisation"], one["session"]) for one, _ in counted if one["presence"]}
    came = {
        (one["organisation"], one["session"])
        for one in standings
        if not one["test"] and one["presence"] in ("came", "deputy_came")
    }
    on_time = sum(one["days_late"] == 0 for one in answered)
    left_out = Counter(how for how in counts if how not in ("answered", "unanswered"))
    return {
        "counted": len(counted),
        "left_out": dict(left_out),
        "response": _rate(len(answered), len(counted)),
        "on_time": _rate(on_time, len(counted)),
        "attendance": _rate(len(asked & came), len(known | (asked & came))),
    }


def _histories(entries: list[Entry]) -> list[list[Entry]]:
    of_session: dict[int, list[Entry]] = defaultdict(list)
    of_invitation: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if "invitation" in entry:
            of_invitation[entry["invitation"]].append(entry)
        elif entry["kind"] in ("planned", "moved", "session_cancelled", "opened", "held", "came_uninvited"):
            of_session[entry["session"]].append(entry)
    both = [[*own, *of_session[own[0]["session"]]] for own in of_invitation.values()]
    return [sorted(one, key=lambda entry: entry["seq"]) for one in both]


def _corrected(history: list[Entry]) -> list[Entry]:
    """§4, 1: the last word on an entry says how it reads."""
    words = {
        entry["entry"]: entry
        for entry in history
        if entry["kind"] == "corrected" or (entry["kind"] == "dispute_decided" and entry["upheld"])
    }
    read = []
    for entry in history:
        word = words.get(entry["seq"])
        given = {key: word[key] for key in ("answer", "presence") if word and word.get(key)}
        if not word or given:
            read.append({**entry, **given})
    return read


def _standing(history: list[Entry]) -> dict[str, Any]:
    """§4, 2 to 6."""
    now: dict[str, Any] = {
        "to_send": True,
        "sent": False,
        "answer": None,
        "presence": None,
        "days_late": None,
        "counts_on": None,
        "short_notice": False,
        "withdrawn": False,
        "cancelled": False,
        "disputes": set(),
        **NEW_ROUND,
    }
    for entry in _corrected(history):
        match entry["kind"]:
            case "invited":
                now |= {key: entry[key] for key in ("organisation", "session", "test")}
            case "sent":
                now |= {**NEW_ROUND, "to_send": False, "sent": True}
                now |= {key: entry[key] for key in ("short_notice", "counts_on")}
            case "address_replaced":
                now |= {**NEW_ROUND, "to_send": True}
            case "moved" if now["sent"] and not now["answer"] and not now["no_reply"]:
                now |= {**NEW_ROUND, "to_send": True}
            case "session_cancelled":
                now["cancelled"] = True
            case "bounced":
                now["bounced"] = True
            case "auto_replied" | "acknowledged" | "sent_again":
                now["bounced"] = False
            case "asked_for_time":
                now |= {"bounced": False, "counts_on": entry["counts_on"]}
            case "responded":
                first = now["days_late"] if now["answer"] else entry["days_late"]
                now |= {"bounced": False, "answer": entry["answer"], "days_late": first}
            case "clock_moved":
                now |= {"counts_on": entry["counts_on"], "paused": entry["counts_on"] is None}
            case "attended":
                now["presence"] = entry["presence"]
            case "no_reply_recorded":
                now["no_reply"] = True
            case "disputed":
                now["disputes"].add(entry["entry"])
            case "dispute_decided":
                now["disputes"].discard(entry["entry"])
            case "withdrawn":
                now["withdrawn"] = True
    return now


def _counts(now: dict[str, Any], as_at: str) -> str:
    """§4, what it counts as: the first that fits."""
    answer = now["answer"]
    fits = (
        (now["test"], "test"),
        (now["withdrawn"], "withdrawn"),
        (now["cancelled"], "cancelled"),
        (now["disputes"], "disputed"),
        (now["paused"], "paused"),
        (answer in ("other_channel", "not_our_remit"), answer),
        (now["to_send"], "delivery_unknown"),
        (now["short_notice"], "short_notice"),
        (answer, "answered"),
        (now["bounced"], "bounced"),
        (now["no_reply"], "unanswered"),
        (True, "not_proven"),
    )
    found = next(str(word) for holds, word in fits if holds)
    come = now["counts_on"] is not None and date.fromisoformat(now["counts_on"]) <= date.fromisoformat(as_at)
    return "open" if found in ("answered", "unanswered", "not_proven") and not come else found


def _rate(k: int, n: int) -> dict[str, Any]:
    """§5: Wilson's interval, rounded outwards."""
    if n < 5:
        return {"k": k, "n": n, "percent": None, "low": None, "high": None}
    z, p = 1.959963984540054, k / n
    middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * spread) / (1 + z * z / n) * 100 for sign in (-1, 1))
    near = min(99, max(1, floor(100 * k / n + 0.5))) if 0 < k < n else 100 * k // n
    return {"k": k, "n": n, "percent": near, "low": floor(round(low, 9)), "high": ceil(round(high, 9))}
