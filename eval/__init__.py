"""Evaluation: judged questions, and what is measured with them."""
