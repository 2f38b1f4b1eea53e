"""The bundled example: made-up reports on public facts, a watch, and gold labels over them."""
