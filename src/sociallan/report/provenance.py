"""The origin of a report's rules and settings: the sentences at the head of every report."""

from collections.abc import Iterable, Mapping
from typing import Any

from sociallan.pack.pack import Pack
from sociallan.report import values
from sociallan.report.words import Words
from sociallan.screening.report import ReportHeader
from sociallan.screening.settings import Setting, SettingSource

_LONGEST = 80


def notes(head: ReportHeader, words: Words) -> tuple[str, ...]:
    """Return the notes at the head of a report: a pack of other origin, settings from outside the command line."""
    of_pack = foreign(head.pack, words, shipped=head.shipped)
    return tuple(filter(None, (of_pack, settings_message(head.settings or (), words))))


def foreign(pack: Pack, words: Words, *, shipped: bool | None) -> str | None:
    """Return the sentence on a pack that is not shipped with the program; ``None`` for a shipped one."""
    if shipped is not False:
        return None
    return words.say("provenance.foreign", digest=values.short_digest(pack.digest))


def settings_message(settings: Iterable[Setting], words: Words) -> str | None:
    """Return the sentence on settings from files and environment variables; ``None`` without any.

    Options are omitted, since the command already states them.
    """
    texts = [_setting(each, words) for each in settings if each.source is not SettingSource.OPTION]
    return words.say("provenance.settings", settings=", ".join(texts)) if texts else None


def _setting(setting: Setting, words: Words) -> str:
    value = ",".join(setting.value) if isinstance(setting.value, tuple) else _plain(setting.value)
    name, text, where = (
        values.shortened(values.visible(each), _LONGEST) for each in (setting.name, value, setting.where)
    )
    return words.say("provenance.setting", name=name, value=text, where=where)


def _plain(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def setting_values(settings: Iterable[Setting]) -> list[Mapping[str, Any]]:
    """Return settings as the plain values of JSON."""
    return [{**each._asdict(), "source": str(each.source)} for each in settings]
