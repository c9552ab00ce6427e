"""What is asked in company: with the questions before it, what their answers showed, and others in the same text."""
