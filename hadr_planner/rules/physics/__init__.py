"""What bodies, machines and places can do."""
