// A board ([data-board]): cards ([data-card]) in lists ([data-cards]), moved by mouse, keys or dialog. A move shows at
// once, is sent, and is undone when the server refuses it. Lists carry data-column (board) or data-sprint (backlog).
window.board = (() => {
  const { post, made, inTurn } = window.boardServer
  const rootOf = (element) => element.closest("[data-board]")
  const listOf = (card) => card.closest("[data-cards]")
  const cardsOf = (list) => [...list.querySelectorAll(":scope > [data-card]")]
  const linkOf = (card) => card.querySelector(".kan-title")
  const listsOf = (root, group) => [...root.querySelectorAll("[data-cards]")].filter((list) => !group || list.dataset.group === group)
  const placeOf = (root, list) => list.dataset[root.dataset.attribute]

  function say(root, text) {
    const region = root.querySelector("[data-board-says]")
    region.textContent = ""
    setTimeout(() => { region.textContent = text }, 30)
  }

  function where(root, card, words) {
    const list = listOf(card)
    const all = cardsOf(list)
    const values = { name: card.dataset.name, place: list.dataset.place, position: all.indexOf(card) + 1, count: all.length }
    return root.dataset[words].replace(/\{(\w+)\}/g, (_, key) => values[key])
  }

  // Where a card stands, so that it can go back there.
  const spot = (card) => ({ list: listOf(card), next: card.nextElementSibling })
  const putBack = (card, from) => from.list.insertBefore(card, from.next?.parentElement === from.list ? from.next : null)
  const hasMoved = (card, from) => listOf(card) !== from.list || card.nextElementSibling !== from.next

  function count(root, counts) {
    if (root.dataset.attribute !== "column") return
    root.querySelectorAll("[data-lane-count]").forEach((place) => { place.textContent = listsOf(root, place.dataset.laneCount).reduce((sum, list) => sum + cardsOf(list).length, 0) })
    for (const column of counts || []) {
      root.querySelectorAll(`[data-count-of="${column.id}"]`).forEach((place) => { place.textContent = column.count })
      const head = root.querySelector(`[data-head="${column.id}"]`)
      head?.classList.toggle("is-over", column.over)
      head?.querySelector("[data-over]")?.toggleAttribute("hidden", !column.over)
    }
  }

  // A card that is under way again, dragged or lifted, is not drawn anew from under the hand.
  const renewed = new WeakMap()
  const latest = (card) => (renewed.has(card) ? latest(renewed.get(card)) : card)
  const isHeld = (card) => card.matches(".lifted, .sortable-chosen")

  function replace(card, html) {
    const fresh = html ? made(html) : null
    if (fresh) renewed.set(card, fresh)
    const hadFocus = card.contains(document.activeElement)
    if (fresh) { card.replaceWith(fresh); htmx.process(fresh) } else card.remove()
    if (fresh) { rove(fresh); if (hadFocus) linkOf(fresh).focus({ preventScroll: true }) }
    return fresh
  }

  // One card of each list takes the keyboard, so Tab goes from column to column.
  function rove(card) {
    const list = listOf(card)
    cardsOf(list).forEach((other) => { linkOf(other).tabIndex = other === card ? 0 : -1 })
  }
  const roveAll = (root) => listsOf(root).forEach((list) => { const [first] = cardsOf(list); if (first && !list.querySelector('.kan-title[tabindex="0"]')) rove(first) })

  function insist(root, text) {
    const dialog = root.querySelector("[data-limit-dialog]")
    dialog.querySelector("[data-limit-text]").textContent = text
    dialog.returnValue = ""
    dialog.showModal()
    return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }))
  }

  // What a card takes on that changes its lane: a person, a sprint, a priority, a parent task.
  function laneOf(card, from) {
    const lanes = rootOf(card).dataset.lanes
    return lanes ? { lanes, [lanes]: listOf(card).dataset.lane, seen_lane: from.list.dataset.lane } : {}
  }

  // Somebody else moved it: it goes where it now is, and the reader is told.
  function showTheirs(root, card, answer) {
    const key = String(answer[root.dataset.attribute] ?? "")
    const target = listsOf(root).find((list) => placeOf(root, list) === key && (!root.dataset.lanes || list.dataset.lane === answer.lane))
    if (target) { target.prepend(card); replace(card, answer.html) } else card.remove()
    count(root, answer.counts)
  }

  // A card moved again meanwhile goes on from where the first move has put it.
  const send = (card, from) => inTurn(() => deliver(latest(card), from))

  async function deliver(card, from, extra = {}) {
    if (!listOf(card)) return null
    const root = rootOf(card)
    const fields = { [root.dataset.attribute]: placeOf(root, listOf(card)), seen: placeOf(root, from.list), before: card.nextElementSibling?.dataset.card || "", as: root.dataset.as, ...laneOf(card, from), ...extra }
    card.classList.add("saving")
    const answer = await post(card.dataset.moveUrl, fields).catch(() => ({ status: 0 }))
    card.classList.remove("saving")
    if (answer.status === 200) {
      count(root, answer.counts)
      say(root, answer.text)
      const fresh = isHeld(card) ? card : replace(card, answer.html)
      roveAll(root)
      return fresh
    }
    if (answer.status === 422 && answer.over_limit && await insist(root, answer.text)) return deliver(card, from, { ...extra, over_limit: "1" })
    putBack(card, from)
    if (answer.status === 409) showTheirs(root, card, answer)
    const texts = window.messages.texts
    const text = answer.text || texts[answer.status] || (answer.status ? texts[500] : texts.offline)
    if (!answer.over_limit) window.messages.show(answer.status === 409 ? "warning" : "error", text)
    say(root, text)
    roveAll(root)
  }

  // The field is free for the next card at once; a name that was refused comes back into it.
  function add(form) {
    const fields = Object.fromEntries(new FormData(form))
    form.querySelector("[name=name]").value = ""
    return inTurn(() => deliverNew(form, fields))
  }

  async function deliverNew(form, fields, extra = {}) {
    const root = rootOf(form), name = form.querySelector("[name=name]")
    const answer = await post(form.getAttribute("action"), { ...fields, as: root.dataset.as, ...extra }).catch(() => ({ status: 0 }))
    if (answer.status === 422 && answer.over_limit && await insist(root, answer.text)) return deliverNew(form, fields, { over_limit: "1" })
    if (answer.status !== 200) {
      name.value ||= fields.name
      return answer.over_limit ? null : window.messages.show("error", answer.text || window.messages.texts[answer.status] || window.messages.texts.offline)
    }
    const key = form.querySelector(`[name=${root.dataset.attribute}]`).value
    const card = made(answer.html)
    listsOf(root).find((list) => placeOf(root, list) === key).append(card)
    htmx.process(card)
    card.scrollIntoView({ block: "nearest" })
    count(root, answer.counts)
    roveAll(root)
    say(root, answer.text)
  }

  return { rootOf, listOf, cardsOf, linkOf, listsOf, placeOf, say, where, spot, putBack, hasMoved, send, add, rove, roveAll }
})()
