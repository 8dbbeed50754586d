"""Entry point of ``python -P -m sociallan``, equivalent to the command ``sociallan``."""

from sociallan.files.import_path import drop_current_folder

if __name__ == "__main__":
    drop_current_folder()

    from sociallan.cli.main import main

    main()
