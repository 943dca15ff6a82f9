// What is done with whole rows: selecting, adding, deleting, moving in the outline, linking. Copies are pasting's.
Plan.rows = (() => {
  const { store } = Plan
  const { text, texts } = Plan.words
  let anchor = null

  function select(id, { toggle = false, range = false } = {}) {
    if (range && anchor !== null && store.place.has(anchor)) {
      const [from, to] = [store.place.get(anchor), store.place.get(id)].sort((one, other) => one - other)
      store.selected = new Set(store.shown.slice(from, to + 1).map((row) => row.id))
    } else if (toggle) {
      store.selected[store.selected.has(id) ? "delete" : "add"](id)
      anchor = id
    } else {
      store.selected = new Set([id])
      anchor = id
    }
    Plan.grid.mark()
  }

  function selectAll() {
    store.selected = new Set(store.shown.map((row) => row.id))
    Plan.grid.mark()
  }

  // The selected rows, or the one with the keyboard; without those whose summary is among them.
  function chosen({ outermost = true } = {}) {
    const found = store.chosen()
    const rows = found.length ? found : [Plan.focus.row()].filter(Boolean)
    const ids = new Set(rows.map((row) => row.id))
    const isInside = (row) => { for (let up = store.byId.get(row.parent); up; up = store.byId.get(up.parent)) if (ids.has(up.id)) return true; return false }
    return outermost ? rows.filter((row) => !isInside(row)) : rows
  }

  const each = (verb, reverse = false) => {
    const rows = chosen()
    const ordered = reverse ? [...rows].reverse() : rows
    return Plan.steps.run(ordered.map((row) => ({ do: verb, task: row.id })), { focus: Plan.focus.id })
  }

  async function add() {
    const row = Plan.focus.row(), isOpenSummary = row?.summary && !store.collapsed.has(row.id)
    const place = !row ? { parent: null } : isOpenSummary ? { parent: row.id, after: null } : { parent: row.parent, after: row.id }
    const answer = await Plan.steps.run([{ do: "create", ref: "new", ...place, fields: { name: texts.newTask } }], { focus: "new" })
    if (answer) Plan.cells.open(answer.created.new ?? Plan.focus.id, "name")
  }

  async function remove() {
    const rows = chosen()
    if (!rows.length) return
    const after = store.shown[Math.max(0, store.place.get(rows[0].id) - 1)]
    const answer = await Plan.steps.run(rows.map((row) => ({ do: "delete", task: row.id })))
    if (!answer) return
    messages.show("info", answer.removed.length === 1 ? text("oneDeleted") : text("deleted", { count: answer.removed.length }))
    if (after && store.place.has(after.id)) Plan.focus.to(after.id)
  }

  // One after the other in the order in which they stand.
  function link() {
    const rows = chosen({ outermost: false }).filter((row) => !row.summary)
    const pairs = rows.slice(1).map((row, number) => [rows[number], row]).filter(([before, after]) => !store.linkBetween(before.id, after.id))
    return Plan.steps.run(pairs.map(([before, after]) => ({ do: "link", predecessor: before.id, successor: after.id })))
  }

  function unlink() {
    const ids = new Set(chosen({ outermost: false }).map((row) => row.id))
    const among = [...store.links.values()].filter((one) => ids.has(one.predecessor) && ids.has(one.successor))
    const links = ids.size === 1 ? store.linksInto([...ids][0]) : among
    return Plan.steps.run(links.map((one) => ({ do: "unlink", predecessor: one.predecessor, successor: one.successor })))
  }

  return {
    select, selectAll, chosen, add, remove, link, unlink,
    indent: () => each("indent"), outdent: () => each("outdent", true), up: () => each("up"), down: () => each("down", true),
  }
})()
