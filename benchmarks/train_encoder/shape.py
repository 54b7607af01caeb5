"""The shape of the network: MiniLM with six layers."""

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = 1e-12
