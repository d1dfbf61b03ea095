from hypothesis import given
from hypothesis import strategies as st

from kelisim.resolve.registry import text as texts
from kelisim.resolve.registry.words import fold


def lookup(raw):
    return (() if raw[0] in "=+" or fold(raw) in {"of", "the", "имени"} else (len(raw),)), 0


def words(string):
    read = texts.read(string, lookup)
    return [read.text[a:b] for a, b in zip(read.starts, read.ends, strict=True)]


def test_read_takes_words_apart():
    assert words("Dept. of Chem., Univ. of Xi'an (XJTU)") == ["Dept", "Chem", "Univ", "Xi'an", "XJTU"]


def test_read_drops_initials_and_keeps_countries():
    assert words("D. Serikbayev Univ., U.S.A.") == ["Serikbayev", "Univ", "U.S.A."]


def test_read_takes_spaced_initials_as_those_written_together():
    assert words("P. R. China; M. D. Serikbayev") == words("P.R. China; M.D. Serikbayev")
    assert words("P. R. China; M. D. Serikbayev") == ["P.R.", "China", "Serikbayev"]


def test_read_leaves_notes_and_addresses_out():
    assert words("1University of Duke; a.b@duke.edu") == ["University", "Duke"]
    assert texts.read("x a.b@Med.Duke.edu", lookup).hosts == ("med.duke.edu",)


def test_read_marks_segments_blocks_and_who_is_honoured():
    read = texts.read("Институт имени Сатпаева, Алматы; Oslo", lookup)
    assert read.segments == [1, 1, 2, 3]
    assert read.blocks == [0, 0, 0, 1]
    assert [bool(flags & texts.HONOUR) for flags in read.flags] == [False, True, False, False]


@given(st.text())
def test_read_keeps_offsets_in_the_cleaned_string(string):
    read = texts.read(string, lookup)
    columns = (read.ids, read.starts, read.ends, read.segments, read.blocks, read.flags)
    assert len({len(column) for column in columns}) == 1
    assert all(0 <= a < b <= len(read.text) for a, b in zip(read.starts, read.ends, strict=True))
    assert read.starts == sorted(read.starts)
    assert read.segments == sorted(read.segments)
