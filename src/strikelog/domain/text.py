"""Text as stored, as searched and as set: cleaning, folding, consonant skeletons, isolates.

Folding takes away what writers of one script leave out or vary (case, accents, vowel signs, forms
of alef). The skeleton goes further and is the same in Arabic and Latin script; it is for names of
places and people only.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional, normalize

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, lone surrogates, and the two noncharacters that no XML file (so no workbook) can hold.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BLANKS = re.compile("[ \t\n]+")


def clean(text: str) -> str:
    """Make text fit for storage: letters composed, lines ended by LF alone, no controls.

    A no-break space becomes a plain one: spreadsheets put them in and take them out at will.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = _UNSTORABLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\u00a0", " ")
    return "\n".join(line.rstrip() for line in normalize("NFC", kept).split("\n")).strip()


def clean_line(text: str) -> str:
    """Make one line fit for storage: `clean`, with every run of blanks and line ends one blank."""
    if text.isascii() and text.isprintable():  # so that blanks are all there is to it
        line = text.strip()
        return _LINE_BLANKS.sub(" ", line) if "  " in line else line
    return _LINE_BLANKS.sub(" ", clean(text))


# What a word is written with or without: combining accents of Latin, Greek and Cyrillic, Arabic
# vowel and Koran signs, tatweel, hamza, marks without width, and signs that stand for hamza or ayn.
_DROPPED = (
    (0x0300, 0x036F), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
    (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x0640, 0x0640), (0x0621, 0x0621), (0x0674, 0x0674),
    (0x061C, 0x061C), (0x00AD, 0x00AD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064),
    (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0x02B9, 0x02BF), (0x2018, 0x2019), (0x0027, 0x0027),
    (0x0060, 0x0060), (0x00B4, 0x00B4),
)  # fmt: skip
_LETTERS = str.maketrans(
    {
        **{chr(code): None for first, last in _DROPPED for code in range(first, last + 1)},
        **dict(zip("ٱٲٳىةکیگہھەۆێې", "اااي" + "هكيكههه" + "ويي", strict=True)),
        **{zero: str(digit) for digit, zero in enumerate("٠١٢٣٤٥٦٧٨٩")},
        **{zero: str(digit) for digit, zero in enumerate("۰۱۲۳۴۵۶۷۸۹")},
        **dict(zip("øłđıħŧð", "oldihtd", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_APOSTROPHES = str.maketrans("", "", "'`")


def fold(text: str) -> str:
    """Bring the spellings of one script together, for search and comparison; never for show."""
    if text.isascii():
        lower = text.lower()
        return lower.translate(_APOSTROPHES) if "'" in lower or "`" in lower else lower
    parted = normalize("NFKD", normalize("NFKD", text).casefold())
    return normalize("NFKC", parted.translate(_LETTERS))


_NOTE_MARK = re.compile("[¹²³\u2070-\u2089]")


def has_note_mark(text: str) -> bool:
    """Say whether raised digits stand in it, which folding would make part of a number."""
    return _NOTE_MARK.search(text) is not None


_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Split into folded words and numbers, as the search index holds them."""
    return _WORD.findall(fold(text))


_ARTICLE = re.compile(r"\b(?:[ae](?:[lnrtdsz]|sh|th|dh)|ul|l)[ -]+(?=\w)|\bال(?=\w\w)")
_FINAL_AH = re.compile(r"(?:(?<=[^\W_])[ae]h|(?<=\w\w)ه)\b")
_INNER_GLIDE = re.compile(r"\B[wyوي]")
_DOUBLE = re.compile(r"(.)\1+")
# One sign for each sound; "c" stands for sh, because the index knows no capitals.
_SOUNDS = (
    ("tch", "c"), ("sch", "c"), ("sh", "c"), ("ck", "k"), ("kh", "k"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("dj", "g"), ("zh", "g"),
)  # fmt: skip
_SIGNS = (*range(0x700), 0x1680, *range(0x2000, 0x2070), *range(0x3000, 0x3030))
_CONSONANTS = str.maketrans(
    {
        **dict(zip("بپتثطجغچژحخدذضرزظسصشفڤق", "bbtttggcghkdddrzzsscffk", strict=True)),
        **dict(zip("كلمنهويpqjv", "klmnhwybkgf", strict=True)),
        "x": "ks",
        **dict.fromkeys("aeiouاع"),
        **{sign: None for sign in map(chr, _SIGNS) if not sign.isalnum()},
    }
)
_CH, _C = re.compile("ch"), re.compile("c(?!h)")


def skeleton(text: str) -> str:
    """Give the consonants of a name, alike in both scripts: كفر نبل and Kafranbel are kfrnbl."""
    return _skeleton_of_folded(fold(text))


def _skeleton_of_folded(folded: str) -> str:
    plain = _FINAL_AH.sub("", _ARTICLE.sub("", folded))
    if "h" in plain or "c" in plain or "dj" in plain:
        plain = _latin_sounds(plain)
    bones = _INNER_GLIDE.sub("", plain).translate(_CONSONANTS)
    single = _DOUBLE.sub(r"\1", bones)
    return single if len(single) > 1 else bones


def _latin_sounds(plain: str) -> str:
    """Turn letter pairs into one sign a sound, c itself into k first."""
    hard = _C.sub("k", plain)
    for pair, sign in _SOUNDS:
        hard = hard.replace(pair, sign)
    return _CH.sub("c", hard)


_VARIANTS = (
    # The seat of a district is listed as its «centre»: مركز إدلب.
    (re.compile(r"^مركز ?(?=\w\w)"), ""),
    # Taa marbuta is heard as t before the word it belongs to: معرة النعمان, Maarrat al-Numan.
    (re.compile(r"(?<=\w\w)ه\b"), "ت"),
    (re.compile(r"(?<=\w\w)[aei]t(?=[ -])"), ""),
    # The article written as part of the word: Alnuman, Abdulrahman, Abul Thohur.
    (re.compile(r"\b[ae]l(?=[^aeiouwy\W\d_]\w\w)"), ""),
    (re.compile(r"\b(abd|abu)[uea]?l[ -]?(?=\w\w)"), r"\1 "),
    # A final h that is a letter of its own: Salah, صلاح.
    (re.compile(r"(?<=\w[ae])h\b|(?<=\w\w)ه\b"), "ح"),
    # Letters with two common renderings: ظ as z or dh, ذ as dh or th, ث as th or s.
    (re.compile("ظ"), "ض"),
    (re.compile("ذ"), "ت"),
    (re.compile("ث"), "س"),
    # French spelling of w: Ouadi.
    (re.compile(r"\bou(?=[aeiy])"), "w"),
)  # fmt: skip
_MOST_VARIANTS = 16


def skeletons(text: str) -> tuple[str, ...]:
    """Give every skeleton worth indexing, `skeleton(text)` first; names that share one match."""
    spellings = [fold(text)]
    for pattern, replacement in _VARIANTS:
        if pattern.search(spellings[0]) and len(spellings) < _MOST_VARIANTS:
            spellings += [pattern.sub(replacement, spelling) for spelling in spellings]
    return tuple(dict.fromkeys(filter(None, map(_skeleton_of_folded, spellings))))


_FIRST_STRONG, _LEFT_TO_RIGHT, _END = "\u2068", "\u2066", "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")


def isolate(text: str) -> str:
    """Wrap text of any direction so that it cannot disturb the order of the line around it.

    Each of its lines is wrapped, for the end of a line ends whatever wraps it.
    """
    if "\n" in text:
        return "\n".join(map(isolate, text.split("\n")))
    return f"{_FIRST_STRONG}{_closed(text)}{_END}" if text else ""


def isolate_ltr(text: str) -> str:
    """Wrap a number range, code or coordinate, which would turn round within Arabic."""
    return f"{_LEFT_TO_RIGHT}{_closed(text)}{_END}" if text else ""


def without_isolates(text: str) -> str:
    """Take the wrapping off, for reading and comparing."""
    return _ISOLATES.sub("", text)


def _closed(text: str) -> str:
    """Drop the text's own isolates unless they pair up: a stray end would close ours."""
    depth = 0
    for sign in _ISOLATES.findall(text):
        depth += -1 if sign == _END else 1
        if depth < 0:
            break
    return text if depth == 0 else without_isolates(text)


_BEGINS_LATIN = re.compile(r"[\x00-@\[-`{-\x7f]*[A-Za-z]")
"""A text whose first letter is a plain Latin one, with no mark or sign of other scripts before."""


_STRONG = {"L": 0, "R": 1, "AL": 1}


def base_level(text: str, default: int = 0) -> int:
    """Give 0 for a text that runs from left to right and 1 for one that runs from right to left.

    As its first strong letter outside isolates does (rules P2 and P3 of UAX #9), else `default`.
    """
    if _BEGINS_LATIN.match(text):
        return 0
    depth = 0
    for char in text:
        kind = bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in _STRONG:
            return _STRONG[kind]
    return default
