"""Page models: everything that a template needs, made from a network and frozen."""
