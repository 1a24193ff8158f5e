// Ports of this machine: whether one is free, and one that is.
import { type AddressInfo, createServer } from "node:net";

/** Addresses that "localhost" may mean. */
const loopback = ["127.0.0.1", "::1"];

export async function isPortFree(port: number, ip: string): Promise<boolean> {
  for (const host of ip === "localhost" ? loopback : [ip]) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Only "in use" speaks against it: a machine without IPv6 answers EADDRNOTAVAIL, which does not matter here.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
