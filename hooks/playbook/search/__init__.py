"""Search: generates the index and the answers that a reader's browser uses."""
