// Links between bars as paths: out of one end, into the other, around what stands between.
Plan.arrows = (() => {
  const { store, scale, layout } = Plan
  const { time } = Plan.words
  const { number } = Plan.drawing
  const MOST = 400

  // The links of these rows, whose other end is shown too.
  function wanted(from, to) {
    const found = new Set()
    for (const row of store.shown.slice(from, to)) {
      for (const link of [...store.linksInto(row.id), ...store.linksOutOf(row.id)]) {
        if (found.size < MOST && store.place.has(link.predecessor) && store.place.has(link.successor)) found.add(link.id)
      }
    }
    return [...found]
  }

  function described(link) {
    const first = store.byId.get(link.predecessor), second = store.byId.get(link.successor)
    return `${first.name} → ${second.name} (${Plan.words.texts.kinds[link.kind]}${Plan.words.lag(link)})`
  }

  // The way twice: thin with its tip to be seen, wide to be hit by the pointer.
  function group(link) {
    const height = layout.rowHeight, first = store.byId.get(link.predecessor), second = store.byId.get(link.successor)
    const before = store.place.get(link.predecessor), after = store.place.get(link.successor)
    const leaves = link.kind[0] === "F", enters = link.kind[1] === "S"
    const edge = first.milestone ? 8 : 0, rim = second.milestone ? 8 : 0
    const x = number(scale.x(time(leaves ? first.finish : first.start)) + (leaves ? edge : -edge))
    const end = number(scale.x(time(enters ? second.start : second.finish)) + (enters ? -rim : rim))
    const y = before * height + height / 2 - 1, target = after * height + height / 2 - 1, down = after > before ? 1 : -1
    const out = number(x + (leaves ? 7 : -7)), into = number(end + (enters ? -7 : 7))
    const middle = target - (down * height) / 2
    const isStraight = leaves && enters && into >= out
    const way = isStraight ? `M${x} ${y}H${out}V${target}H${end - 1}` : `M${x} ${y}H${out}V${middle}H${into}V${target}H${end + (enters ? -1 : 1)}`
    const tip = `M${end} ${target}l${enters ? -4.5 : 4.5} -3.5M${end} ${target}l${enters ? -4.5 : 4.5} 3.5`
    return { attributes: { class: `link${first.critical && second.critical ? " critical" : ""}`, "data-link": link.id }, parts: [Plan.drawing.path("wide", way), Plan.drawing.path("way", way + tip)] }
  }

  return { wanted, group, described }
})()
