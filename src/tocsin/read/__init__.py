"""Reading: statements and what they say, told from text that the reader knows nothing else about."""
