"""What a reader asks: searching, answering and comparing, over HTTP, on a page and in a terminal."""
