"""The sheet of icons that badges point into."""

from django.http import HttpResponse

from ..templatetags.icons import sheet


def icon_sheet(request, version):
    """Served under an address that changes with the content, so it is kept for a year."""
    response = HttpResponse(sheet()[1], content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
