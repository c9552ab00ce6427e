"""Documents as received, the catalogue, and how a file becomes pages, sections and initiatives."""
