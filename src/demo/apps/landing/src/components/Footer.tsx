import { appName } from "../lib/app";

export function Footer() {
  return (
    <footer className="border-line border-t">
      <div className="wrap flex flex-wrap justify-between gap-x-8 gap-y-2 py-8 text-muted text-sm">
        <p>
          {appName}, Tannery Lane 14. © {new Date().getFullYear()}
        </p>
        <p>Flour from the mill next door, eggs from the Adler farm.</p>
      </div>
    </footer>
  );
}
