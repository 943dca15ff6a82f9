// Links between bars as paths: out of one end, into the other, around what stands between.
Plan.arrows = (() => {
  const { store, scale, layout } = Plan
  const { time, escape } = Plan.words
  const MOST = 400

  function draw(from, to) {
    const drawn = []
    const wanted = new Set()
    for (const row of store.shown.slice(from, to)) {
      for (const link of store.linksInto(row.id)) wanted.add(link)
      for (const link of store.linksOutOf(row.id)) wanted.add(link)
    }
    for (const link of wanted) {
      if (drawn.length >= MOST) break
      const before = store.place.get(link.predecessor), after = store.place.get(link.successor)
      if (before === undefined || after === undefined) continue
      drawn.push(arrow(link, before, after))
    }
    return drawn.join("")
  }

  function arrow(link, before, after) {
    const height = layout.rowHeight, first = store.byId.get(link.predecessor), second = store.byId.get(link.successor)
    const leaves = link.kind[0] === "F", enters = link.kind[1] === "S"
    const edge = first.milestone ? 8 : 0, rim = second.milestone ? 8 : 0
    const x = scale.x(time(leaves ? first.finish : first.start)) + (leaves ? edge : -edge)
    const end = scale.x(time(enters ? second.start : second.finish)) + (enters ? -rim : rim)
    const y = before * height + height / 2 - 1, target = after * height + height / 2 - 1, down = after > before ? 1 : -1
    const out = x + (leaves ? 7 : -7), into = end + (enters ? -7 : 7)
    const middle = target - (down * height) / 2
    const isStraight = leaves ? (enters ? into >= out : false) : enters
    const path = isStraight && leaves && enters
      ? `M${x} ${y}H${out}V${target}H${end - 1}`
      : `M${x} ${y}H${out}V${middle}H${into}V${target}H${end + (enters ? -1 : 1)}`
    const isCritical = first.critical && second.critical
    const tip = enters ? `M${end} ${target}l-5 -3v6z` : `M${end} ${target}l5 -3v6z`
    return `<g class="link${isCritical ? " critical" : ""}" data-link="${link.id}"><title>${escape(`${first.name} → ${second.name} (${Plan.words.texts.kinds[link.kind]}${Plan.words.lag(link)})`)}</title><path class="wide" d="${path}"/><path class="way" d="${path}"/><path class="tip" d="${tip}"/></g>`
  }

  return { draw }
})()
