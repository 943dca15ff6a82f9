"""What we want: objectives, portfolios, programmes, KPIs, committees and their sessions."""
