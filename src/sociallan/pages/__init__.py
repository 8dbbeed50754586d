"""The output of the commands other than check: rules, templates, comparisons and replays."""
