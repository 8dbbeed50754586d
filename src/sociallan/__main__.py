"""``python -m sociallan``: the same as the command ``sociallan``."""

from sociallan.cli.main import main

if __name__ == "__main__":
    main()
