"""Hooks of MkDocs: publish the pages at the top of the repository, and adapt links that lead out of docs/.

Links in docs/ are written for readers of the repository. In the site, a link to a page at the top of the repository
points to its published copy, and a link to any other file outside docs/ is replaced by its text.
"""

import posixpath
import re
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

TOP = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages at the top of the repository to the files of the site."""
    for name in TOP:
        files.append(File.generated(config, name, abs_src_path=str(_root(config) / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the text of a page with its links adapted to the site."""
    source = page.file.src_uri
    at = source if source in TOP else f"docs/{source}"

    def adapted(link: re.Match[str]) -> str:
        text, target = link.groups()
        path, mark, heading = target.partition("#")
        if not path or ":" in path:
            return link[0]
        linked = posixpath.normpath(posixpath.join(posixpath.dirname(at), path))
        in_site = linked if linked in TOP else linked.removeprefix("docs/")
        if files.get_file_from_path(in_site):
            return f"[{text}]({posixpath.relpath(in_site, posixpath.dirname(source) or '.')}{mark}{heading})"
        if not linked.startswith("docs/") and (_root(config) / PurePosixPath(linked)).exists():
            return text
        return link[0]

    return _LINK.sub(adapted, markdown)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
