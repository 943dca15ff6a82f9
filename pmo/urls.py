"""All addresses. Each app lists its own; the frame adds home, language, health checks and jobs."""

urlpatterns = []
