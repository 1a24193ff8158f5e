// Publishes packages at a running CDN of tests, and asks what was asked for; also from within workerd.
import type { PublishedPackage } from "./library-cdn.ts";

export function libraryCdn(url: string) {
  return {
    async publish(entry: PublishedPackage): Promise<void> {
      const answer = await fetch(`${url}/-/publish`, { method: "POST", body: JSON.stringify(entry) });
      await answer.text();
    },
    /** Paths that were asked for, of one package. */
    async requests(name: string): Promise<string[]> {
      const answer = await fetch(`${url}/-/requests`);
      return ((await answer.json()) as string[]).filter((path) => path.startsWith(`/${name}`));
    },
  };
}
