// Addresses that a server may listen on: who can reach them, and under which name.
import { networkInterfaces } from "node:os";

/** Only programs of this machine reach it. */
export const isLoopback = (ip: string): boolean => ip === "localhost" || ip === "::1" || ip.startsWith("127.");

const isEvery = (ip: string): boolean => ip === "0.0.0.0" || ip === "::" || ip === "*";
const asName = (ip: string): string => (ip.includes(":") ? `[${ip}]` : ip);

/** Names under which others reach a server that listens on this address, for HOSTS. An address cannot be pointed elsewhere, as a name can. */
export function namesOf(ip: string): string[] {
  if (isLoopback(ip)) return [];
  if (!isEvery(ip)) return [asName(ip)];
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  return own.filter(({ internal }) => !internal).map(({ address }) => asName(address));
}

/** The name that a person of this machine uses for it. */
export function reachableName(ip: string): string {
  return isEvery(ip) ? "localhost" : asName(ip);
}
