// Keys: / search, ? help, g and a letter to go somewhere, c create, e edit, j k o x in lists.
// Single-key shortcuts can be switched off in the help dialog (WCAG 2.1.4); kept per browser.
(() => {
  const help = document.getElementById("help-dialog")
  const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], .ts-wrapper, dialog"
  let first = ""

  const enabled = () => { try { return localStorage.getItem("shortcuts") !== "off" } catch { return true } }
  const go = (element) => { if (element) { element.click(); return true } return false }

  function arrow(event) {
    const row = document.activeElement?.closest?.("tr[data-panel-url]")
    const cell = document.activeElement?.closest?.("td")
    if (!row || document.activeElement.matches("input, select, textarea")) return false
    if (event.key === "ArrowDown") { window.sidePanel?.step(1); return true }
    if (event.key === "ArrowUp") { window.sidePanel?.step(-1); return true }
    const cells = [...row.querySelectorAll("[data-cell-url], [data-cell]")]
    const place = cells.indexOf(cell)
    if (event.key === "ArrowRight" && cells[place + 1]) { cells[place + 1].focus(); return true }
    if (event.key === "ArrowLeft" && place >= 0) { (cells[place - 1] || row).focus(); return true }
    return false
  }

  // What lies open beside the page comes before the page itself.
  const nearest = (selector) => document.querySelector(`.side-panel.show ${selector}`) || document.querySelector(selector)

  const KEYS = {
    "/": () => { const field = document.querySelector("[data-shortcut-search]"); field?.focus(); field?.select(); return Boolean(field) },
    "?": () => { help?.showModal(); return true },
    c: () => go(nearest("[data-shortcut-create]")),
    e: () => go(nearest("[data-shortcut-edit]")),
    j: () => { window.sidePanel?.step(1); return true },
    k: () => { window.sidePanel?.step(-1); return true },
    o: () => { const row = window.sidePanel?.current(); if (row) window.sidePanel.open(row); return Boolean(row) },
    x: () => go(window.sidePanel?.current()?.querySelector("[name=ids]")),
  }

  function second(key) {
    const target = document.querySelector(`[data-shortcut="${first} ${CSS.escape(key)}"]`)
    first = ""
    if (target?.dataset.url) window.location.assign(target.dataset.url)
    return Boolean(target)
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.key.startsWith("Arrow")) { if (arrow(event)) event.preventDefault(); return }
    if (event.target.matches?.(TYPING) || event.target.closest?.("dialog[open]") || !enabled()) return
    if (first === "g" && second(event.key)) return event.preventDefault()
    if (event.key === "g") { first = "g"; setTimeout(() => { first = "" }, 1500); return }
    if (KEYS[event.key]?.()) event.preventDefault()
  })

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-shortcut-help]")) help?.showModal()
  })

  const box = document.querySelector("[data-shortcut-switch]")
  if (box) {
    box.checked = enabled()
    box.addEventListener("change", () => { try { localStorage.setItem("shortcuts", box.checked ? "on" : "off") } catch { /* this page only */ } })
  }
})()
