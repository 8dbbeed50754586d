"""The words by which applicants write values, in Swedish and English: numbers, units, dates, answers, identifiers.

They are read in either language, whatever the language of the report.
"""

from collections.abc import Collection, Mapping

YES = frozenset((
    *("ja", "j", "jo", "jadå", "japp", "jepp", "jajamän", "jajamen", "jajamensan", "sant", "x", "1"),
    *("yes", "y", "yep", "on", "true"),
))  # fmt: skip
NO = frozenset(("nej", "n", "nä", "nejdå", "näpp", "nepp", "falskt", "0", "no", "nope", "off", "false"))
POLITE = ("tack", "thanks", "thank you", "please")
"""Words that people add to yes and no."""
NONE = frozenset(("inget", "inga", "ingen", "noll", "none", "zero"))

CURRENCY = ("kr", "sek", "kronor")
"""The names of the currency in amounts."""
MULTIPLES: Mapping[str, int] = {
    **dict.fromkeys(("tkr", "kkr", "tusen", "thousand"), 10**3),
    **dict.fromkeys(("mkr", "msek", "mnkr", "mn", "milj", "miljon", "miljoner", "million"), 10**6),
    **dict.fromkeys(("mdr", "mdkr", "miljard", "miljarder", "billion"), 10**9),
}
"""Units of amounts, in kronor."""
UNIT_WORDS: Mapping[str, Collection[str]] = {
    "kr": (*MULTIPLES, *CURRENCY),
    "percent": ("%", "procent", "percent"),
    "years": ("år", "years"),
    "months": ("månader", "months"),
    "people": ("pers", "personer", "people", "st", "stycken"),
    "count": ("st", "stycken"),
}
"""Words after a number that counts a unit."""
UNIT_STEMS: Mapping[str, Collection[str]] = {
    "kr": ("kronor", "miljon", "million", "mkr", "mnkr", "tkr"),
    "percent": ("procent", "percent", "per cent"),
    "years": ("år", "year"),
    "months": ("månad", "month"),
    "people": ("person", "people", "individ", "människ", "deltagare", "invånare"),
}
"""Parts of the words that count a unit in sentences, however they are inflected or compounded: ``three-year``."""
OTHER_NUMBER = frozenset((
    "hälften", "halva", "hälft", "tredjedel", "fjärdedel", "dubbelt", "dubbla", "gånger", "hundra", "tusen", "tusental",
    "dussin", "promille", "half", "third", "quarter", "twice", "double", "times", "hundred", "thousand", "dozen",
    "minus", "per", "var", "varje", "each", "every", *MULTIPLES, *CURRENCY,
))  # fmt: skip
"""Words that make another number of the one beside them, unless they are read as its unit."""

AND = ("och", "o", "samt", "plus", "and", "&")
"""Words between the parts of an enumeration."""

_NUMERALS = (
    *("en ett one", "två two", "tre three", "fyra four", "fem five", "sex six", "sju seven", "åtta eight", "nio nine"),
    *("tio ten", "elva eleven", "tolv twelve"),
)
NUMERALS = {word: number for number, words in enumerate(_NUMERALS, start=1) for word in words.split()}
"""Numbers up to twelve."""
ORDINALS = {
    **dict.fromkeys(("1", "första", "first"), 1),
    **dict.fromkeys(("2", "andra", "second"), 2),
    **dict.fromkeys(("3", "tredje", "third"), 3),
    **dict.fromkeys(("4", "fjärde", "fourth"), 4),
    **dict.fromkeys(("femte", "fifth"), 5),
    **dict.fromkeys(("sjätte", "sixth"), 6),
}
ORDINAL_ENDINGS = ("a", "e", "th", "st", "nd", "rd")
"""Endings of the number of a day."""
SEVERAL = (
    *("femton", "tjugo", "trettio", "femtio", "fifteen", "twenty", "thirty", "fifty"),
    *("flera", "många", "några", "several", "many"),
)
"""Larger numbers, and words in the place of one, before a length of time."""
OF_FREQUENCY = {
    **dict.fromkeys(("ggr", "gånger", "gång", "times"), "gång"), "/": "per", "om": "per", "i": "per", "året": "år",
    "månaden": "månad", "kvartalet": "kvartal",
}  # fmt: skip
"""One word for those that say the same of how often something is done."""
LENGTHS = ("år", "månader", "månad", "veckor", "dagar", "years", "year", "months", "month", "weeks", "days")

