/** The oldest Node the service runs on; `engines` in package.json says the same. */
const oldest = [20, 19]

// Imported first by every entry script, so that an old Node gets this sentence and not a stack trace.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  const wanted = oldest.join('.')
  console.error(
    `Node.js 版本太旧：现在是 ${process.versions.node}，需要 ${wanted} 或更新（建议 20 或 22 LTS）。`,
  )
  console.error(`Node.js is too old: this is ${process.versions.node}, ${wanted} or newer is needed.`)
  console.error('https://nodejs.org/')
  process.exit(1)
}
if (process.platform === 'win32') {
  console.error('Windows 上请在 WSL2 里运行，或用 docker/ 里的 compose。')
  console.error('On Windows please run inside WSL2, or use the compose file in docker/.')
  process.exit(1)
}
