"""What the commands other than check show: rules, templates, comparisons and replays."""
