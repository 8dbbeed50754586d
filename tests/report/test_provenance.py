"""Provenance of the rules and the settings of a report."""

from sociallan.report.provenance import settings_message
from sociallan.screening.settings import Setting, SettingSource
from tests.builders import words

GIVEN = Setting("quiet", value=True, source=SettingSource.OPTION, where="--quiet")
OF_FILE = Setting("ignore", ("G5", "G4"), SettingSource.FILE, "sociallan.toml:4")


def test_only_settings_that_the_command_does_not_show_are_told() -> None:
    told = settings_message([GIVEN, OF_FILE], words("en"))

    assert told is not None
    assert "ignore" in told
    assert "G5,G4" in told
    assert "quiet" not in told


def test_of_options_alone_nothing_is_told() -> None:
    assert settings_message([GIVEN], words("en")) is None
