import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A line between the command and the server, on which a test can stand. `path` has no query. */
export type Line = {
  /** The request has come; nothing of it has gone on. "cut": nothing of it will. */
  readonly before?: (path: string) => "cut" | undefined;
  /** A piece of a body passes, after so many bytes; what is returned goes on. */
  readonly piece?: (path: string, piece: Buffer, gone: number) => Buffer;
  /** The server has answered; nothing of it has gone back. "cut": nothing of it will. */
  readonly after?: (path: string) => "cut" | undefined;
};

/** A proxy to a server on this machine. */
export async function proxyTo(target: string, line: Line): Promise<{ url: string; stop: () => Promise<void> }> {
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const path = (incoming.url ?? "").replace(/\?.*$/u, "");
    if (line.before?.(path) === "cut") return outgoing.destroy();
    const upstream = request(`${target}${incoming.url}`, { method: incoming.method, headers: incoming.headers });
    incoming.on("close", () => incoming.complete || upstream.destroy());
    upstream.on("error", () => outgoing.destroy());
    upstream.on("response", (response) => {
      if (line.after?.(path) === "cut") return outgoing.destroy();
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      return response.pipe(outgoing);
    });
    let gone = 0;
    incoming.on("data", (piece: Buffer) => {
      upstream.write(line.piece?.(path, piece, gone) ?? piece);
      gone += piece.length;
    });
    return incoming.on("end", () => upstream.end());
  };
  const server = createServer((incoming, outgoing) => forward(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}
