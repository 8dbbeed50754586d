"""Provenance of the rules and the settings of a report."""

import pytest

from sociallan.report.provenance import foreign, settings_message
from sociallan.screening.settings import Setting, SettingSource
from tests.builders import lsh, words

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


@pytest.mark.parametrize(("shipped", "is_told"), [(False, True), (True, False), (None, False)])
def test_a_pack_is_told_to_be_of_other_origin_where_that_is_known(shipped: bool | None, is_told: bool) -> None:
    assert (foreign(lsh(), words(), shipped=shipped) is not None) is is_told
