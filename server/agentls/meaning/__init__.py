"""What a value means to its host, for rules and features alike."""
