"""What users type about people, roles and accounts, one module per noun."""
