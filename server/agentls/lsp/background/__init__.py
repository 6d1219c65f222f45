"""What the server does while no message waits."""
