"""Read the date of publication that a page states: ISO metadata, a date line, the URL.

Only what the page says outright is read here; dating a report from its text is a later layer
(reading/published). A day is kept as the newsroom's calendar has it: an instant given in
UTC is moved to the outlet's zone where that is known.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from onrecord.lexicon.classes import WordClasses, any_of
from onrecord.lexicon.furniture import Furniture
from onrecord.types import DateBasis, Published

FIRST_YEAR = 1985  # no page of the web is older; an archive's scans rarely are
LAST_YEAR = 2100
FIRST_GIVEN_YEAR = 1600  # the first newspapers; a caller may date an archive
# a date in a line stands in its first characters, after "Published on" and a weekday
ISO_INSTANT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
WORDED_DATE = (
    r"(?:(?P<month1>[A-Za-z]{3,9})\.?\s+"
    + DAY.format(1)
    + r",?\s+"
    + YEAR.format(1)
    + r"|"
    + DAY.format(2)
    + r"\.?\s+"
    r"(?P<month2>[A-Za-z]{3,9})\.?,?\s+" + YEAR.format(2) + r"|"
    r"(?P<year3>(?:19|20)\d\d)-(?P<month3>\d{2})-(?P<day3>\d{2})|"
    r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year4>(?:20|19)?\d\d))"
)
WEEKDAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{1,5}T?\)?)?"
SEPARATOR = r"[\s,/|·•@–—-]*(?:at )?"
DATE_IN_LINE = re.compile(WORDED_DATE)
URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[/_-]?(?P<month>\d{2}|[a-z]{3})[/_-]?(?P<day>\d{2})(?!\d)"
)
URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{2})/")


def published_on(value: str, basis: DateBasis, evidence: str | None = None) -> Published:
    """Return a date of publication that is one day.

    >>> published_on("2018-10-20", "url").earliest
    '2018-10-20'
    """
    words = (evidence,) if evidence else ()
    return Published(value=value, earliest=value, latest=value, basis=basis, evidence=words)


def parse_given(given: str) -> Published | None:
    """Return a date that the caller gave, to the day, month or year; None where it is no ISO date of a report.

    >>> parse_given("2018-10").latest
    '2018-10-31'
    """
    given = given.strip()
    if re.fullmatch(r"\d{4}(-\d{2})?", given):
        year, month = int(given[:4]), int(given[5:] or 0)
        if not FIRST_GIVEN_YEAR <= year <= LAST_YEAR or not 0 <= month <= 12:
            return None
        last_month = month or 12
        last = date(year, last_month, calendar.monthrange(year, last_month)[1])
        return Published(
            earliest=date(year, month or 1, 1).isoformat(),
            latest=last.isoformat(),
            basis="given",
            evidence=(given,),
        )
    found = ISO_INSTANT.match(given) or re.match(r"(?P<date>\d{8})$", given)
    if not found:
        return None
    try:
        day = date.fromisoformat(found.group("date"))
    except ValueError:
        return None
    return published_on(day.isoformat(), "given") if FIRST_GIVEN_YEAR <= day.year <= LAST_YEAR else None


def date_of_instants(stated: Iterable[str], zone: ZoneInfo | None) -> str | None:
    """Return the day of the first instant that can be read, on the newsroom's calendar.

    Of several statements of the same instant, one with a zone of its own tells the local day.

    >>> date_of_instants(["2018-10-21T02:30:00Z", "2018-10-20T22:30:00-04:00"], None)
    '2018-10-20'
    >>> date_of_instants(["2018-10-21T02:30:00Z"], ZoneInfo("America/New_York"))
    '2018-10-20'
    """
    first, moments = _moments(stated)
    if first is None:
        return None
    local = (moment for moment in moments if _is_local(moment) and _same_instant(first, moment))
    return _day_in(next(local, first), zone)


def _moments(stated: Iterable[str]) -> tuple[datetime | date | None, list[datetime | date]]:
    """Return the first instant or day that can be read, and all of them."""
    moments = [moment for text in stated if (moment := _parse_instant(text))]
    return (moments[0] if moments else None), moments


def is_in_utc(stated: Iterable[str]) -> bool:
    """Return whether the first instant that can be read is in UTC, so that the newsroom's day may be another."""
    first, _ = _moments(stated)
    return isinstance(first, datetime) and first.tzinfo is UTC


def instant_in(stated: str, zone: ZoneInfo | None) -> str | None:
    """Return an instant in ISO 8601, in the newsroom's zone if it is known; None where it cannot be read.

    >>> instant_in("2018-10-21T02:30:00Z", ZoneInfo("America/New_York"))
    '2018-10-20T22:30:00-04:00'
    """
    moment = _parse_instant(stated)
    if isinstance(moment, datetime) and moment.tzinfo is UTC and zone is not None:
        moment = moment.astimezone(zone)
    return moment.isoformat() if moment is not None else None


