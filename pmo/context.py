"""What every page needs around its content."""

from django.conf import settings

from . import navigation


def frame(request):
    """Context processor: menu, organisation, product name."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "product_name": settings.PRODUCT_NAME}
    return {
        "navigation": navigation.for_reader(user, request.path),
        "organisation": request.organisation,
        "product_name": settings.PRODUCT_NAME,
    }
