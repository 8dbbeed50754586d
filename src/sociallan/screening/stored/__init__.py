"""Reports that were stored: their reading, their replay, and their findings to compare with."""
