"""The serving process as the machine sees it: its forks, its memory, its counters and its log."""
