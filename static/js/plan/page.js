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
  // The closest zoom at which the plan fills no more than two screens; it opens where work is still to be done.
  const { first, last } = scale.ends(), room = 2 * Math.max(300, layout.parts.scroll.clientWidth - layout.pane)
  const zoom = Object.keys(scale.WIDTHS).find((name) => ((last - first) / Plan.words.DAY) * scale.WIDTHS[name] < room) || "year"
  document.querySelector("[data-plan-zoom]").value = zoom
  scale.setZoom(zoom)
  layout.home = store.rows.find((row) => !row.summary && row.percent < 100)?.start
  layout.setView(layout.view)
  layout.follow()
  setInterval(() => server.refresh(), 30000)
  document.addEventListener("visibilitychange", () => server.refresh())
  // A task opened in the side panel may have been changed there.
  document.addEventListener("hidden.bs.offcanvas", () => server.refresh({ isOwn: true }))
  Plan.root.dataset.ready = "yes"
})()
