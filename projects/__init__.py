"""What we deliver: projects, milestones, money, status reports, decisions and actions."""
