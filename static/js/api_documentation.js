// Draws the documentation of the API. Requests tried out there go with the reader's own session.
"use strict";

(() => {
  const place = document.getElementById("api-documentation");
  if (!place) return;
  window.SwaggerUIBundle({
    url: place.dataset.description,
    domNode: place,
    docExpansion: "none",
    filter: true,
    deepLinking: true,
    persistAuthorization: false,
    requestInterceptor: (request) => {
      if (!["GET", "HEAD"].includes(request.method)) request.headers["X-CSRFToken"] = place.dataset.token;
      return request;
    },
  });
})();
