"""Pre-screening of applications for Kommuninvest's Lån för Social Hållbarhet."""

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
