"""What is published: tables, plots and pages, each with the commit and the command that gave it."""
