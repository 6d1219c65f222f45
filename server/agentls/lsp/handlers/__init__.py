"""What the server does with each message, one module a family of requests."""
