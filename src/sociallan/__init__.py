"""Pre-screening of applications by the rules of a lender."""

import sys

if getattr(sys, "argv", None) and sys.argv[0] == "-m":
    # Python is still resolving the module of ``-m``; its name precedes the arguments. The import path is changed only
    # if that module is this package, since another program's import path is its own business.
    name = sys.orig_argv[-len(sys.argv)]
    if name == "sociallan" or (name.startswith("-") and name.endswith("msociallan")):
        from sociallan.files.import_path import drop_current_folder

        drop_current_folder()
    del name

__version__ = "0.1.0"
__all__ = [
    "Message",
    "Pack",
    "PackError",
    "Screening",
    "Verdict",
    "__version__",
    "load_pack",
    "render",
    "screen",
    "screen_many",
]

# Not imported from typing: that import would slow down the start of the command line.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sociallan.api import Message, Pack, PackError, Screening, Verdict, load_pack, render, screen, screen_many
else:

    def __getattr__(name: str) -> object:
        """Import a public name on first access, so that ``sociallan --version`` stays fast."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from sociallan import api

        return getattr(api, name)
