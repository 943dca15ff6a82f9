// Tabs of an object's page: the address remembers the open one; a tab's content is fetched when it first opens.
(() => {
  const bar = document.querySelector('.nav-tabs-line[role="tablist"]')
  if (!bar) return
  const tabs = [...bar.querySelectorAll('[role="tab"]')]

  function shown(event) {
    const pane = document.querySelector(event.target.getAttribute("href"))
    htmx.trigger(pane, "open")
    history.replaceState(history.state, "", pane.id === "facts" ? location.pathname + location.search : `#${pane.id}`)
    pane.querySelectorAll(".js-plotly-plot").forEach((plot) => window.Plotly?.Plots.resize(plot))
  }

  tabs.forEach((tab) => tab.addEventListener("shown.bs.tab", shown))
  function follow() {
    const wanted = tabs.find((tab) => tab.getAttribute("href") === (location.hash || "#facts"))
    if (!wanted) return
    if (wanted.classList.contains("active")) shown({ target: wanted })  // Tabler was faster
    else tabler.Tab.getOrCreateInstance(wanted).show()
  }
  window.addEventListener("hashchange", follow)
  document.addEventListener("htmx:load", follow, { once: true })  // htmx has taken the page in
})()
