"""Help that editors give on the files that people write."""
