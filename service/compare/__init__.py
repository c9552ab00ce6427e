"""What is alike: comparable initiatives, and the same project told again."""
