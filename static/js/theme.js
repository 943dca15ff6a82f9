// Light, dark or as the system: kept on the user, for visitors per browser. Runs before the first paint, so nothing
// flashes; the collapsed state of the navigation is set here for the same reason.
(() => {
  const root = document.documentElement
  const system = window.matchMedia("(prefers-color-scheme: dark)")
  const stored = (key) => { try { return localStorage.getItem(key) } catch { return null } }
  const choice = () => root.dataset.themeDefault || stored("theme") || "auto"

  function apply() {
    const theme = choice() === "auto" ? (system.matches ? "dark" : "light") : choice()
    if (root.dataset.bsTheme === theme) return
    root.dataset.bsTheme = theme
    document.dispatchEvent(new CustomEvent("themechange", { detail: theme }))
  }

  function mark() {
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      const chosen = button.dataset.themeChoice === choice()
      button.setAttribute("aria-pressed", chosen)
      button.classList.toggle("active", chosen)
    }
  }

  function keep(theme) {
    try { localStorage.setItem("theme", theme) } catch { /* private window: this page only */ }
    if (!root.dataset.themeUrl) return
    root.dataset.themeDefault = theme
    const headers = JSON.parse(document.body.getAttribute("hx-headers"))
    fetch(root.dataset.themeUrl, { method: "POST", headers, body: new URLSearchParams({ theme }) })
  }

  apply()
  if (stored("navigation") === "compact") root.dataset.navigation = "compact"
  system.addEventListener("change", apply)
  window.addEventListener("storage", () => { apply(); mark() })
  document.addEventListener("DOMContentLoaded", mark)
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]")
    if (!button) return
    keep(button.dataset.themeChoice)
    apply()
    mark()
  })
})()
