"""What it adds up to: roll-up, dashboards, exports. It owns the code that writes states and snapshots."""
