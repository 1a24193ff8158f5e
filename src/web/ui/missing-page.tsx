// The page for an address that leads nowhere.
import { ArrowLeft } from "lucide";
import { Icon } from "./icon.tsx";

export function MissingPage({ title }: { title: string }) {
  return (
    <main class="centered">
      <h1>{title}</h1>
      <p class="muted">The address may be wrong, or the app was deleted or belongs to someone else.</p>
      <a class="button" href="/">
        <Icon icon={ArrowLeft} /> Back to your apps
      </a>
    </main>
  );
}
