"""Rule packs: from files to a checked pack, with its digests, releases and calendar."""
