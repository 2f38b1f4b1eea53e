"""Train: weights made by users from gold of their own; needs what `tocsin[train]` brings."""
