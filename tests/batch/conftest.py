"""Running the program within the tests' own process, as the tests of the command line do."""

from tests.cli.conftest import inside

__all__ = ["inside"]
