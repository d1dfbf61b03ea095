"""Groups from pairs: nothing apart in one group, nothing depends on order, ambiguity is left to people."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from kelisim.register.projection.clusters import APART, CROWD, UNRELATED, Likeness, group

Pairs = Mapping[frozenset[int], Likeness]


def groups(nodes: list[int], pairs: Pairs) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    made = group(nodes, [["all"]] * len(nodes), lambda a, b: pairs.get(frozenset((a, b)), UNRELATED))
    joined = {frozenset(nodes[n] for n in members) for members in made.groups}
    return joined, {frozenset((nodes[a], nodes[b])) for a, b, _ in made.doubts}


def same(tier: int) -> Likeness:
    return Likeness(tier=tier)


LIKENESSES = st.sampled_from([APART, UNRELATED, same(90), same(50), Likeness(doubt=True)])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Pairs]:
    size = draw(st.integers(1, 7))
    pairs = {frozenset((a, b)): draw(LIKENESSES) for a in range(size) for b in range(a + 1, size)}
    return size, pairs


@given(graphs(), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_nodes(graph: tuple[int, Pairs], rng: object) -> None:
    size, pairs = graph
    mixed = list(range(size))
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert groups(mixed, pairs) == groups(list(range(size)), pairs)


@given(graphs())
def test_no_group_holds_nodes_that_are_apart(graph: tuple[int, Pairs]) -> None:
    size, pairs = graph
    for members in groups(list(range(size)), pairs)[0]:
        assert not any(pairs[frozenset((a, b))].apart for a in members for b in members if a != b)


@given(graphs())
def test_every_tie_is_kept_or_doubted(graph: tuple[int, Pairs]) -> None:
    size, pairs = graph
    joined, doubts = groups(list(range(size)), pairs)
    for pair, likeness in pairs.items():
        if likeness.tier > 0:
            assert pair in doubts or any(pair <= members for members in joined)


def test_a_node_between_two_that_clash_joins_neither() -> None:
    pairs = {frozenset((0, 1)): same(80), frozenset((0, 2)): same(80), frozenset((1, 2)): APART}
    assert groups([0, 1, 2], pairs) == (
        {frozenset((0,)), frozenset((1,)), frozenset((2,))},
        {frozenset((0, 1)), frozenset((0, 2))},
    )


def test_the_surer_tie_wins_over_the_other() -> None:
    pairs = {frozenset((0, 1)): same(90), frozenset((0, 2)): same(80), frozenset((1, 2)): APART}
    assert groups([0, 1, 2], pairs)[0] == {frozenset((0, 1)), frozenset((2,))}


def test_a_crowd_that_is_all_the_same_is_one_group() -> None:
    size = 3 * CROWD
    made = group(list(range(size)), [["all"]] * size, lambda a, b: same(90))
    assert len(made.groups) == 1


def test_a_person_who_tells_two_apart_keeps_them_apart() -> None:
    made = group([0, 1, 2], [["all"]] * 3, lambda a, b: same(90), frozenset({(0, 1)}))
    assert not any({0, 1} <= set(members) for members in made.groups)
