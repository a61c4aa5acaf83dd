"""The nouns: frozen, with units in their names, and with no input, output or solver."""
