"""The smallest verified change to an application that would meet a rule."""