_MONTHS = (
    *("jan januari january", "feb februari february", "mar mars march", "apr april", "maj may", "jun juni june"),
    *("jul juli july", "aug augusti august", "sep sept september", "okt oct oktober october", "nov november"),
    "dec december",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
"""Months by their names and abbreviations."""
WEEKDAYS = tuple(
    f"{day}dag{ending}" for day in ("mån", "tis", "ons", "tors", "fre", "lör", "sön") for ending in ("", "en")
)
ARTICLES = ("den", "the")
"""Words before the day of a date."""
ABOUT = ("ca", "c:a", "cirka", "circa", "omkring", "ungefär", "runt", "drygt", "about", "approximately")
"""Words before a number that is not exact."""
AT_LATEST = ("senast", "by")
PART_OF_YEAR = (
    *(f"{before}{part} av" for before in ("", "i ") for part in ("början", "mitten", "slutet")),
    *(f"{before}{part} of" for before in ("", "the ", "in ", "in the ") for part in ("beginning", "middle", "end")),
)
YEAR = ("år", "året", "year")
"""Words before a year that leave it as it is, as the two above do."""
FIRST_OF_SEASON = {
    **dict.fromkeys(("vår", "våren", "spring"), 3),
    **dict.fromkeys(("sommar", "sommaren", "summer"), 6),
    **dict.fromkeys(("höst", "hösten", "autumn", "fall"), 9),
}
"""First month of the three of a season that lies within one year."""
TODAY = frozenset(("idag", "i dag", "dagens datum", "nu", "today", "now"))
DAYS_BACK = {
    **dict.fromkeys(("i går", "igår", "yesterday"), 1),
    **dict.fromkeys(("i förrgår", "förrgår", "the day before yesterday"), 2),
    **dict.fromkeys(("i morgon", "imorgon", "tomorrow"), -1),
}
YEARS_BACK = {"i år": 0, "iår": 0, "this year": 0, "i fjol": 1, "ifjol": 1, "förra året": 1, "last year": 1}
SAME = frozenset((
    *("samma", "densamma", "detsamma", "samma som ovan", "samma som förut", "se ovan", "d:o", "dito", "ditto"),
    *("same", "the same", "same as above", "see above"),
))  # fmt: skip
"""Answers that are those to a question before."""
ALL = frozenset(("alla", "båda", "bägge", "samtliga", "båda två", "all", "both", "all of them", "both of them"))
"""Answers that are all those that there are: of the items to refer to, or of what was chosen before."""
ONGOING = frozenset(("löpande", "fortlöpande", "kontinuerligt", "pågår", "hela tiden", "alltid", "going on"))
"""Words in the place of an end that probably say that there is none."""
DENYING = frozenset((
    *("inte", "ej", "icke", "ingen", "inget", "inga", "aldrig", "utan", "varken", "annan", "annat", "andra"),
    *("not", "no", "none", "never", "without", "neither", "other"),
))  # fmt: skip
"""Words in a sentence that may say no to what it names, or name something else."""

NUMBERS_OF_THINGS = (
    *("nummer", "nr", "kod", "koder", "koderna", "iban", "issn", "isbn", "ocr", "giro"),
    *("vecka", "veckor", "veckorna", "v"),
)
"""Endings of a word before a number that is none of a person."""
NUMBERS_OF_PERSONS = (
    *("tel", "mobil", "fax", "person", "pnr", "p-nr", "pnummer", "p-nummer"),
    *("samordning", "kontakt", "direkt", "växel"),
)
"""Beginnings of such a word that make it one of a person."""
RECORDS = (
    *("d", "diarie", "ärende", "projekt", "objekt", "avtal", "avtals", "faktura", "konto", "order", "kund"),
    *("org", "organisations", "bank", "plus", "artikel", "art", "serie", "modell", "mätar", "mätpunkt", "mätpunkts"),
    *("anläggning", "anläggnings", "beställning", "beställnings", "referens", "ref", "inventarie", "löp"),
)
"""Words for a file, a project, an account or a thing that has a number."""
NUMBERED = ("mätpunkt", "mätare", "artikel")
"""Those that a number follows at once."""


def folded(text: str) -> str:
    """Return a phrase in lower case with single blanks, as phrases are compared."""
    return " ".join(text.casefold().split())
