"""Pre-screening of applications for Kommuninvest's Lån för Social Hållbarhet."""

import sys

if getattr(sys, "argv", None) and sys.argv[0] == "-m":
    # Python is looking for the module of ``-m``, whose name stands before the arguments. Where it is another's, that
    # program keeps its import path.
    name = sys.orig_argv[-len(sys.argv)]
    if name == "sociallan" or (name.startswith("-") and name.endswith("msociallan")):
        from sociallan.files.import_path import drop_current_folder

        drop_current_folder()
    del name

__version__ = "0.1.0"
__all__ = ["Pack", "PackError", "Screening", "Verdict", "__version__", "load_pack", "screen", "screen_many"]

# As in typing, whose import would cost the command line a part of its start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sociallan.api import Pack, PackError, Screening, Verdict, load_pack, screen, screen_many
else:

    def __getattr__(name: str) -> object:
        """Load what is asked for: the command line, which tells its version at once, asks for none of it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from sociallan import api

        return getattr(api, name)
