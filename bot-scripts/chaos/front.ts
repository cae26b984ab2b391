import { connect, createServer, type Server, type Socket } from 'node:net'

/** One address before several processes, as a load balancer gives it; whoever does not answer is passed over. */
export interface Front {
  port: number
  close(): Promise<void>
}

/** @param ports of the processes behind it, in the order in which they are tried */
export async function openFront(ports: readonly number[]): Promise<Front> {
  let turn = 0
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  }
  const server: Server = createServer((client) => {
    keep(client)
    turn += 1
    const order = ports.map((_, i) => ports[(turn + i) % ports.length] ?? 0)
    passOn(client, order, keep)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function passOn(client: Socket, [port, ...others]: readonly number[], keep: (socket: Socket) => void): void {
  if (port === undefined) {
    client.destroy()
    return
  }
  const behind = connect(port, '127.0.0.1')
  keep(behind)
  client.on('error', () => behind.destroy())
  client.on('close', () => behind.destroy())
  let reached = false
  behind.on('connect', () => {
    reached = true
    client.pipe(behind)
    behind.pipe(client)
  })
  behind.on('error', () => {
    if (reached) client.destroy()
    else passOn(client, others, keep)
  })
  behind.on('close', () => {
    if (reached) client.destroy()
  })
}
