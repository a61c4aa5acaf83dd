"""How people and units are served."""
