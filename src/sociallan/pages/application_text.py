"""An application as YAML, in the order of its form, from its values."""

from collections.abc import Mapping
from typing import Any

from sociallan.application.field import in_order
from sociallan.application.yaml_text import written
from sociallan.report.view import View


def application_text(application: Mapping[str, Any], view: View) -> str:
    """Return the text of an application; each part is headed by its label."""
    lines: list[str] = []
    for name, value in in_order(application, "", view.fields).items():
        field = view.fields.get(name)
        if field is not None and field.children:
            lines += ["", f"# {' '.join(view.words.pick(field.title).split())}"]
        lines.append(written({name: value}, 0).removeprefix("\n"))
    return "\n".join(lines).lstrip("\n") + "\n"
