"""What people read: indicators, tables, texts, maps and files made from a plan."""
