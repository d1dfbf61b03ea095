"""The table of pairs holds what it promises, and resolution does well on it."""

from collections import Counter

import pytest
from benchmarks.names.pairs import TABLE, outcomes, read

ROWS = read(TABLE)


def test_the_table_is_well_formed():
    assert len(ROWS) >= 150
    keys = Counter(
        "|".join(row[column] for column in row if column not in {"same", "difficulty"}) for row in ROWS
    )
    assert max(keys.values()) == 1
    assert {row["same"] for row in ROWS} == {"yes", "no"}
    assert {row["type"] for row in ROWS} == {"organisation", "person", "place"}
    for row in ROWS:
        assert len(row) == 9
        assert all(post == "" or " @ " in post for post in (row["our post"], row["their post"]))


@pytest.mark.parametrize("kind", ["organisation", "person", "place"])
def test_pairs_are_told_apart(kind):
    results = list(outcomes([row for row in ROWS if row["type"] == kind]))
    joined = [each for each in results if each.joined]
    same = [each for each in results if each.same]
    assert sum(each.same for each in joined) >= 0.98 * len(joined)
    assert sum(each.joined for each in same) >= 0.93 * len(same)
