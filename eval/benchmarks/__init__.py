"""Speed and memory of what a user runs, and of what a user might pick instead, in one run on one machine."""
