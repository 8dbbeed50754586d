"""Access to the disk, the environment and the clock."""
