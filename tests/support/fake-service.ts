/** Stands in for the service in tests of the launcher: counts its visitors in the database. */
import { createServer } from 'node:http'
import pg from 'pg'

if (process.env['FAKE_COMPLAINT']) {
  process.stderr.write(`${process.env['FAKE_COMPLAINT']}\n`)
  process.exit(2)
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 2000 })
pool.on('error', () => undefined)
await pool.query('CREATE TABLE IF NOT EXISTS visits (at timestamptz DEFAULT now())')

const server = createServer(async (request, response) => {
  try {
    if (request.url === '/die') process.exit(3)
    if (request.url === '/visit') await pool.query('INSERT INTO visits DEFAULT VALUES')
    const { rows } = await pool.query('SELECT count(*)::int AS visits, current_user FROM visits')
    response.end(JSON.stringify(rows[0]))
  } catch {
    response.writeHead(503).end()
  }
})
server.listen(Number(process.env['PORT']), '127.0.0.1')
process.stdout.write(`${JSON.stringify({ level: 30, msg: 'quiet words' })}\n`)
process.stdout.write(`${JSON.stringify({ level: 40, msg: 'a warning to show' })}\n`)

process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  pool.end().then(() => process.exit(0))
})
