"""The names of months and days of the week, as English, German, French, Russian and Persian texts write them.

Western months are those of the Gregorian and the Julian calendar. The lists were put together by hand: full names,
abbreviations and old spellings (Jänner, 8ber) that stand in letters, the forms of a date in Russian, and the usual
transliterations of Persian and Arabic names. A name that is missing leaves its date unread and does no harm.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from edition.rules.calendars import Calendar

# One line a month; a name in several words has _ between them. “rabi_?” may be written as one word or two.
_WESTERN = """
january jan januar jänner janvier janv январь января январе янв
february feb februar feber février févr fév февраль февраля феврале февр фев
march mar märz mrz mars март марта марте мартъ
april apr avril avr апрель апреля апреле апр
may mai май мая мае
june jun juni juin июнь июня июне
july jul juli juillet juil июль июля июле
august aug août август августа августе августъ авг
september sept sep septembre сентябрь сентября сентябре сент сен 7ber 7bris 7bre
october oct oktober okt octobre октябрь октября октябре окт 8ber 8bris 8bre
november nov novembre ноябрь ноября ноябре нояб ноя 9ber 9bris 9bre
december dec dezember dez décembre déc декабрь декабря декабре дек 10ber 10bris 10bre xber xbris xbre
"""
_SHORT = (
    "jan feb febr mar mrz apr avr jun jul aug sep sept oct okt nov dec dez janv fevr fev juil"
    " янв февр фев апр авг сент сен окт нояб ноя дек"
)
_PERSIAN = """
farvardin farwardin фарвардин فروردین
ordibehesht ordibehest urdibihisht ордибехешт اردیبهشت
khordad xordad khurdad хордад خرداد
tir тир تیر
mordad amordad murdad мордад مرداد امرداد
shahrivar shahrivar sahrivar shahriwar шахривар شهریور
mehr mihr мехр مهر
aban абан آبان
azar adhar азар آذر
dey dai дей دی
bahman бахман بهمن
esfand isfand эсфанд اسفند
"""
_ISLAMIC = """
muharram moharram мухаррам محرم
safar сафар صفر
rabi_al_awwal rabi_i rabi_1 rabi_al_avval rabi_ol_avval rabiul_awwal ربیع_الاول ربیع_الأول
rabi_al_thani rabi_ii rabi_2 rabi_al_akhir rabi_os_sani rabiul_akhir ربیع_الثانی ربیع_الآخر
jumada_al_ula jumada_i jumada_1 jumada_al_awwal jomada_i jomadi_ol_avval جمادی_الاولی جمادی_الاول
jumada_al_akhira jumada_ii jumada_2 jumada_al_thani jumada_al_thaniya jomada_ii جمادی_الثانیه جمادی_الثانی جمادی_الآخر
rajab раджаб رجب
shaban sa'ban шаабан شعبان
ramadan ramazan рамадан رمضان
shawwal shavval шавваль شوال
dhu_al_qada dhul_qada dhu_l_qada zilqada zi_qada zulkade ذی_القعده ذوالقعده ذیقعده ذو_القعدة
dhu_al_hijja dhul_hijja dhu_l_hijja zilhijja zi_hajja zulhicce ذی_الحجه ذوالحجه ذیحجه ذو_الحجة
"""
_DAYS = """
monday montag lundi понедельник понедельникъ doshanbeh doshanbe دو_شنبه
tuesday dienstag mardi вторник вторникъ seshanbeh seshanbe سه_شنبه
wednesday mittwoch mittwochs mercredi среда среду chaharshanbeh chaharshanbe چهار_شنبه
thursday donnerstag jeudi четверг четвергъ panjshanbeh panjshanbe پنج_شنبه
friday freitag vendredi пятница пятницу jomeh jome جمعه
saturday samstag sonnabend samedi суббота субботу shanbeh shanbe شنبه
sunday sonntag dimanche воскресенье воскресение yekshanbeh yekshanbe یک_شنبه
"""
_SHORT_DAYS = "mon tue wed thu fri sat sun"
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "\u200c": " ", "‐": "-", "‑": "-"})
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['‘’ʿʾʼ`´]+(?=\s*[^\W\d_])|[ʿʾ]")
_MARK = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670]")
_GAP = r"[\s-]*"


def fold(text: str) -> str:
    """Return a text in small letters, without accents, apostrophes and brackets, its digits as 0 to 9."""
    if not text.isascii():
        text = _APOSTROPHE.sub("", text)
        text = _MARK.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
        text = "".join(str(unicodedata.decimal(each, each)) if each.isdecimal() else each for each in text)
    text = re.sub(r"(?<=[a-z])'(?=[a-z])", "", text.casefold())
    return re.sub(r"[\[\]⟨⟩]", "", text)


def _table(lines: str) -> dict[str, int]:
    """Map each name of a table to the number of its line, from 1; the parts of a name stay joined by `_`."""
    rows = lines.strip().splitlines()
    return {fold(name.replace("_", "~")): number for number, row in enumerate(rows, 1) for name in row.split()}


def _pattern(names: Iterable[str]) -> str:
    """Return an expression for names, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(_GAP.join(re.escape(part) for part in name.split("~")) for name in ordered)


def _joined(table: Mapping[str, int]) -> dict[str, int]:
    return {name.replace("~", ""): number for name, number in table.items()}


_TABLES = {"gregorian": _table(_WESTERN), "persian": _table(_PERSIAN), "islamic": _table(_ISLAMIC)}
_DAY_TABLE = _table(_DAYS)

WESTERN_MONTH = _pattern(_TABLES["gregorian"])
EASTERN_MONTH = _pattern([*_TABLES["persian"], *_TABLES["islamic"]])

SHORT_MONTHS = frozenset(_SHORT.split())  # folded; a stop behind one belongs to it

_WEEKDAY = re.compile(
    rf"(?<!\w)(?:({_pattern(_DAY_TABLE)})(?!\w)|({_SHORT_DAYS.replace(' ', '|')})[a-z]{{0,2}}\.?,?\s*(?=\d))"
)
_NUMBERS: Mapping[str, int] = _joined(_DAY_TABLE)
_MONTHS: dict[str, tuple[Calendar | None, int]] = {
    **{name: (None, number) for name, number in _joined(_TABLES["gregorian"]).items()},
    **{name: ("persian", number) for name, number in _joined(_TABLES["persian"]).items()},
    **{name: ("islamic", number) for name, number in _joined(_TABLES["islamic"]).items()},
}


def month(folded: str) -> tuple[Calendar | None, int]:
    """Return the calendar that the name of a month tells of (none for a western one), and its number."""
    return _MONTHS[re.sub(r"[\s-]", "", folded)]


def weekdays(folded: str) -> set[int]:
    """Return the days of the week that a folded text names, Monday as 0."""
    return {_weekday(found) for found in _WEEKDAY.finditer(folded)}


def _weekday(found: re.Match[str]) -> int:
    if found[2]:
        return _SHORT_DAYS.split().index(found[2])
    return _NUMBERS[re.sub(r"[\s-]", "", found[1])] - 1
