"""Measuring: standard measures, confidence intervals, comparisons, and the baseline that figures must not fall below."""
