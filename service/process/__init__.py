"""What a process that serves is to the machine: its forks, its memory, its counters and its log."""
