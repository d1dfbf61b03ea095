"""Keys under which spellings of one word meet."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from kelisim.spelling.transliteration import is_cyrillic

PLAIN_LETTERS: Final = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ə": "a",
    "ё": "е",
    "ħ": "h",
    "ŋ": "n",
    "’": "",
    "'": "",
    "ʼ": "",
    "ʻ": "",
    "`": "",
    "´": "",
    "ʹ": "",
    "ʺ": "",
    "‘": "",
    "”": "",
}
"""Letters and marks that a name may have or lack, with what stands for them in plain writing."""

_PLAIN: Final = str.maketrans(PLAIN_LETTERS)
_NOT_WORD: Final = re.compile(r"[\W_]+")
_KEEP: Final = {"й", "ї"}  # composed letters that are letters of their own, not accented ones


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the text in lower case without diacritics and punctuation, words parted by one space.

    The script stays: fold("Усть-Каменогорск") is "усть каменогорск". ß is ss, ё is е.
    """
    if text.isascii():
        text = text.lower().replace("'", "").replace("`", "")
    else:
        text = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
        text = "".join(
            letter if letter in _KEEP else _bare(letter) if ord(letter) > 127 else letter for letter in text
        )
    return _NOT_WORD.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    # After NFKC an accent that has no composed letter stands by itself: it goes too.
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


