// A link drawn from an end of one bar to an end of another, which makes its kind, and a link chosen to be taken away.
Plan.linking = (() => {
  const { store, layout, scale } = Plan
  const { texts, time } = Plan.words
  const { bars } = layout.parts
  let drawn = null, chosen = null

  function point(event) {
    const box = bars.getBoundingClientRect(), view = bars.viewBox.baseVal
    return [event.clientX - box.left + view.x, event.clientY - box.top + view.y]
  }

  function begin(event, row) {
    if (!store.rights.change) return
    event.preventDefault()
    bars.setPointerCapture(event.pointerId)
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
    path.setAttribute("class", "rubber")
    bars.append(path)
    Plan.timeline.offer()
    bars.classList.add("linking")
    drawn = { row, path, side: event.target.dataset.side || "F", from: point(event), target: null, kind: "" }
  }

  function under(event) {
    const group = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.closest?.("[data-bar]"))?.closest("[data-bar]")
    const id = Number(group?.dataset.bar) || Number(rowAt(event)?.id)
    return id && id !== drawn.row.id ? id : null
  }

  function rowAt(event) {
    const [, y] = point(event)
    return store.shown[Math.floor(y / layout.rowHeight)]
  }

  // Which end of the bar is nearer to the pointer, and where it is.
  function nearest(id, x) {
    const row = store.byId.get(id), from = scale.x(time(row.start)), to = scale.x(time(row.finish))
    const side = row.milestone || x < (from + to) / 2 ? "S" : "F"
    return { side, at: [side === "S" ? from : to, (store.place.get(id) + 0.5) * layout.rowHeight - 1] }
  }

  function move(event) {
    if (!drawn) return
    const [x, y] = point(event)
    drawn.target = under(event)
    const end = drawn.target && nearest(drawn.target, x)
    drawn.kind = end ? drawn.side + end.side : ""
    const to = end ? end.at : [x, y]
    drawn.path.setAttribute("d", `M${drawn.from[0]} ${drawn.from[1]}L${to[0]} ${to[1]}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`)
    layout.tip(event, end ? `${texts.kinds[drawn.kind]} · ${texts.linkKinds[drawn.kind]} · ${store.byId.get(drawn.target).name}` : texts.drawLink)
    for (const group of bars.querySelectorAll("[data-bar]")) group.classList.toggle("target", Number(group.dataset.bar) === drawn.target)
  }

  function end() {
    if (!drawn) return
    const { row, target, kind } = drawn
    stop()
    layout.draw(true)
    if (!target) return
    const ends = { predecessor: row.id, successor: target, kind }, known = store.linkBetween(row.id, target)
    if (!known) Plan.steps.run([{ do: "link", ...ends }])
    else if (known.kind !== kind) Plan.steps.run([{ do: "change_link", ...ends }])
  }

  function stop() {
    drawn?.path.remove()
    drawn = null
    bars.classList.remove("linking")
    layout.tip()
  }

  function choose(id) {
    chosen = id
    for (const group of bars.querySelectorAll("[data-link]")) group.classList.toggle("chosen", Number(group.dataset.link) === id)
  }

  bars.addEventListener("pointermove", move)
  bars.addEventListener("pointerup", end)
  bars.addEventListener("pointercancel", stop)
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drawn) { stop(); layout.draw(true) } })
  bars.addEventListener("click", (event) => choose(Number(event.target.closest("[data-link]")?.dataset.link) || null))
  document.addEventListener("keydown", (event) => {
    const link = chosen && store.links.get(chosen)
    if (!link || !["Delete", "Backspace"].includes(event.key) || !store.rights.change || event.target.closest("input")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    choose(null)
    Plan.steps.run([{ do: "unlink", predecessor: link.predecessor, successor: link.successor }])
  }, true)
  return { begin, isOn: () => Boolean(drawn) }
})()
