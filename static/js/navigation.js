// Collapses the side navigation to its icons; kept per browser (applied by theme.js before the first paint).
(() => {
  const root = document.documentElement
  const toggle = document.querySelector("[data-navigation-toggle]")
  if (!toggle) return
  // Names what the icons stand for once the words are gone.
  document.querySelectorAll(".side-link").forEach((link) => { link.title = link.querySelector(".side-label").textContent })
  const mark = () => toggle.setAttribute("aria-expanded", root.dataset.navigation !== "compact")

  toggle.addEventListener("click", () => {
    if (root.dataset.navigation === "compact") delete root.dataset.navigation
    else root.dataset.navigation = "compact"
    try { localStorage.setItem("navigation", root.dataset.navigation || "wide") } catch { /* this page only */ }
    mark()
    window.dispatchEvent(new Event("resize"))
  })
  mark()
  document.querySelector(".side-link.active")?.scrollIntoView({ block: "nearest" })
  document.querySelector(".nav-tabs-line [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })
})()
