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
    """Return what a reader is told before anything else: rules that are not ours, settings not in the command."""
    of_pack = foreign(head.pack, words, shipped=head.shipped)
    return tuple(filter(None, (of_pack, settings_message(head.settings or (), words))))


def foreign(pack: Pack, words: Words, *, shipped: bool | None) -> str | None:
    """Return the sentence on a pack that does not come with the program; ``None`` where it does."""
    if shipped is not False:
        return None
    return words.say("provenance.foreign", digest=values.short_digest(pack.digest))


def settings_message(settings: Iterable[Setting], words: Words) -> str | None:
    """Return the sentence on settings of files and variables; ``None`` where there are none.

    What stands in the command is known to whoever wrote it.
    """
    told = [_setting(each, words) for each in settings if each.source is not SettingSource.OPTION]
    return words.say("provenance.settings", settings=", ".join(told)) if told else None


def _setting(setting: Setting, words: Words) -> str:
    value = ",".join(setting.value) if isinstance(setting.value, tuple) else _plain(setting.value)
    name, shown, where = (
        values.shortened(values.visible(text), _LONGEST) for text in (setting.name, value, setting.where)
    )
    return words.say("provenance.setting", name=name, value=shown, where=where)


def _plain(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def setting_values(settings: Iterable[Setting]) -> list[Mapping[str, Any]]:
    """Return settings as the plain values of JSON."""
    return [{**each._asdict(), "source": str(each.source)} for each in settings]
