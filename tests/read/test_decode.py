"""Bytes to characters: every encoding that announcements come in, and what is done with broken bytes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.read import ReadError
from kelisim.read.decode import clean, declared_in_html, decode

RUSSIAN = (
    "Ректоры двух университетов подписали в четверг меморандум о сотрудничестве в области гидрологии. "
    "Стороны договорились об обмене студентами и о совместной лаборатории на берегу Иртыша."
)
KAZAKH = (
    "Екі университеттің ректорлары бейсенбі күні гидрология саласындағы ынтымақтастық туралы меморандумға "
    "қол қойды. Тараптар студент алмасу және бірлескен зертхана құру жөнінде уағдаласты, бөлім ашылады."
)
GERMAN = "Die Präsidentin der Universität und der Rektor unterzeichneten für fünf Jahre eine Vereinbarung."
UKRAINIAN = (
    "Ректори двох університетів підписали меморандум про співпрацю в галузі гідрології та обмін студентами."
)
TURKISH = "İki üniversitenin rektörleri öğrenci değişimi için bir anlaşma imzaladı ve çalışmalar başladı."
CHINESE = "两所大学的校长签署了关于水文学合作的谅解备忘录，并同意每年交换十名学生。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, name) for name in ("utf-8", "cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")),
        *((RUSSIAN, name) for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        *((KAZAKH, name) for name in ("utf-8", "kz1048", "ptcp154", "utf-16-le")),
        *((GERMAN, name) for name in ("utf-8", "latin-1", "cp1252", "utf-16-le", "utf-16")),
        (UKRAINIAN, "koi8_u"),
        (TURKISH, "cp1254"),
        (CHINESE, "gb18030"),
    ],
)
def test_decode_tells_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_decode_takes_declared_encoding_where_bytes_leave_it_open() -> None:
    assert decode("Łódź, Poznań".encode("iso8859_2"), "a.txt", "ISO-8859-2") == "Łódź, Poznań"
    assert decode("“quoted”".encode("cp1252"), "a.txt", "iso-8859-1") == "“quoted”"  # as browsers do


def test_decode_believes_utf8_bytes_rather_than_a_wrong_declaration() -> None:
    assert decode(RUSSIAN.encode(), "a.html", "windows-1251") == RUSSIAN


def test_decode_finds_kazakh_in_what_calls_itself_windows_1251() -> None:
    assert decode(KAZAKH.encode("kz1048"), "a.html", "windows-1251") == KAZAKH
    assert decode(RUSSIAN.encode("cp1251"), "a.html", "windows-1251") == RUSSIAN


@pytest.mark.parametrize("label", ["zip", "hex", "utf-7", "unicode_escape", "no such encoding", "", "\x00"])
def test_decode_ignores_labels_that_name_no_text_encoding(label: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), "a.txt", label) == RUSSIAN


def test_decode_replaces_few_broken_bytes() -> None:
    broken = RUSSIAN[:30].encode() + b"\xff" + RUSSIAN[30:].encode()
    assert decode(broken, "a.txt") == RUSSIAN[:30] + "\ufffd" + RUSSIAN[30:]


def test_decode_keeps_text_cut_inside_a_character() -> None:
    text = decode("Меморандум".encode()[:-1], "a.txt")
    assert text == "Меморанду\ufffd"


def test_decode_refuses_binary_data() -> None:
    with pytest.raises(ReadError) as caught:
        decode(bytes(range(256)) * 4, "a.bin")
    assert str(caught.value) == (
        "a.bin: this is binary data, not a text; add the text as .txt, .html, .docx or .pdf"
    )


def test_decode_refuses_bytes_that_contradict_their_mark() -> None:
    with pytest.raises(ReadError, match="do not fit the encoding that its first bytes announce"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 40, "a.txt")


def test_clean_says_line_ends_one_way_and_drops_what_is_not_seen() -> None:
    assert clean("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"
    assert clean("Ko\u00adope\u200bration\x00 \ufeffhier") == "Kooperation hier"
    assert clean("Alma\u00a0Mater\tx") == "Alma\u00a0Mater\tx"
    assert clean("и\u0306") == "й"
    assert clean("a\ud800b") == "a\ufffdb"


@given(st.text(st.characters(codec=None)))
def test_clean_once_is_clean_for_good(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")  # no surrogates
    assert "\r" not in cleaned
    assert "\x00" not in cleaned


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1251", "utf-16", "shift_jis", "hz"]))
def test_decode_gives_text_or_read_error(content: bytes, declared: str | None) -> None:
    try:
        text = decode(content, "a.txt", declared)
    except ReadError:
        return
    cleaned = clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned  # no lone surrogate is left
    assert "\x00" not in cleaned


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-5"?>', "iso-8859-5"),
        (b"<p>charset=nothing</p>", None),
    ],
)
def test_declared_in_html(head: bytes, label: str | None) -> None:
    assert declared_in_html(b"<html>" + head) == label
