"""Numbers, their units and bounds: every quantity that a text states, read exactly or not at all."""
