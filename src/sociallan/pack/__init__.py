"""Rule packs: loading and checking of the files, digests, releases and calendar."""
