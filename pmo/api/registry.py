"""The routes of the API. Apps register their viewsets; the frame imports no app."""

_routes: dict[str, type] = {}


def route(path: str, *, name: str = ""):
    """Class decorator: serve this viewset at /api/v1/<path>/ under a name, which is the path if it is plain."""

    def register(viewset):
        if path in _routes and _routes[path] is not viewset:
            raise ValueError(f"the route {path!r} is taken by {_routes[path].__name__}")
        viewset.route_name = name or path
        _routes[path] = viewset
        return viewset

    return register


def routes() -> dict[str, type]:
    """Every route by its path, in order."""
    return dict(sorted(_routes.items()))
