"""The part of a dashboard that lists what hurts most; loaded after the numbers."""

from django.shortcuts import render

from ..trouble import troubles
from .dashboard import PictureView


class DashboardTrouble(PictureView):
    def get(self, request):
        found = troubles(self.picture, self.currency, request.organisation)
        return render(request, "reporting/dashboard_trouble.html", {"troubles": found})
