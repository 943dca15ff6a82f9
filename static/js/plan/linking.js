// A link drawn from the end of one bar to another, and a link chosen to be taken away.
Plan.linking = (() => {
  const { store, layout } = Plan
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
    drawn = { row, path, from: point(event), target: null }
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

  function move(event) {
    if (!drawn) return
    const [x, y] = point(event)
    drawn.path.setAttribute("d", `M${drawn.from[0]} ${drawn.from[1]}L${x} ${y}`)
    drawn.target = under(event)
    for (const group of bars.querySelectorAll("[data-bar]")) group.classList.toggle("target", Number(group.dataset.bar) === drawn.target)
  }

  function end() {
    if (!drawn) return
    const { row, target, path } = drawn
    drawn = null
    path.remove()
    layout.draw(true)
    if (target && !store.linkBetween(row.id, target)) Plan.steps.run([{ do: "link", predecessor: row.id, successor: target }])
  }

  function choose(id) {
    chosen = id
    for (const group of bars.querySelectorAll("[data-link]")) group.classList.toggle("chosen", Number(group.dataset.link) === id)
  }

  bars.addEventListener("pointermove", move)
  bars.addEventListener("pointerup", end)
  bars.addEventListener("pointercancel", () => { drawn?.path.remove(); drawn = null })
  bars.addEventListener("click", (event) => choose(Number(event.target.closest("[data-link]")?.dataset.link) || null))
  document.addEventListener("keydown", (event) => {
    const link = chosen && store.links.get(chosen)
    if (!link || !["Delete", "Backspace"].includes(event.key) || !store.rights.change || event.target.closest("input")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    choose(null)
    Plan.steps.run([{ do: "unlink", predecessor: link.predecessor, successor: link.successor }])
  }, true)
  return { begin }
})()
