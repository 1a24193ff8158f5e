// Where an address leads nowhere.
import { ArrowLeft } from "lucide";
import { Icon } from "./icon.tsx";

export function MissingPage({ title }: { title: string }) {
  return (
    <main class="centered">
      <h1>{title}</h1>
      <p class="muted">The address may be wrong, the app may be deleted, or it belongs to another visitor.</p>
      <a class="button" href="/">
        <Icon icon={ArrowLeft} /> To your apps
      </a>
    </main>
  );
}
