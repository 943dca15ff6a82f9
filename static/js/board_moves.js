// How cards are moved (see board.js): by dragging, by keys, and by the dialog "Move the card"; columns on a phone.
(() => {
  const { rootOf, listOf, cardsOf, linkOf, listsOf, placeOf, say, where, spot, putBack, hasMoved, send, add, rove, roveAll } = window.board
  let lifted = null // {card, from} while a card is moved by keys

  // -- Dragging --------------------------------------------------------------------------------------------------
  async function start(root) {
    if (root.dataset.ready) return
    root.dataset.ready = "yes"
    roveAll(root)
    root.querySelector(".kan-scroll")?.addEventListener("scroll", () => follow(root), { passive: true })
    await window.assets.load("sortable")
    let from = null
    for (const list of listsOf(root)) {
      Sortable.create(list, {
        group: root.dataset.lanes ? "lanes" : list.dataset.group, draggable: "[data-card]", filter: "[data-card]:not([data-movable]), input, button, form", preventOnFilter: false,
        animation: 120, delay: 180, delayOnTouchOnly: true, touchStartThreshold: 6, scroll: true, bubbleScroll: true,
        onStart: ({ item }) => { drop(false); from = spot(item) },
        onEnd: ({ item }) => { if (from && hasMoved(item, from)) send(item, from) },
      })
    }
  }
  const startAll = () => document.querySelectorAll("[data-board]").forEach(start)
  document.addEventListener("htmx:load", startAll)
  startAll()

  // -- Keys ------------------------------------------------------------------------------------------------------
  function lift(card) {
    lifted = { card, from: spot(card) }
    card.classList.add("lifted")
    say(rootOf(card), where(rootOf(card), card, "textLifted"))
  }

  function drop(keep) {
    if (!lifted) return
    const { card, from } = lifted
    lifted = null
    card.classList.remove("lifted")
    if (keep && hasMoved(card, from)) return send(card, from)
    if (!keep) { putBack(card, from); say(rootOf(card), where(rootOf(card), card, "textBack")) }
    rove(card)
    linkOf(card).focus()
  }

  function beside(card, by) {
    const root = rootOf(card)
    const lists = listsOf(root, listOf(card).dataset.group)
    return lists[lists.indexOf(listOf(card)) + by]
  }

  // The same column in the lane above or below; the backlog is one list below the other.
  function across(card, by) {
    const root = rootOf(card)
    if (!root.dataset.lanes) return null
    const lists = listsOf(root).filter((list) => placeOf(root, list) === placeOf(root, listOf(card)))
    return lists[lists.indexOf(listOf(card)) + by]
  }

  function carry(card, key) {
    const list = listOf(card)
    const cards = cardsOf(list)
    const place = cards.indexOf(card)
    if (key === "ArrowUp") place ? list.insertBefore(card, cards[place - 1]) : across(card, -1)?.append(card)
    if (key === "ArrowDown") place < cards.length - 1 ? list.insertBefore(cards[place + 1], card) : across(card, 1)?.prepend(card)
    const other = key === "ArrowLeft" ? beside(card, -1) : key === "ArrowRight" ? beside(card, 1) : null
    if (other) other.insertBefore(card, cardsOf(other)[cardsOf(list).indexOf(card)] || null)
    linkOf(card).focus()
    card.scrollIntoView({ block: "nearest", inline: "nearest" })
    say(rootOf(card), where(rootOf(card), card, "textAt"))
  }

  function walk(card, key) {
    const all = cardsOf(listOf(card))
    const place = all.indexOf(card)
    const above = () => cardsOf(across(card, -1) || listOf(card)).at(-1)
    const below = () => cardsOf(across(card, 1) || listOf(card))[0]
    let next = { ArrowUp: all[place - 1] || above(), ArrowDown: all[place + 1] || below(), Home: all[0], End: all.at(-1) }[key]
    for (let by = key === "ArrowLeft" ? -1 : 1, list = beside(card, by), step = by; !next && /Left|Right/.test(key) && list; step += by, list = beside(card, step)) {
      const cards = cardsOf(list)
      next = cards[Math.min(place, cards.length - 1)]
    }
    if (!next) return
    rove(next)
    linkOf(next).focus()
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches?.(".kan-title")) return
    const card = event.target.closest("[data-card]")
    const isArrow = /^Arrow|^Home$|^End$/.test(event.key)
    if (lifted?.card === card) {
      if (isArrow) carry(card, event.key)
      else if (event.key === " " || event.key === "Enter") drop(true)
      else if (event.key === "Escape" || event.key === "Tab") drop(false)
      if (event.key !== "Tab") { event.preventDefault(); event.stopPropagation() }
      return
    }
    if (isArrow) { event.preventDefault(); walk(card, event.key) }
    if (event.key === " ") { event.preventDefault(); if ("movable" in card.dataset) lift(card) }
  })
  document.addEventListener("pointerdown", (event) => { if (lifted && !lifted.card.contains(event.target)) drop(false) })

  // -- The dialog, adding ----------------------------------------------------------------------------------------
  function ask(card) {
    const root = rootOf(card)
    const dialog = root.querySelector("[data-move-dialog]")
    const select = dialog.querySelector("[data-move-place]")
    dialog.querySelector("[data-move-name]").textContent = card.dataset.name
    const lanes = dialog.querySelector("[data-move-lane]")
    select.value = placeOf(root, listOf(card))
    if (lanes) lanes.value = listOf(card).dataset.group
    dialog.returnValue = ""
    dialog.showModal()
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return
      const from = spot(card)
      const target = listsOf(root, lanes?.value || listOf(card).dataset.group).find((list) => placeOf(root, list) === select.value)
      if (dialog.querySelector("[name=end]:checked").value === "first") target.prepend(card)
      else target.append(card)
      if (hasMoved(card, from)) send(card, from).then((fresh) => { if (fresh) { rove(fresh); linkOf(fresh).focus() } })
    }, { once: true })
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-move-open]")
    if (opener) ask(opener.closest("[data-card]"))
    const jump = event.target.closest("[data-jump]")
    if (jump) {
      const scroll = rootOf(jump).querySelector(".kan-scroll")
      scroll.scrollTo({ left: scroll.querySelector(".kan-row").children[jump.dataset.jump].offsetLeft - scroll.querySelector(".kan-row").offsetLeft })
    }
  })
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-card-add]")) return
    event.preventDefault()
    add(event.target)
  })

  // -- One column at a time on a phone ---------------------------------------------------------------------------
  function follow(root) {
    const scroll = root.querySelector(".kan-scroll")
    const shown = Math.round(scroll.scrollLeft / scroll.querySelector(".kan-head").offsetWidth)
    root.querySelectorAll("[data-jump]").forEach((button, place) => (place === shown ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current")))
  }
})()
