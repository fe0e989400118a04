// The publisher's side of both peers: POST /pub?id=CHANNEL, the body is the data.
import { createServer } from 'node:http';

export function listen(port, deliver) {
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      deliver(new URL(request.url, 'http://bench').searchParams.get('id'), Buffer.concat(parts));
      response.writeHead(204).end();
    });
  });
  server.keepAliveTimeout = 3_600_000;
  return server.listen({ port, host: '127.0.0.1', backlog: 4096 });
}
