"""Making and finding a workspace."""

import pytest

from kelisim.register import WorkspaceError, create_workspace, find_workspace, open_store


def test_created_workspace_is_found_from_below(tmp_path):
    made = create_workspace(tmp_path / "a" / "register")
    below = made.folder / "documents" / "9f"
    below.mkdir()
    assert find_workspace(start=below) == made
    assert find_workspace(made.folder) == made
    assert made.documents.is_dir()
    assert made.store_url == f"sqlite:///{made.folder}/register.sqlite"


def test_folder_is_made_a_workspace_once(tmp_path):
    create_workspace(tmp_path)
    with pytest.raises(WorkspaceError, match="a workspace already"):
        create_workspace(tmp_path)


def test_no_workspace_says_how_to_make_one(tmp_path):
    with pytest.raises(WorkspaceError, match=r"make one with: kelisim init DIR"):
        find_workspace(start=tmp_path)
    with pytest.raises(WorkspaceError, match=rf"make it one with: kelisim init {tmp_path}"):
        find_workspace(tmp_path)


def test_file_in_the_way_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match=r"file/register: cannot be made a workspace: .*choose another"):
        create_workspace(tmp_path / "file" / "register")


def test_workspace_can_be_moved(tmp_path):
    create_workspace(tmp_path / "here")
    open_store(find_workspace(tmp_path / "here")).close()
    (tmp_path / "here").rename(tmp_path / "there")
    moved = find_workspace(tmp_path / "there")
    open_store(moved).close()
    assert (tmp_path / "there" / "register.sqlite").exists()
    assert not (tmp_path / "here").exists()
