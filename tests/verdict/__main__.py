"""Measure how far the verdicts of the pack lsh can be trusted: ``python -m tests.verdict FOLDER``.

FOLDER holds lists of inputs with the answers that people gave; a list that it lacks is passed over. Ends with 1
where a figure is below what is asked for.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.verdict import contradictions, texts
from tests.verdict.figures import Figure, lines

MEASURES: Mapping[str, Callable[[Path], Iterator[Figure]]] = {
    "gap-texts.yaml": texts.gaps,
    "operating-sentences.yaml": texts.operating,
    "everyone-sentences.yaml": texts.everyone,
    "identifier-strings.yaml": texts.identifiers_of_persons,
    "contradicted.yaml": contradictions.contradicted,
    "subtle.yaml": contradictions.subtle,
    "false-fail.yaml": contradictions.wrongly_refused,
    "real": contradictions.real,
}
"""The figures of each list, or folder of applications, by its name."""


def main() -> int:
    """Print the figures of every list in a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.verdict", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder of the lists")
    folder: Path = parser.parse_args().folder
    measured = [figure for name, of in MEASURES.items() if (folder / name).exists() for figure in of(folder / name)]
    print(*lines(measured), sep="\n")
    return 0 if measured and all(figure.suffices for figure in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
