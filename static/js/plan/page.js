// Starts the page: fetches the plan, shows it, and looks from time to time whether somebody else has edited it.
(async () => {
  const { store, layout, scale, server } = Plan
  const { text } = Plan.words
  layout.view = layout.isPhone() ? "table" : "timeline"
  Plan.root.setAttribute("aria-busy", "true")
  try {
    await server.load()
  } catch {
    messages.show("error", text("offline"))
    return
  } finally {
    Plan.root.setAttribute("aria-busy", "false")
  }
  const days = (scale.last - scale.first) / Plan.words.DAY
  const zoom = days < 75 ? "day" : days < 260 ? "week" : days < 900 ? "month" : "quarter"
  document.querySelector("[data-plan-zoom]").value = zoom
  scale.setZoom(zoom)
  layout.setView(layout.view)
  const first = store.rows[0]
  if (first) layout.toDay(store.today > first.start && store.today < (store.state.finish || "") ? store.today : store.state.start || first.start)
  layout.follow()
  setInterval(server.refresh, 30000)
  document.addEventListener("visibilitychange", server.refresh)
  Plan.root.dataset.ready = "yes"
})()
