"""The special pages of accounts, one module per noun; plain object pages are declared in `urls.py`."""
