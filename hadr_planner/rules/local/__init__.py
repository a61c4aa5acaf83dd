"""What host and local government order on the ground."""
