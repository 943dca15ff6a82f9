"""In and out: imports of workbooks and archives."""
