"""What the affected state or a transit state must grant."""
