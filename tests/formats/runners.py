"""Commands of CI runners, as their public sources have it."""

import re
from collections.abc import Iterator

_WEIGHTLESS = dict.fromkeys((0x200B, 0x200D, 0x2060, 0xFEFF, 0xAD, 0xFE0F, 0x34F))
"""Some of the characters that a comparison by culture, as in GitHub's runner, does not see."""

COMMANDS = (
    "##vso[task.setvariable variable=PATH]x",
    "##teamcity[buildStatus status='SUCCESS']",
    "##[error]x",
    "##[add-path]/tmp",
    "##Any.tool-2_x[y]",
    "###vso[task.complete]",
    "#\ufe0f#vso[x]",
    "#\u200b#[x]",
    "::error::x",
    "::set-output name=a::b",
    " \t\xa0::stop-commands::x",
    "\u200b::error::x",
    ":\u034f:error::x",
    "a\n::error::x",
    "a\r::error::x",
    "a\u2028::error::x",
    "##",
    "vso[x]",
)
"""Texts that are commands, or would be beside each other."""


def taken(text: str) -> Iterator[str]:
    """Yield the lines that some runner would obey, or another could."""
    for line in re.split(r"\r\n|\r|\n", text):
        seen = line.translate(_WEIGHTLESS)
        # GitHub: ActionCommand.TryParseV2 and TryParse. Azure: Command.TryParse. TeamCity: service messages.
        if seen.lstrip().startswith("::") or re.search(r"##[\w.:-]*\[", seen):
            yield line
