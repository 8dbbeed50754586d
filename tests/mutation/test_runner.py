"""Runner of tests against mutants: each run imports the module and what imports it, in a process that can be ended."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="runs are limited by processor time, which this system does not count so")

from tests.mutation import runner
from tests.mutation.runner import _Order

FILES = {
    "sociallan/__init__.py": "",
    "sociallan/low.py": "def low(x):\n    return x < 3\n",
    "sociallan/high.py": "def high(x):\n    from sociallan import low\n    return low.low(x)\n",
    "sociallan/higher.py": "import sociallan.high\n\nhigher = sociallan.high.high\n",
    "sociallan/apart.py": "open('imports', 'a').write('.')\n",
    "tests/__init__.py": "",
    "tests/conftest.py": "",
    "tests/mutation/__init__.py": "",
    "tests/test_low.py": """\
import time
from sociallan import apart
from sociallan.higher import higher

def test_slow():
    time.sleep(0.2)
    assert higher(2)

def test_quick():
    assert higher(2)
""",
    "try.py": """\
import json
from pathlib import Path
from tests.mutation import runner

runner._LEAST_SECONDS = 0.2
module = Path("sociallan/low.py")
unchanged = module.read_text()
made = runner.Runner("sociallan.low", ["tests/test_low.py"])
runs = [made.run_unchanged()]
for source in (unchanged.replace("<", ">"), "while True:\\n    pass\\n", unchanged):
    module.write_text(source)
    runs.append(made.run())
bytecode = [path.name for path in Path("sociallan").rglob("*.pyc")]
imports = Path("imports").read_text()
print(json.dumps([[(run.passed, run.timed_out) for run in runs], runs[1].output, bytecode, imports]))
""",
}


def test_a_mutant_is_noticed_by_the_quickest_test_and_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        # As in a copy of a checkout: a mutant of the same size in the same second would run as the bytecode of this.
        os.utime(tmp_path / name, (10**9, 10**9))
    shutil.copy(runner.__file__, tmp_path / "tests" / "mutation")
    # No plugin takes part, and to load those that there are takes longer than the tests.
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    tried = subprocess.run(
        [sys.executable, "try.py"], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )

    runs, output, bytecode, imports = json.loads(tried.stdout)
    assert runs == [[True, False], [False, False], [False, True], [True, False]]
    assert "test_quick" in output
    assert "test_slow" not in output
    assert sorted(name.partition(".")[0] for name in bytecode) == ["__init__", "apart", "high", "higher", "low"]
    assert imports == "."


def test_what_has_failed_of_late_comes_before_what_is_quick() -> None:
    order = _Order(["late", "earlier"], {"slow": 2.0, "quick": 0.1, "late": 3.0, "earlier": 1.0})

    assert sorted(("slow", "quick", "earlier", "late"), key=order._rank) == ["late", "earlier", "quick", "slow"]
