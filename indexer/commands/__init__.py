"""The commands of `python -m indexer`, by subject; those of training stand in `indexer.training`."""
