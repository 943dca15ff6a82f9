// Speaks with the server: all rows once, then commands one after the other, each with the version that is shown.
Plan.server = (() => {
  const { texts, text } = Plan.words
  const saving = Plan.root.querySelector("[data-plan-saving]")
  const headers = () => ({ ...JSON.parse(document.body.getAttribute("hx-headers")), "Content-Type": "application/json" })
  const VERSIONED = ["change", "delete", "move", "indent", "outdent", "up", "down", "predecessors", "progress"]
  let tag = null, queue = Promise.resolve(), waiting = 0, isUnsure = false

  async function load() {
    const answer = await fetch(Plan.root.dataset.rows, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" })
    if (answer.status === 304) return false
    if (!answer.ok) throw new Error(answer.status)
    tag = answer.headers.get("ETag")
    Plan.store.load(await answer.json())
    return true
  }

  // What the editor saw: the version of each task or link as it is shown now.
  function seen(command) {
    const plain = { ...command }
    delete plain.version
    if (VERSIONED.includes(plain.do) && typeof plain.task === "number") plain.version = Plan.store.byId.get(plain.task)?.version ?? command.version ?? 0
    if (["change_link", "unlink"].includes(plain.do)) {
      const link = Plan.store.linkBetween(plain.predecessor, plain.successor)
      if (link) plain.version = link.version
    }
    return plain
  }

  async function post(commands, { dryRun = false, isQuiet = false }) {
    let answer
    try {
      const body = JSON.stringify({ commands: commands.map(seen), dry_run: dryRun })
      answer = await fetch(Plan.root.dataset.edit, { method: "POST", headers: headers(), body })
    } catch {
      isUnsure = true
      return unreachable()
    }
    const found = await answer.json().catch(() => null)
    if (answer.ok && found) return { answer: found }
    if (answer.status === 409 && found) return { conflicts: found.conflicts, failed: true }
    if (found?.problems) {
      if (isQuiet) return { problems: found.problems, failed: true }
      const said = found.problems.map((problem) => (problem.name ? Plan.words.about(problem.name, problem.text) : problem.text))
      messages.show("error", said.join(" "))
      Plan.words.say(said.join(" "))
      return { problems: found.problems, failed: true }
    }
    messages.show("error", messages.texts[answer.status] || texts.failed)
    return { failed: true, isLost: true }
  }

  function unreachable() {
    messages.show("error", texts.offline)
    return { failed: true, isLost: true }
  }

  // An answer that got lost may have been written all the same: what is shown is read anew before the next edit.
  async function carry(commands, how) {
    if (isUnsure && !how.dryRun) {
      try { await load() } catch { return unreachable() }
      isUnsure = false
    }
    return post(typeof commands === "function" ? commands() : commands, how)
  }

  function busy(change) {
    waiting += change
    saving.hidden = waiting === 0
    saving.textContent = texts.saving
    Plan.root.setAttribute("aria-busy", waiting > 0)
  }

  // One request at a time, so that an edit never runs into the one before it.
  function send(commands, how = {}) {
    busy(1)
    const turn = queue.then(() => carry(commands, how))
    // Not before whoever asked has taken the answer in: the next edit carries the versions that it gave.
    queue = turn.catch(() => null).then(() => new Promise((done) => { setTimeout(done) }))
    return turn.finally(() => busy(-1))
  }

  const picture = () => JSON.stringify(Plan.store.rows.map((row) => [row.id, row.version, row.row, row.start, row.finish])) + JSON.stringify([...Plan.store.links.keys()])

  // Somebody else may have edited: look when the page is looked at again, and every half minute.
  async function refresh({ isOwn = false } = {}) {
    if (document.hidden || waiting || Plan.cells.isOpen() || Plan.trial.isOn()) return
    const before = picture(), seen = new Map(Plan.store.byId)
    try { await load() } catch { return }
    if (picture() === before) return
    const isOther = (id) => seen.get(id)?.version !== Plan.store.byId.get(id)?.version
    Plan.steps.forget(new Set([...seen.keys(), ...Plan.store.byId.keys()].filter(isOther)))
    if (!isOwn) messages.show("info", text("others"))
  }

  return { load, send, refresh }
})()
