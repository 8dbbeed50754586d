"""The first of many phrases in a text, found in one walk over the text, by the automaton of Aho and Corasick."""

import re
from collections import deque
from collections.abc import Iterable

_TOKEN = re.compile(r"(\w+)|(\s+)|[^\w\s]")
_WORD, _BLANKS = 1, 2


class _Node:
    """What has been read of some phrase: ``depth`` tokens, in which it can be ``next`` what goes on.

    ``fallback`` is the longest end of it that begins a phrase too, ``shorter`` the longest that is one.
    """

    __slots__ = ("depth", "fallback", "is_phrase", "next", "shorter")

    def __init__(self, depth: int, root: "_Node | None") -> None:
        self.depth = depth
        self.next: dict[str, _Node] = {}
        self.is_phrase = False
        self.fallback = self if root is None else root
        self.shorter: _Node | None = None


class Phrases:
    """Phrases to look for, as whole words, in any case and with any blanks between the words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root = _Node(0, None)
        for phrase in phrases:
            self._add(" ".join(phrase.split()))
        self._link()

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and end of the first one, the longest of those that start there; ``None`` without any."""
        tokens = list(_TOKEN.finditer(text))
        is_word = [token.lastindex == _WORD for token in tokens] + [False]
        node = self._root
        found: tuple[int, int] | None = None
        for end, token in enumerate(tokens, start=1):
            key = _key(token)
            if node is self._root and key not in node.next:
                # As most words, it begins nothing.
                continue
            node = self._after(node, key)
            if found is not None and end - node.depth > found[0]:
                # Whatever comes later starts later.
                break
            if is_word[end]:
                continue
            ended = node if node.is_phrase else node.shorter
            # A phrase that begins with a sign may not stand right after a word; [-1] is the False at the end.
            while ended is not None and is_word[end - ended.depth - 1]:
                ended = ended.shorter
            if ended is not None and (found is None or end - ended.depth <= found[0]):
                found = end - ended.depth, end
        return None if found is None else (tokens[found[0]].start(), tokens[found[1] - 1].end())

    def _after(self, node: _Node, key: str) -> _Node:
        while key not in node.next and node is not self._root:
            node = node.fallback
        return node.next.get(key, self._root)

    def _add(self, phrase: str) -> None:
        node = self._root
        for token in _TOKEN.finditer(phrase):
            node = node.next.setdefault(_key(token), _Node(node.depth + 1, self._root))
        node.is_phrase = node is not self._root

    def _link(self) -> None:
        """Link each node to the ends of it, which are nearer the root and so linked before it."""
        waiting = deque(self._root.next.values())
        while waiting:
            node = waiting.popleft()
            node.shorter = node.fallback if node.fallback.is_phrase else node.fallback.shorter
            for key, longer in node.next.items():
                longer.fallback = self._after(node.fallback, key)
                waiting.append(longer)


def _key(token: re.Match[str]) -> str:
    return " " if token.lastindex == _BLANKS else token[0].casefold()
