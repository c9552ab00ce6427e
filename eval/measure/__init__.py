"""How good it is: measures of the field, intervals, comparisons, and the baseline that must not be fallen below."""
