"""Reports in words, before any layout, and the building blocks that several formats share."""
