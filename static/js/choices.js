// Selects with data-choice become searchable (Tom Select, loaded when first needed).
// data-choices-url names an address that answers ?q= with {"results": [{"value": …, "text": …}]} for long lists.
(() => {
  function remote(address) {
    return {
      preload: "focus",
      load: (query, done) => {
        fetch(`${address}${address.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } })
          .then((answer) => (answer.ok ? answer.json() : []))
          .then((found) => done((found.results || found).map((one) => ({ value: String(one.value ?? one.id), text: one.text ?? one.label }))))
          .catch(() => done())
      },
    }
  }

  // Nothing found: said in the reader's language, with a way to add it in another tab, so that this form stays as it is.
  function nothing(select) {
    const line = document.createElement("div")
    line.className = "no-results"
    line.textContent = document.body.dataset.noChoice
    const { choicesNew, choicesNewLabel } = select.dataset
    if (choicesNew) {
      const link = document.createElement("a")
      Object.assign(link, { href: choicesNew, target: "_blank", rel: "noopener", className: "d-block mt-1", textContent: choicesNewLabel })
      line.append(link)
    }
    return line
  }

  function dress(select) {
    if (select.tomselect) return
    const address = select.dataset.choicesUrl
    const plugins = { dropdown_input: {} }
    if (select.multiple) Object.assign(plugins, { remove_button: { title: select.dataset.choiceRemove || "×" } })
    const label = select.labels?.[0]
    const name = select.getAttribute("aria-label") || label?.textContent.replace("*", "").trim()
    const control = new TomSelect(select, {
      plugins: select.multiple ? { remove_button: plugins.remove_button } : plugins,
      allowEmptyOption: true,
      maxOptions: 500,
      valueField: "value",
      labelField: "text",
      searchField: ["text"],
      hidePlaceholder: true,
      render: { no_results: () => nothing(select) },
      ...(address ? remote(address) : {}),
    })
    // Before anything is typed the list says so too when there is nothing at all to choose.
    control.settings.render.not_loading = () => (Object.keys(control.options).some((key) => key) ? undefined : nothing(select))
    if (!name) return
    for (const element of [select, control.control_input, control.dropdown_content, control.control, control.wrapper.querySelector(".items-placeholder")]) element?.setAttribute("aria-label", name)
  }

  async function find(event) {
    const place = event?.detail?.elt || document
    const all = [...place.querySelectorAll("select[data-choice], select[data-choices-url]")]
    const found = all.filter((select) => !select.closest("details:not([open])"))
    if (!found.length) return
    try { await window.assets.load("choices") } catch { return }  // the plain select still works
    found.filter((select) => select.isConnected).forEach(dress)
  }

  document.addEventListener("htmx:load", find)
  document.addEventListener("toggle", (event) => { if (event.target.open) find() }, true)  // a sheet of filters opens
  find()
})()
