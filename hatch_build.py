"""Build hook that adds to a wheel the shipped packs and words as objects, so that a run need not parse them."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StoredPacks(BuildHookInterface):  # type: ignore[type-arg]  # The type of its configuration is of no use here.
    """Store the packs and words by ``release/store``; an editable installation reads the files themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Store the objects in a temporary folder, and add that to the wheel."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self.root)
        # The environment of a build may be known to this process alone.
        path = os.pathsep.join([str(root / "src"), *filter(None, sys.path)])
        variables = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": "0"}
        subprocess.run(  # noqa: S603  # A program of this repository.
            [sys.executable, root / "release" / "store", self._folder.name], env=variables, check=True
        )
        build_data["force_include"][self._folder.name] = "sociallan/stored"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folder once it is in the wheel."""
        if version != "editable":
            self._folder.cleanup()
