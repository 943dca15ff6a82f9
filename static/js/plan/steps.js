// Edits as steps: each keeps the commands that take it back, as the server gave them. Ctrl+Z, Ctrl+Y.
Plan.steps = (() => {
  const { text, say, lastDate } = Plan.words
  let back = [], forth = []

  function buttons() {
    for (const [name, list] of [["undo", back], ["redo", forth]]) {
      const button = Plan.root.querySelector(`[data-plan-do="${name}"]`)
      if (button) button.disabled = !list.length && !Plan.trial.isOn()
    }
  }

  // Carries commands out and tells what moved; true when they were written.
  async function run(commands, { into = "back", focus = null, quiet = false, mend = null } = {}) {
    if (!commands.length) return null
    if (Plan.trial.isOn()) return Plan.trial.add(commands, focus)
    const found = await Plan.server.send(commands, { isQuiet: Boolean(mend) })
    Object.assign(api, { refused: Boolean(found.problems || found.isLost), isLost: Boolean(found.isLost) })
    if (found.conflicts) return Plan.conflict.ask(found.conflicts, commands, () => run(commands, { into, focus }))
    if (found.failed) { Plan.store.announce("rows"); return mend && found.problems ? mend(found.problems) : null }
    const moved = Plan.store.apply(found.answer)
    if (into === "back" && !quiet) forth = []
    const list = into === "forth" ? forth : back
    if (found.answer.inverse.length) list.push(found.answer.inverse)
    buttons()
    tell(found.answer, moved)
    if (focus) Plan.focus.toRow(typeof focus === "string" ? found.answer.created[focus] : focus)
    return found.answer
  }

  function tell(answer, moved) {
    const parts = [moved.length === 0 ? text("nothing") : moved.length === 1 ? text("oneMoved") : text("moved", { count: moved.length })]
    const { before, after } = answer.effect
    if (before.finish !== after.finish) parts.push(text("finish", { date: lastDate(after.finish) }))
    parts.push(...answer.state.problems.slice(0, 2).map((problem) => problem.text))
    say(parts.join(" "))
    Plan.timeline.flash(moved)
  }

  async function undo() {
    if (Plan.trial.isOn()) return Plan.trial.back()
    const commands = back.pop()
    if (!commands) return say(text("nothingToUndo"))
    if (!(await run(commands, { into: "forth", quiet: true }))) api.isLost ? back.push(commands) : (back = [])
    buttons()
  }

  async function redo() {
    const commands = forth.pop()
    if (!commands) return say(text("nothingToUndo"))
    if (!(await run(commands, { into: "back", quiet: true }))) api.isLost ? forth.push(commands) : (forth = [])
    buttons()
  }

  // All steps, or those about tasks that somebody else has changed since: the others can still be taken back.
  function forget(ids = null) {
    const stays = (step) => ids && !step.some((one) => ["task", "predecessor", "successor"].some((name) => ids.has(one[name])))
    back = back.filter(stays)
    forth = forth.filter(stays)
    buttons()
  }
  const api = { run, undo, redo, forget, buttons, tell, refused: false, isLost: false }
  return api
})()
