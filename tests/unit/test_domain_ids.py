"""Identities: UUID version 7, in the order of their making."""

import re
import time
import uuid

from riskdesk.domain.ids import uuid7

SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_an_id_is_a_version_7_uuid_in_lower_case() -> None:
    before = time.time_ns() // 1_000_000
    text = uuid7()
    after = time.time_ns() // 1_000_000
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", text
    )
    parsed = uuid.UUID(text)
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    # ids of one process strictly increase, so a burst may run a little ahead of the clock
    assert before <= parsed.int >> 80 <= after + 1_000


def test_ids_are_unique_and_sorted_as_they_were_made() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(text).version for text in made} == {7}
