"""Report text before layout, and the building blocks shared by several formats."""
