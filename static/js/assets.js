// Loads a heavy library once, when something on the page needs it. Addresses stand in <meta name="asset-…">.
window.assets = (() => {
  const loading = new Map()

  function style(address) {
    if (!address) return
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = address
    document.head.append(link)
  }

  function load(name) {
    if (loading.has(name)) return loading.get(name)
    const meta = document.querySelector(`meta[name="asset-${name}"]`)
    const promise = new Promise((done, failed) => {
      style(meta.dataset.style)
      const script = document.createElement("script")
      script.src = meta.content
      script.onload = done
      script.onerror = () => { loading.delete(name); failed(new Error(name)) }
      document.head.append(script)
    })
    loading.set(name, promise)
    return promise
  }

  return { load }
})()
