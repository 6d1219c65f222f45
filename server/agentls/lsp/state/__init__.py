"""What the server remembers between messages."""
