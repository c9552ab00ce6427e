"""Measuring: standard measures, confidence intervals, comparisons, and the baseline that must not be fallen below."""
