// Draws the documentation of the API, in the theme of the page. Requests tried out there go with the reader's own session.
"use strict";

(() => {
  const place = document.getElementById("api-documentation");
  if (!place) return;
  const root = document.documentElement;
  const follow = () => root.classList.toggle("dark-mode", root.dataset.bsTheme === "dark");
  document.addEventListener("themechange", follow);
  follow();
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
