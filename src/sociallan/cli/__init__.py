"""Floor 4, the hands: the command line, the only place that prints, asks the time or exits."""
