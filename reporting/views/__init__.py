"""Pages that add up: my work, dashboards, journal, search, one module per page."""
