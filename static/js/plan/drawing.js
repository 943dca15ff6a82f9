// Groups of SVG elements: as text, or written into groups that are there already. Elements that only change cost a
// third of new ones, so scrolling by whole screens makes hardly any. What stands in which group is timeline's.
Plan.drawing = (() => {
  const { scale } = Plan
  const { DAY, time, escape } = Plan.words
  const number = (value) => Math.round(value * 10) / 10
  const part = (tag, name, attributes, said = null) => ({ tag, attributes: { class: name, ...attributes }, said })
  const rect = (name, x, y, width, height, more = {}) => part("rect", name, { x: number(x), y: number(y), width: number(Math.max(0, width)), height: number(height), ...more })
  const path = (name, d) => part("path", name, { d })

  const named = (attributes) => Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`).join("")
  const written = ({ tag, attributes, said }) => `<${tag}${named(attributes)}${said === null ? "/>" : `>${escape(said)}</${tag}>`}`
  const markup = ({ attributes, parts }) => `<g${named(attributes)}>${parts.map(written).join("")}</g>`

  // Days from the first to the end of the last.
  const span = (name, first, last, top, height) => written(rect(name, scale.x(time(first)), top, scale.x(time(last) + DAY) - scale.x(time(first)), height))

  function place(svg, left, top, width, height) {
    svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`)
    svg.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`
  }

  function put(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value)
  }

  // Whether the group begins with elements of the same kinds; what was added to it for the pointer stands behind them.
  const fits = (element, { parts }) => parts.every((one, place) => element.children[place]?.getAttribute("class") === one.attributes.class)

  function rewrite(element, group) {
    put(element, group.attributes)
    if (!fits(element, group)) {
      element.innerHTML = group.parts.map(written).join("")
      return
    }
    while (element.children.length > group.parts.length) element.lastElementChild.remove()
    group.parts.forEach(({ attributes, said }, place) => {
      put(element.children[place], attributes)
      if (said !== null && element.children[place].textContent !== said) element.children[place].textContent = said
    })
  }

  // A group that nothing stands in for now. It stays: taking one out has the browser style all others anew, by what
  // style sheets say of siblings.
  function park(element, attribute) {
    if (element.getAttribute(attribute) === "0") return
    put(element, { class: "parked", [attribute]: 0 })
  }

  // Fill a layer with a group for each key; `of(key)` makes it. While scrolling, what is there already stays.
  function fill(layer, attribute, keys, of, isScrolled) {
    const held = new Map(), spare = [], fresh = []
    for (const element of layer.children) {
      const key = Number(element.getAttribute(attribute))
      key ? held.set(key, element) : spare.push(element)
    }
    for (const key of keys) {
      const element = held.get(key)
      held.delete(key)
      if (!element) fresh.push(key)
      else if (!isScrolled) rewrite(element, of(key))
    }
    spare.push(...held.values())
    const lacking = []
    for (const key of fresh) spare.length ? rewrite(spare.pop(), of(key)) : lacking.push(of(key))
    for (const element of spare) park(element, attribute)
    if (lacking.length) layer.insertAdjacentHTML("beforeend", lacking.map(markup).join(""))
  }

  return { number, part, rect, path, span, place, written, markup, fill }
})()
