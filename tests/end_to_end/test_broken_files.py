"""Many files of which some are broken: the rest is stored, and each broken one is told once."""

from benchmarks.broken_files import problems, run


def test_broken_files_among_many_are_told_and_the_rest_is_stored(tmp_path):
    outcome, bad = run(tmp_path, files=60, broken=9, jobs=2)
    assert len(bad) == 9
    assert list(problems(outcome, bad, 60)) == []
