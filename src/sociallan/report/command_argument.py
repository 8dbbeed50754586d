"""Arguments of commands that are printed for people to type or copy."""

import re
import shlex

_PLAIN = re.compile(r"[\w@+=:,./-]+")
_READ_IN_DOUBLE = re.compile(r'["$`!]')


def argument(name: str) -> str:
    """Return the name of a file as it is typed in a command, in quotation marks where it needs them.

    Double ones do in every shell, those of Windows too, unless the name has a sign that a shell reads in them. A name
    that begins with a hyphen would be taken for an option.
    """
    if name.startswith("-"):
        name = f"./{name}"
    if _PLAIN.fullmatch(name):
        return name
    return shlex.quote(name) if _READ_IN_DOUBLE.search(name) else f'"{name}"'