# The sounds of Cyrillic letters as skeletons spell them. "Е" and "я" carry a glide, written "y".
_SOUNDS: Final = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіґєїўҳҷӣӯ",
            [
                *["a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p"],
                *["r", "s", "t", "u", "f", "h", "c", "C", "S", "S", "", "i", "", "e", "yu", "ya"],
                *["a", "g", "k", "n", "o", "u", "u", "h", "i", "g", "e", "i", "v", "h", "j", "i", "u"],
            ],
            strict=True,
        )
    )
)
# Latin letters whose mark changes the sound; other marks fall off.
_MARKED: Final = str.maketrans(
    {
        "č": "ch",
        "š": "sh",
        "ž": "zh",
        "ş": "sh",
        "ș": "sh",
        "ś": "sh",
        "ŝ": "sh",
        "ć": "ch",
        "ç": "ch",
        "ń": "n",
    }
)
_LATIN: Final = (
    (re.compile("schtsch|shch|stsch"), "S"),
    (re.compile("tsch|tch"), "C"),
    (re.compile("sch|sh"), "S"),
    (re.compile("ch"), "C"),
    (re.compile("dzh|dj|dsch"), "j"),
    (re.compile("zh"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("ng"), "n"),
    (re.compile("gh"), "g"),
    (re.compile("ck"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("q"), "k"),
    (re.compile("w"), "v"),
    (re.compile("(?<=[oe]v)ic$"), "iC"),  # Radivojevic, Radivojević
    (re.compile("c(?=[^eiy]|$)"), "k"),
    (re.compile("t[sz]"), "c"),
    (re.compile("([eo])ff$"), r"\1v"),
)
_SOUND_RULES: Final = (
    (re.compile("dj"), "j"),  # Джамбул, Жамбыл
    (
        re.compile("(^|(?<=[aeiouCSj]))y(?=[aeou])|(?<=[aeou])i+y?(?=[aeou])|^i(?=[auo])"),
        "",
    ),  # Kosherbayev, -baev
    (re.compile("[iy]+(?=[aeou])"), "Y"),  # Mariya, Maria, Мария
    (re.compile("y"), "i"),
    (re.compile(r"([^\W\d_])\1+"), r"\1"),
    (re.compile("(?<=.)ii*$"), "i"),
)
_GERMAN_SOUNDS: Final = re.compile("^s[tp]|ei|eu|(?<=[^st])ch")
_GERMAN_PRESS: Final = re.compile("[oeaij]w(a|itsch|na)?$")
_STRESSED: Final = re.compile("(?<=[бвгдзклмнпрстфхчшщжь])ев(?=(а|у|ым|ой|ы|е)?$)")  # Гумилев is Гумилёв
_SOFT_GLIDE: Final = re.compile("[ьъ](?=[ейюяо])")  # Соловьев, Solovyev
# Umlauts: dropped (Kazakh: Özbek, Озбек), written out (Mueller), as Russian hears them (Мюллер, Шрёдер)
_UMLAUTS: Final = tuple(
    str.maketrans(dict(zip("äöü", vowels, strict=True)))
    for vowels in (("a", "o", "u"), ("ae", "oe", "ue"), ("e", "yo", "yu"))
)


@lru_cache(maxsize=1 << 17)
def skeletons(word: str) -> tuple[str, ...]:
    """Return the keys of one word by its sound, the likeliest first.

    Spellings of one name in Cyrillic, Latin and any romanisation have a key in common: Ермек, Ermek and
    Yermek; Тоқаев, Tokayev and Toqaev. Several keys where a letter can be read in two ways: "j" (Jumabayev,
    Sergej), "ё" (Пётр, Королёв), umlauts (Müller), "sch", "ch" and "s" in German press (Schomart,
    Achmetow, Nasarbajew), German names (Steinmeier), Chinese ones (Цзяотун).
    """
    word = unicodedata.normalize("NFC", word).casefold()
    if is_cyrillic(word):
        word = _STRESSED.sub("ёв", word)
        if "ё" in word:
            return tuple(dict.fromkeys(_sound(_cyrillic(word.replace("ё", vowel))) for vowel in ("е", "йо")))
        if word.startswith("ө"):  # Өтебаев, Утебаев
            return tuple(dict.fromkeys(_sound(_cyrillic(vowel + word[1:])) for vowel in "оу"))
        if "цз" in word or "чж" in word:
            return tuple(dict.fromkeys(_sound(_cyrillic(each)) for each in (word, _from_palladius(word))))
        return (_sound(_cyrillic(word)),)
    word = word.translate(_MARKED)
    spelled = (word.translate(vowels) for vowels in _UMLAUTS) if re.search("[äöü]", word) else (word,)
    readings = [fold(reading).replace(" ", "") for reading in spelled]
    if readings[0].endswith("ey"):
        readings.append(readings[0][:-2] + "y")  # Hartley, Хартли
    if "sch" in readings[0]:
        readings += [readings[0].replace("sch", "zh"), readings[0].replace("sch", "skh")]
    if _GERMAN_SOUNDS.search(readings[0]) is not None:
        readings.append(_from_german(readings[0]))
    if _GERMAN_PRESS.search(readings[0]) is not None:
        readings.append(_from_german_press(readings[0]))
    keys: list[str] = []
    for reading in readings:
        glide = reading.replace("j", "y")
        keys.append(_sound(_latin(reading)))
        keys.append(_sound(_latin(glide)))
    return tuple(dict.fromkeys(keys))


def skeleton(word: str) -> str:
    """Return the likeliest key of one word by its sound; see `skeletons`."""
    return skeletons(word)[0]


def _cyrillic(word: str) -> str:
    word = fold(word).replace(" ", "").replace("дж", "ж").replace("нг", "н").replace("тс", "ц")
    word = _SOFT_GLIDE.sub("\0", word).replace("йо", "\0o")
    return word.translate(_SOUNDS).replace("\0", "y")


def _from_palladius(word: str) -> str:
    """Return a Chinese name in Russian as pinyin would sound: Цзяотун, Jiaotong."""
    return word.replace("цз", "ж").replace("чж", "ж").replace("жя", "жиа").replace("ун", "он")


def _latin(word: str) -> str:
    for pattern, sound in _LATIN:
        word = pattern.sub(sound, word)
    return word


def _from_german(word: str) -> str:
    """Return a German name as Russian hears it: Steinmeier, Штайнмайер; Hinrichs, Хинрихс."""
    word = re.sub("^s(?=[tp])", "sh", word).replace("ei", "ai").replace("eu", "oi")
    return re.sub("(?<=[^st])ch", "kh", word)


def _from_german_press(word: str) -> str:
    word = word.replace("schtsch", "S").replace("tsch", "\0").replace("sch", "sh").replace("ch", "kh")
    return re.sub("(?<=[aeiouyj])s(?=[aeiouyj])", "z", word).replace("\0", "ch")


def _sound(key: str) -> str:
    for pattern, sound in _SOUND_RULES:
        key = pattern.sub(sound, key)
    return key


@lru_cache(maxsize=1 << 16)
def similarity(first: str, second: str) -> float:
    """Return how alike two words sound, from 0 to 1.

    1 where they have a skeleton in common; else the best optimal-string-alignment similarity of their
    skeletons: the share of letters that need no change, with swapped neighbours as one change.
    """
    ours, theirs = skeletons(first), skeletons(second)
    if not set(ours).isdisjoint(theirs):
        return 1.0
    return max(OSA.normalized_similarity(a, b) for a in ours for b in theirs)
