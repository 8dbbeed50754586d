"""Citations as links to the list of sources on the same page."""

from collections.abc import Iterable

from sociallan.pack.pack import Passage
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.view import View


def anchor(citation: str) -> str:
    """Return the id of the element with the source of a passage."""
    return f"source-{citation.partition('#')[0]}"


def citations(passages: Iterable[Passage], view: View) -> Markup:
    """Return the sources of an item, each a link."""
    label = element("strong", f"{view.words.say('report.sources_label')}: ")
    return joined((label, joined((_citation(passage, view) for passage in passages), ", ")))


def _citation(passage: Passage, view: View) -> Markup:
    link = element("a", passage.citation, href=f"#{anchor(passage.citation)}")
    if passage.mark != "inferred":
        return link
    # The citation, a link, is in the middle of the sentence.
    before, _, after = view.words.say("report.inferred", citation="\0").partition("\0")
    return joined((before, link, after))
