"""Running files through a screening: one after the other in this process, or many at once in others."""
