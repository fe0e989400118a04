// Socket.IO: one room a channel, WebSocket only, no compression.
import { Server } from 'socket.io';
import { listen } from './publish.mjs';

let io;
const server = listen(Number(process.argv[2]), (id, data) => io.to(id).emit('message', data.toString()));
io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', socket => socket.join(socket.handshake.query.id));
