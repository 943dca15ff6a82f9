"""Who there is: users, people, departments, vendors, roles, tokens, calendars and currencies."""
