// What if: every change is computed by the server and taken back; the plan shows what would become of it. Keep or drop.
Plan.trial = (() => {
  const { store } = Plan
  const { text, texts, escape, lastDate } = Plan.words
  const bar = Plan.root.querySelector("[data-plan-trial-bar]"), effect = bar.querySelector("[data-plan-effect]"), intro = effect.textContent
  const button = document.querySelector("[data-plan-trial]")
  let base = null, batches = [], refs = new Map(), count = 0

  function begin() {
    base = store.snapshot()
    batches = []
    refs = new Map()
    show()
  }

  function show(answer = null) {
    const isOn = base !== null
    bar.hidden = !isOn
    button?.setAttribute("aria-pressed", isOn)
    Plan.root.classList.toggle("plan-trying", isOn)
    effect.textContent = intro
    if (answer) effect.innerHTML = told(answer.effect)
    Plan.steps.buttons()
    Plan.layout.again()
  }

  function told({ before, after }) {
    const parts = [[texts.columns.finish, lastDate(before.finish), lastDate(after.finish)], [texts.criticalTasks, before.critical, after.critical]]
    if (before.cost_text) parts.push([texts.cost, before.cost_text, after.cost_text])
    return parts.map(([label, one, other]) => `<span class="plan-effect">${escape(label)} ${one === other ? `<b>${escape(one)}</b> (${escape(text("noChange"))})` : `${escape(one)} → <b class="changed">${escape(other)}</b>`}</span>`).join(" ")
  }

  // Rows made in the trial have no number yet: they are meant by their reference.
  function meant(command) {
    const found = { ...command }
    for (const name of ["task", "parent", "after", "predecessor", "successor"]) if (refs.has(found[name])) found[name] = refs.get(found[name])
    return found
  }

  async function add(commands, focus) {
    const names = new Map()
    const batch = commands.map(meant).map((command) => {
      for (const name of ["ref", "task", "parent", "after", "predecessor", "successor"]) {
        if (name === "ref" && command.ref) names.set(command.ref, `w${(count += 1)}`)
        if (names.has(command[name])) command[name] = names.get(command[name])
      }
      return command
    })
    // Asked for when its turn comes: edits before it may still be under way.
    const answer = await compute(() => [...batches, batch])
    if (!answer) return null
    batches.push(batch)
    for (const [mine, own] of names) answer.created[mine] = answer.created[own]
    if (focus) Plan.focus.toRow(typeof focus === "string" ? answer.created[focus] : focus)
    return answer
  }

  async function compute(all, isAnew = false) {
    const found = await Plan.server.send(() => all().flat(), { dryRun: true })
    if (found.conflicts && !isAnew && await rebase()) return compute(all, true)
    if (found.conflicts) { await Plan.conflict.ask(found.conflicts, [], () => null); end(); return null }
    if (found.failed) { Plan.layout.draw(true); return null }
    store.restore(base)
    const moved = store.apply(found.answer, true)
    refs = new Map(Object.entries(found.answer.created).map(([ref, id]) => [id, ref]))
    show(found.answer)
    Plan.steps.tell(found.answer, moved)
    return found.answer
  }

  // Somebody else has edited the plan meanwhile: the trial goes on from how it is now.
  async function rebase() {
    const tried = store.snapshot()
    store.restore(base)
    try { await Plan.server.load() } catch { store.restore(tried); return false }
    base = store.snapshot()
    messages.show("info", text("others"))
    return true
  }

  async function back() {
    if (!batches.length) return
    batches.pop()
    if (batches.length) await compute(() => batches)
    else { store.restore(base); show() }
  }

  function end() {
    base = null
    batches = []
    show()
  }

  async function keep() {
    const tried = { batches, refs, shown: store.snapshot() }
    store.restore(base)
    end()
    if (!tried.batches.length) return
    if (await Plan.steps.run(tried.batches.flat())) messages.show("success", text("kept"))
    else await resume(tried)
  }

  // What could not be kept is not lost: it is tried anew on the plan as it is now.
  async function resume(tried) {
    base = store.snapshot()
    batches = tried.batches
    refs = tried.refs
    if (Plan.steps.isLost) { store.restore(tried.shown); return show() }
    return compute(() => batches)
  }

  function drop() {
    store.restore(base)
    end()
    Plan.words.say(text("dropped"))
  }

  button?.addEventListener("click", () => (base ? drop() : begin()))
  bar.querySelector("[data-plan-keep]").addEventListener("click", keep)
  bar.querySelector("[data-plan-drop]").addEventListener("click", drop)
  window.addEventListener("beforeunload", (event) => { if (batches.length) event.preventDefault() })
  return { isOn: () => base !== null, add, back }
})()
