// ws: one set of sockets a channel; what is sent is turned into a buffer once.
import { WebSocketServer } from 'ws';
import { listen } from './publish.mjs';

const channels = new Map();
const server = listen(Number(process.argv[2]), (id, data) => {
  for (const socket of channels.get(id) ?? []) socket.send(data, { binary: false });
});
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  const id = new URL(request.url, 'http://bench').searchParams.get('id');
  if (!channels.has(id)) channels.set(id, new Set());
  const readers = channels.get(id);
  readers.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => readers.delete(socket) && readers.size === 0 && channels.delete(id));
});
