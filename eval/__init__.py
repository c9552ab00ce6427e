"""How good it is: judged questions and what is measured with them."""
