"""Folders to the files in them."""

import os
from pathlib import Path

import pytest

from kelisim.read import ReadError, find, read_path


def names(root: Path, *paths: str) -> list[str]:
    return [path.relative_to(root).as_posix() for path in find([root / path for path in paths])]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/config", "a/~$lock.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    return tmp_path


def test_find_goes_into_folders_in_order_and_leaves_out_what_is_hidden(tree: Path) -> None:
    assert names(tree, "") == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_find_yields_what_is_named_even_if_hidden(tree: Path) -> None:
    assert names(tree, "b.txt", ".hidden.txt") == ["b.txt", ".hidden.txt"]


def test_find_yields_each_file_once(tree: Path) -> None:
    os.link(tree / "b.txt", tree / "c.txt")
    assert names(tree, "a", "a/z.txt", "", "b.txt") == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_find_follows_links_but_not_in_circles(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "d.txt").write_text("text")
    (tree / "a" / "up").symlink_to(tree)
    (tree / "z").symlink_to(elsewhere)
    assert names(tree, "") == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "z/d.txt"]


def test_find_leaves_out_devices_and_pipes_but_names_broken_links(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    (tree / "link").symlink_to(tree / "nowhere")
    assert names(tree, "a.txt", "pipe", "link") == ["a.txt", "pipe", "link"]
    assert "pipe" not in names(tree, "")
    assert "link" in names(tree, "")
    with pytest.raises(ReadError, match="this link leads nowhere"):
        read_path(tree / "link")


def test_find_yields_what_does_not_exist_so_that_reading_says_so(tree: Path) -> None:
    assert names(tree, "absent", "b.txt") == ["absent", "b.txt"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may open everything")
def test_find_yields_folders_that_may_not_be_opened(tree: Path) -> None:
    (tree / "a").chmod(0)
    try:
        assert names(tree, "") == ["a", "a.txt", "b.txt"]
        with pytest.raises(ReadError, match="it may not be opened"):
            read_path(tree / "a")
    finally:
        (tree / "a").chmod(0o755)


def test_find_manages_folders_in_folders_in_folders(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
        deep.mkdir()
    (deep / "a.txt").write_text("text")
    assert len(list(find([tmp_path]))) == 1
