"""Half-done files from strangers, taken up by an interview: refused with a sentence, or asked about as any other."""

from functools import cache
from pathlib import Path

import pytest

from sociallan.batch.resources import Resources
from sociallan.cli.ask import AnswerFile
from sociallan.cli.exits import CannotRun
from sociallan.screening.interview.interview import Interviewer
from tests.builders import lsh, screener, shape, words
from tests.hostile.corpus import HostileFile, corpus
from tests.sampling import sampled

_EVERY = 21


@cache
def _some() -> tuple[HostileFile, ...]:
    return tuple(file for file in corpus() if file.name.endswith((".yaml", ".yml")))[::_EVERY]


@pytest.mark.law
@pytest.mark.parametrize("file", sampled(_some(), 12), ids=lambda file: file.name)
def test_a_hostile_file_is_refused_with_a_sentence_or_asked_about(file: HostileFile, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(file.data)

    refusal = ""
    try:
        answers = AnswerFile(path, Resources(lsh(), shape(), words()))
    except CannotRun as refused:
        refusal = str(refused)
    else:
        interviewer = Interviewer(screener(), shape())
        turn = interviewer.begin(answers.value)
        assert turn.question is not None
        for pointer, value in interviewer.answer(turn, "1").writes:
            answers.write(pointer, value)
    assert refusal.isprintable()
    assert not refusal or path.read_bytes() == file.data
