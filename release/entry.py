"""The entry point of the single-file executable."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    # A worker that is spawned (Windows, macOS) is the executable once more: this runs it and does not return.
    freeze_support()

    from sociallan.cli.main import main

    main()
