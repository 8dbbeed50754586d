"""Floor 3, the doors: disk, environment, clock and processes."""
