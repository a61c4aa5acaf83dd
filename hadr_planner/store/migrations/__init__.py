"""The way from every older store to the present one, in steps that are never edited once released."""
