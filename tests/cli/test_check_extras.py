"""Formats that need more than is installed: refused with the cure before anything is screened."""

import pytest

from sociallan.cli import check
from sociallan.cli.exits import CannotRun, Exit
from sociallan.formats import RENDERERS
from tests.builders import words


@pytest.mark.parametrize("name", RENDERERS)
def test_what_is_installed_is_not_refused(name: str) -> None:
    check._ensure_installed(name, words())


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_absent_is_refused_with_what_to_install(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENDERERS, "absent", RENDERERS["xlsx"]._replace(needs="no_such_package"))

    with pytest.raises(CannotRun, match="pip install no_such_package") as refused:
        check._ensure_installed("absent", words(lang))

    assert refused.value.code is Exit.CANNOT_RUN