def _day_in(moment: datetime | date, zone: ZoneInfo | None) -> str:
    """Return the day of a moment, in its own zone, or in `zone` if it is given in UTC."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is UTC and zone is not None:
        moment = moment.astimezone(zone)
    return moment.date().isoformat()


def _is_local(moment: datetime | date) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None and moment.tzinfo is not UTC


def _same_instant(first: datetime | date, other: datetime | date) -> bool:
    if not (isinstance(first, datetime) and isinstance(other, datetime) and first.tzinfo and other.tzinfo):
        return first is other
    return abs((first - other).total_seconds()) < 60


def _parse_instant(text: str) -> datetime | date | None:
    found = ISO_INSTANT.match(text.strip())
    if not found:
        return None
    try:
        day = date.fromisoformat(found.group("date"))
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return None
        if not found.group("time"):
            return day
        zone = found.group("zone") or ""
        offset = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        moment = datetime.fromisoformat(f"{day.isoformat()}T{found.group('time')}{offset}")
        return moment.replace(tzinfo=UTC) if offset in ("+00:00", "-00:00", "+0000") else moment
    except ValueError:
        return None


def date_of_url(url: str, months: Mapping[str, int]) -> Published | None:
    """Return the date in a URL's path: a day, or a month's first and last day.

    >>> date_of_url("https://example.org/2018/10/20/talks", {}).value
    '2018-10-20'
    """
    path = re.sub(r"^\w+://[^/]*", "", url)
    for found in URL_DAY.finditer(path.lower()):
        word = found.group("month")
        month = months.get(word, 0) if word.isalpha() else int(word)
        day = _day(int(found.group("year")), month, int(found.group("day")))
        if day:
            return published_on(day, "url", url)
    found_month = URL_MONTH.search(path)
    if found_month and 1 <= int(found_month.group("month")) <= 12:
        year, month = int(found_month.group("year")), int(found_month.group("month"))
        last = calendar.monthrange(year, month)[1]
        return Published(
            earliest=f"{year}-{month:02}-01", latest=f"{year}-{month:02}-{last}", basis="url", evidence=(url,)
        )
    return None


def split_date_line(line: str) -> tuple[str, str]:
    """Return what stands before the date in a line, and the line from its date on.

    >>> split_date_line("World News October 20, 2018 / 1:05 PM")
    ('World News', 'October 20, 2018 / 1:05 PM')
    """
    found = DATE_IN_LINE.search(line)
    return (line[: found.start()].strip(" -–—|·,"), line[found.start() :]) if found else (line, "")


@lru_cache(maxsize=1)
def _date_line(classes: WordClasses) -> re.Pattern[str]:
    """Return the pattern of a line with a label, a date and a clock, and the beginning of another such line."""
    opener = rf"(?:{any_of(classes.date_label_adverbs)} )?{any_of(classes.date_labels)}(?: on| at)?"
    more = rf"(?:{any_of(classes.second_date_labels)}|by|\d+ min)\b.{{0,80}}"
    return re.compile(
        rf"(?:{opener}\s*[:,]?\s*)?(?:{CLOCK}{SEPARATOR})?{WEEKDAY}{WORDED_DATE}(?:{SEPARATOR}{CLOCK})?"
        rf"(?:{SEPARATOR}{more})?[\s.|·•-]*",
        re.IGNORECASE,
    )


def is_date_line(line: str, furniture: Furniture) -> bool:
    """Tell whether a line holds a date of publication and nothing else.

    >>> from onrecord.lexicon.furniture import load_furniture
    >>> is_date_line("Published: Oct. 20, 2018 4:13 PM EDT", load_furniture())
    True
    >>> is_date_line("On Oct. 20, 2018 the talks began.", load_furniture())
    False
    """
    is_line = _date_line(furniture.classes).fullmatch(line) is not None
    return is_line and find_date(line, furniture.months) is not None


def find_date(line: str, months: Mapping[str, int], month_first: bool = True) -> str | None:
    """Return the first date in a line as ISO, or None. `month_first` reads 10/11/18 as October 11.

    >>> find_date("By A. Writer - 10/20/18 06:00 AM EDT", {})
    '2018-10-20'
    """
    found = DATE_IN_LINE.search(line)
    if not found:
        return None
    group = found.groupdict()
    if group["first"]:
        first, second, year = int(group["first"]), int(group["second"]), int(group["year4"])
        year += 2000 if year < 70 else 1900 if year < 100 else 0
        month, day = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
        return _day(year, month, day)
    for n in "12":
        if group[f"year{n}"]:
            month = months.get(group[f"month{n}"].lower(), 0)
            return _day(int(group[f"year{n}"]), month, int(group[f"day{n}"]))
    return _day(int(group["year3"]), int(group["month3"]), int(group["day3"]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
