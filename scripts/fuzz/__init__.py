"""Fuzz: broken documents of every format, made by what each brings the parsers to do."""
