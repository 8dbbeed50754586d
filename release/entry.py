"""The entry point of the single-file executable."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    # On Windows and macOS a worker starts this executable again; in a worker this call does not return.
    freeze_support()

    from sociallan.cli.main import main

    main()
