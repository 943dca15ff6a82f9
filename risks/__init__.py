"""What may go wrong and what has: risks with their responses, issues, assumptions."""
