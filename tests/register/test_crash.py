"""A process that is killed at any moment leaves a sound workspace, and adding again completes the work."""

import random
import time

import pytest
from register_samples import many
from test_store import documents_in, run_adding

from kelisim.register import add, create_workspace, examine, export_json, open_store, refresh


@pytest.mark.parametrize("seed", range(6))
def test_killed_process_leaves_a_sound_workspace(tmp_path, seed):
    chance = random.Random(seed)
    workspace = create_workspace(tmp_path / "register")
    kept = 0
    for _ in range(4):
        process = run_adding(workspace.folder, first=0, count=60)
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.5))
        process.kill()
        process.communicate()
        with open_store(workspace) as store:
            assert list(examine(store)) == []
            assert documents_in(store) >= kept  # nothing that was stored is lost
            kept = documents_in(store)
    with open_store(workspace) as store:
        add(store, many(60))
        assert documents_in(store) == 60
        assert list(examine(store)) == []
        with store.reading() as connection:
            survived = b"".join(export_json(connection))
    with open_store(create_workspace(tmp_path / "untroubled")) as store:
        add(store, many(60))
        with store.reading() as connection:
            assert b"".join(export_json(connection)) == survived


def test_process_killed_before_the_refresh_is_caught_up(tmp_path):
    from kelisim.register import put

    workspace = create_workspace(tmp_path / "register")
    with open_store(workspace) as store:
        for one in many(3):
            put(store, *one)
    with open_store(workspace) as store:
        assert list(examine(store)) == []
        assert refresh(store).documents == 3
