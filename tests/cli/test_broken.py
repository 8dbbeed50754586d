"""A package of others that is missing or broken, and a program in a zip file: one sentence, and the exit code 2."""

import shutil
import zipapp
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sociallan.cli.broken import broken_package, requirement
from tests.builders import ROOT, RULES
from tests.cli.running import INVALID, READY, run_code, stderr_of
from tests.sampling import sampled

BLOCKING = """
import sys
class Blocking:
    def find_spec(self, name, *_):
        if any(name == module or name.startswith(module + ".") for module in {modules!r}.split()):
            raise {error}
sys.meta_path.insert(0, Blocking())
sys.argv = ["sociallan", *{arguments!r}]
from sociallan.cli.main import main
main()
"""
MISSING = "ModuleNotFoundError(f'No module named {name!r}', name=name)"


def blocked(modules: str, *arguments: str, error: str = MISSING) -> tuple[int, str]:
    """Run a command with some modules that cannot be imported; return its code and error."""
    result = run_code(BLOCKING.format(modules=modules, arguments=arguments, error=error))
    return result.returncode, stderr_of(result)


@cache
def distributions() -> frozenset[str]:
    """Return the packages that a run may load: what ours asks for, with workbooks, and what that asks for in turn."""
    found, waiting = set[str](), ["sociallan[excel]"]
    while waiting:
        asked = Requirement(waiting.pop())
        environments = [{"extra": extra} for extra in asked.extras or ("",)]
        wanted = map(Requirement, metadata.requires(asked.name) or ())
        new = {
            f"{one.name.lower()}[{','.join(one.extras)}]" if one.extras else one.name.lower()
            for one in wanted
            if one.marker is None or any(one.marker.evaluate(each) for each in environments)
        }
        waiting += new - found
        found |= new
    return frozenset(name.partition("[")[0].replace("_", "-") for name in found)


NEEDED = (
    ("yaml", "PyYAML", ()),
    ("yaml._yaml", "PyYAML", ()),
    ("typer", "typer", ()),
    ("jsonschema_rs jsonschema", "jsonschema", (INVALID,)),
    ("jsonschema_rs jsonschema", "jsonschema", (INVALID, "--jobs", "2")),
    ("jsonschema_rs rpds", "rpds-py", (INVALID,)),
    ("rich", "rich", ("--color", "always")),
)
TOLD = {"sv": "Paketet {} saknas eller är skadat.", "en": "The package {} is missing or damaged."}


@pytest.mark.law
# Half of them in the suite: each package once, and now in one language, now in the other.
@pytest.mark.parametrize(
    ("lang", "needed"), sampled([(lang, needed) for lang in TOLD for needed in NEEDED], len(NEEDED))
)
def test_a_package_that_is_missing_is_named_with_what_to_write(
    lang: str, needed: tuple[str, str, tuple[str, ...]]
) -> None:
    modules, package, arguments = needed

    code, error = blocked(modules, "check", READY, *arguments, "--lang", lang)

    assert (code, error.count("\n")) == (2, 1)
    assert error.startswith(TOLD[lang].format(package))
    assert f'pip install --force-reinstall "{requirement(package)}"' in error


def test_a_compiled_part_that_does_not_load_is_told_alike() -> None:
    code, error = blocked("yaml._yaml", "check", READY, error="ImportError('DLL load failed', name='_yaml')")

    assert (code, error.split()[1]) == (2, "PyYAML")


def test_a_package_that_breaks_while_it_is_imported_is_told_alike(tmp_path: Path) -> None:
    (tmp_path / "typer").mkdir()
    (tmp_path / "typer" / "__init__.py").write_text("def old():\n    raise AttributeError\nold()\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); sys.argv = ['sociallan', 'check', {READY!r}]\n"

    result = run_code(code + "from sociallan.cli.main import main; main()")

    assert (result.returncode, stderr_of(result).split()[1]) == (2, "typer")


def test_a_fault_of_our_own_is_blamed_on_no_package() -> None:
    code, error = blocked("sociallan.screening.screen", "check", READY)

    assert code == 70
    assert "ModuleNotFoundError" in error
    assert broken_package(ValueError()) is None


def test_what_is_told_to_install_is_the_package_that_has_the_module() -> None:
    """Another package of the module's name could be anyone's."""
    owners = {
        module: names[0].lower()
        for module, names in metadata.packages_distributions().items()
        if names[0].lower().replace("_", "-") in distributions()
    }

    assert {"yaml", "jsonschema_rs", "rpds", "typer"} <= set(owners)
    named = {module: broken_package(ImportError("", name=module)) for module in owners}
    assert {module: str(name).lower() for module, name in named.items()} == {
        module: name.replace("_", "-") for module, name in owners.items()
    }


def test_the_versions_that_will_do_are_told() -> None:
    assert requirement("PyYAML").lower().startswith("pyyaml>=")
    assert {"<", ">"} <= set(requirement("typer"))
    assert requirement("rpds-py") == "rpds-py"


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the program in a zip file, with its packs."""
    folder = tmp_path_factory.mktemp("zipped")
    shutil.copytree(ROOT / "src" / "sociallan", folder / "all" / "sociallan")
    shutil.copytree(RULES, folder / "all" / "sociallan" / "packs" / "lsh")
    zipapp.create_archive(folder / "all", folder / "sociallan.pyz", main="sociallan.cli.main:main")
    return folder / "sociallan.pyz"


@pytest.mark.parametrize(("lang", "says"), [("sv", "zip-fil"), ("en", "zip file")])
def test_a_program_in_a_zip_file_says_how_to_install_it(lang: str, says: str, zipped: Path) -> None:
    code = (
        f"import runpy, sys; sys.argv = ['sociallan.pyz', 'check', {READY!r}, '--lang', {lang!r}]\n"
        f"runpy.run_path({str(zipped)!r}, run_name='__main__')"
    )

    result = run_code(code)

    assert (result.returncode, result.stdout, stderr_of(result).count("\n")) == (2, b"", 1)
    assert says in stderr_of(result)
    assert "pip install ." in stderr_of(result)
