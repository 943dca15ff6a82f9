// Two people changed the same thing: both values side by side, and the choice. Nothing was written before it is made.
Plan.conflict = (() => {
  const { texts, escape } = Plan.words
  const dialog = document.querySelector("[data-plan-conflict]")
  const list = dialog.querySelector("[data-plan-conflict-rows]")

  const shown = (values) => Object.entries(values).map(([name, value]) => `${texts.columns[name] || name}: ${value === null || value === "" ? "–" : value}`).join("; ")

  function line(one) {
    const name = one.name || Plan.store.byId.get(one.task)?.name || ""
    const theirs = one.version === null ? texts.gone : shown(one.theirs) || "–"
    return `<tr><th scope="row">${escape(name)}</th><td>${escape(theirs)}</td><td>${escape(shown(one.mine) || "–")}</td></tr>`
  }

  // Resolves to what `again` gives when the reader writes over it, else to null.
  async function ask(conflicts, commands, again) {
    list.innerHTML = conflicts.map(line).join("")
    // Nothing can be written over what is gone.
    dialog.querySelector("[value=mine]").hidden = conflicts.some((one) => one.version === null)
    dialog.returnValue = ""
    dialog.showModal()
    await new Promise((done) => { dialog.addEventListener("close", done, { once: true }) })
    await Plan.server.load().catch(() => null)
    if (dialog.returnValue !== "mine" || conflicts.some((one) => one.version === null)) {
      Plan.steps.forget()
      return null
    }
    return again()
  }

  return { ask }
})()
