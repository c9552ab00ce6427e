"""What is measured: our search and answers, a generic baseline, and any server that speaks the API."""
