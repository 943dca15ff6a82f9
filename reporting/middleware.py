"""After a page has written facts: bring the few projects it touched up to date before the next page is asked for."""

from .services import recalculate_few

READING = ("GET", "HEAD", "OPTIONS")


class RecalculateMiddleware:
    """Pages only: an API client writes many rows in a row, and the drain takes those together."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        wrote = request.method not in READING and response.status_code < 400
        if wrote and not request.path.startswith("/api/"):
            recalculate_few()
        return response
