// Tabs of an object's page: the address remembers the open one; a tab's content is fetched when it first opens.
(() => {
  const bar = document.querySelector('.nav-tabs-line[role="tablist"]')
  if (!bar) return
  const tabs = [...bar.querySelectorAll('[role="tab"]')]

  function shown(event) {
    const pane = document.querySelector(event.target.getAttribute("href"))
    htmx.trigger(pane, "open")
    event.target.scrollIntoView({ block: "nearest", inline: "nearest" })
    history.replaceState(history.state, "", pane.id === "facts" ? location.pathname + location.search : `#${pane.id}`)
    pane.querySelectorAll(".js-plotly-plot").forEach((plot) => window.Plotly?.Plots.resize(plot))
  }

  // Where the bar is too narrow for all, a sheet beside it lists them.
  const more = bar.parentElement.querySelector("[data-tabs-more]")
  const sheet = more.querySelector("nav")
  function list() {
    sheet.replaceChildren(...tabs.map((tab) => {
      const link = document.createElement("a")
      link.href = tab.getAttribute("href")
      link.innerHTML = tab.innerHTML
      if (tab.classList.contains("active")) link.setAttribute("aria-current", "true")
      return link
    }))
  }
  more.addEventListener("toggle", () => { if (more.open) list() })
  sheet.addEventListener("click", (event) => {
    const link = event.target.closest("a")
    const tab = link && tabs.find((one) => one.hash === link.hash)
    if (!tab) return
    event.preventDefault()
    more.open = false
    tabler.Tab.getOrCreateInstance(tab).show()
    tab.focus({ preventScroll: true })
  })
  new ResizeObserver(() => {
    more.hidden = false
    more.hidden = bar.scrollWidth <= bar.parentElement.clientWidth
  }).observe(bar.parentElement)

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
