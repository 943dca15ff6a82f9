"""The REST API: what every route shares. Each app declares its objects in `serializers.py` and `viewsets.py`."""
