"""The page: an assessment as one HTML file that asks nothing of the network."""
