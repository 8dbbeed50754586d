"""The command line: the only folder that prints, asks the time or exits."""
