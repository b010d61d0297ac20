"""How much of the same is tried: where CI is set, all of it; at a desk, enough to see soon what a change broke.

Every claim is tried in both places. What CI adds is repetition: each test that uses a database on both kinds instead
of one, four times the examples of hypothesis, larger crowds, the dark screen after the light one.
"""

import os

THOROUGH = bool(os.environ.get("CI"))


def examples(many: int) -> int:
    return many if THOROUGH else max(many // 4, 5)
