"""Reading of applications: bytes to plain values with locations, and diagnostics of their form."""
