"""What the planner is measured with: a family of made-up disasters, and a table of how the search fares on them."""
