"""What stands where in text that is being typed, by its lines and indentation alone."""
