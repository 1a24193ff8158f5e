// Addresses that a server may listen on: who can reach them, and under which name.

/** Only programs of this machine reach it. */
export const isLoopback = (ip: string): boolean => ip === "localhost" || ip === "::1" || ip.startsWith("127.");

/** The name that a person of this machine uses for it. */
export function reachableName(ip: string): string {
  if (ip === "0.0.0.0" || ip === "::" || ip === "*") return "localhost";
  return ip.includes(":") ? `[${ip}]` : ip;
}
