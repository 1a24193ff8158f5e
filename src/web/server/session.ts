// The guest session: created on first need, kept in a cookie. One sign-in at a time, because two would create two guests.
let ready: Promise<void> | null = null;

export function ensureSession(): Promise<void> {
  ready ??= open().catch((error: unknown) => {
    ready = null;
    throw error;
  });
  return ready;
}

export function forgetSession(): void {
  ready = null;
}

async function open(): Promise<void> {
  try {
    const present = await fetch("/api/auth/get-session");
    if (present.ok && (await present.json()) !== null) return;
    await fetch("/api/auth/sign-in/anonymous", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
  } catch (error) {
    // Unreachable or not ready: the request that needed the session reports it.
    console.debug("No guest session yet:", error);
    ready = null;
  }
}
