"""Search for the first of many phrases in a text in one pass, by the Aho–Corasick automaton."""

import re
from collections import deque
from collections.abc import Iterable

_TOKEN = re.compile(r"(\w+)|(\s+)|[^\w\s]")
_WORD, _BLANKS = 1, 2


class _Node:
    """Node of the trie: a prefix of ``depth`` tokens of some phrase, with its ``children`` by next token.

    ``failure_link`` is the longest proper suffix that is also a prefix of a phrase, ``output_link`` the longest
    that is a phrase.
    """

    __slots__ = ("children", "depth", "failure_link", "is_phrase", "output_link")

    def __init__(self, depth: int, root: "_Node | None") -> None:
        self.depth = depth
        self.children: dict[str, _Node] = {}
        self.is_phrase = False
        self.failure_link = self if root is None else root
        self.output_link: _Node | None = None


class Phrases:
    """Phrases to search for: whole words, in any case, with any whitespace between the words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root = _Node(0, None)
        for phrase in phrases:
            self._add(" ".join(phrase.split()))
        self._link()

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and end of the first match, the longest at its start; ``None`` if there is none."""
        tokens = list(_TOKEN.finditer(text))
        is_word = [token.lastindex == _WORD for token in tokens] + [False]
        node = self._root
        found: tuple[int, int] | None = None
        for end, token in enumerate(tokens, start=1):
            key = _key(token)
            if node is self._root and key not in node.children:
                # Like most words, it begins no phrase.
                continue
            node = self._transition(node, key)
            if found is not None and end - node.depth > found[0]:
                # Later matches start later.
                break
            if is_word[end]:
                continue
            match = node if node.is_phrase else node.output_link
            # A phrase that begins with punctuation may not directly follow a word; index -1 is the final False.
            while match is not None and is_word[end - match.depth - 1]:
                match = match.output_link
            if match is not None and (found is None or end - match.depth <= found[0]):
                found = end - match.depth, end
        return None if found is None else (tokens[found[0]].start(), tokens[found[1] - 1].end())

    def _transition(self, node: _Node, key: str) -> _Node:
        while key not in node.children and node is not self._root:
            node = node.failure_link
        return node.children.get(key, self._root)

    def _add(self, phrase: str) -> None:
        node = self._root
        for token in _TOKEN.finditer(phrase):
            node = node.children.setdefault(_key(token), _Node(node.depth + 1, self._root))
        node.is_phrase = node is not self._root

    def _link(self) -> None:
        """Set the links of each node in breadth-first order: they lead to shorter nodes, which are linked already."""
        queue = deque(self._root.children.values())
        while queue:
            node = queue.popleft()
            node.output_link = node.failure_link if node.failure_link.is_phrase else node.failure_link.output_link
            for key, child in node.children.items():
                child.failure_link = self._transition(node.failure_link, key)
                queue.append(child)


def _key(token: re.Match[str]) -> str:
    return " " if token.lastindex == _BLANKS else token[0].casefold()
