"""Entry point of ``python -P -m sociallan``, equivalent to the command ``sociallan``."""

if __name__ == "__main__":
    try:
        from sociallan.files.import_path import drop_current_folder

        drop_current_folder()

        from sociallan.cli.main import main

        main()
    except KeyboardInterrupt as error:
        # Interrupted before the entry point could answer for it.
        raise SystemExit(128 + next(iter(error.args), 2)) from None
