"""What narrows a question: places, years, numbers of initiatives, a part of its topic; and the filters made of it."""
