// The one view model: rows in reading order, links, what is open, selected and searched for. Grid, timeline and table
// only show it. Dates, WBS codes and the critical path are the server's; nothing here computes them.
Plan.store = (() => {
  const store = {
    rows: [], byId: new Map(), links: new Map(), shown: [], place: new Map(), collapsed: new Set(), selected: new Set(),
    search: "", units: { day: 420, week: 2100 }, today: "", rights: {}, state: {}, troubles: new Map(), trading: [], closed: [], week: [5, 6],
  }
  let into = new Map(), outOf = new Map(), costs = null
  const listeners = []

  const named = (names, values) => Object.fromEntries(names.map((name, place) => [name, values[place]]))
  const announce = (what) => listeners.forEach((listener) => listener(what))

  function load(found) {
    for (const name of ["units", "today", "rights", "state", "trading", "closed", "week", "baseline", "cost", "currency"]) store[name] = found[name]
    store.byId = new Map(found.rows.map((values) => [values[0], named(found.names, values)]))
    store.links = new Map(found.links.map((values) => [values[0], named(found.link_names, values)]))
    settle()
  }

  // What an edit moved. In a trial the versions stay those that are written.
  function apply(answer, keepVersions = false) {
    const moved = []
    for (const values of answer.rows) {
      const row = named(answer.names, values), before = store.byId.get(row.id)
      if (keepVersions && before) row.version = before.version
      if (!before || before.start !== row.start || before.finish !== row.finish) moved.push(row.id)
      store.byId.set(row.id, row)
    }
    for (const id of answer.removed) { store.byId.delete(id); store.selected.delete(id) }
    for (const id of answer.links_removed) store.links.delete(id)
    for (const values of answer.links) {
      const link = named(answer.link_names, values), before = store.links.get(link.id)
      if (keepVersions && before) link.version = before.version
      store.links.set(link.id, link)
    }
    store.state = answer.state
    settle()
    return moved
  }

  // What a task costs, a summary with all its parts: a sum for the eye, kept until rows change.
  function costOf(row) {
    if (!costs) {
      costs = new Map()
      for (const one of [...store.rows].reverse()) {
        const sum = (costs.get(one.id) || 0) + Number(one.cost || 0)
        costs.set(one.id, sum)
        if (one.parent) costs.set(one.parent, (costs.get(one.parent) || 0) + sum)
      }
    }
    return costs.get(row.id)
  }

  function settle() {
    costs = null
    for (const [id, link] of store.links) if (!store.byId.has(link.predecessor) || !store.byId.has(link.successor)) store.links.delete(id)
    store.rows = [...store.byId.values()].sort((one, other) => one.row - other.row)
    into = new Map(); outOf = new Map()
    for (const link of store.links.values()) {
      into.set(link.successor, [...(into.get(link.successor) || []), link])
      outOf.set(link.predecessor, [...(outOf.get(link.predecessor) || []), link])
    }
    number()
    store.troubles = new Map()
    for (const one of store.state.problems || []) for (const id of one.tasks) store.troubles.set(id, [...(store.troubles.get(id) || []), one.text])
    show("rows")
  }

  // Where each row stands among its siblings, for screen readers.
  function number() {
    const siblings = new Map()
    for (const row of store.rows) {
      const list = siblings.get(row.parent) || []
      list.push(row)
      siblings.set(row.parent, list)
      row.posinset = list.length
    }
    for (const list of siblings.values()) for (const row of list) row.setsize = list.length
  }

  function show(what = "shown") {
    const wanted = store.search.trim().toLowerCase(), matching = new Set()
    if (wanted) {
      for (const row of store.rows) {
        if (!`${row.wbs} ${row.name} ${row.person || ""}`.toLowerCase().includes(wanted)) continue
        for (let up = row; up && !matching.has(up.id); up = store.byId.get(up.parent)) matching.add(up.id)
      }
    }
    let hiddenBelow = null
    store.shown = store.rows.filter((row) => {
      if (wanted) return matching.has(row.id)
      if (hiddenBelow !== null && row.level > hiddenBelow) return false
      hiddenBelow = row.summary && store.collapsed.has(row.id) ? row.level : null
      return true
    })
    store.place = new Map(store.shown.map((row, place) => [row.id, place]))
    announce(what)
  }

  function open(ids, isOpen) {
    for (const id of ids) store.collapsed[isOpen ? "delete" : "add"](id)
    show()
  }

  return Object.assign(store, {
    load, apply, show, open, announce, costOf,
    onChange: (listener) => listeners.push(listener),
    linksInto: (id) => into.get(id) || [],
    linksOutOf: (id) => outOf.get(id) || [],
    linkBetween: (before, after) => (into.get(after) || []).find((link) => link.predecessor === before),
    snapshot: () => ({ byId: new Map(store.byId), links: new Map(store.links), state: store.state }),
    restore: (kept) => { store.byId = new Map(kept.byId); store.links = new Map(kept.links); store.state = kept.state; settle() },
    chosen: () => store.shown.filter((row) => store.selected.has(row.id)),
  })
})()
