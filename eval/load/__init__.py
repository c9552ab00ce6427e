"""The service under load: what many clients get when they ask for everything at once, and what that costs."""
