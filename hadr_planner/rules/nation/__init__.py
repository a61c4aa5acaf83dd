"""What a contributing nation holds back."""
