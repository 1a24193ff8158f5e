// The app of the preview bench: React, Tailwind and a router of its own in some twenty files, as models write such apps. Deterministic.

/** The file that is saved, again and again; `mark` is a text that it shows. */
export const savedPath = "src/components/Header.tsx";

export const header = (mark: string) => `import { Link } from "../router";
import { Badge } from "./Badge";

const links = [["/", "Overview"], ["/projects", "Projects"], ["/team", "Team"], ["/reports", "Reports"], ["/settings", "Settings"]] as const;

export function Header({ open }: { open: number }) {
  return (
    <header className="flex items-center gap-4 border-b border-slate-200 bg-white px-6 py-3">
      <h1 className="text-lg font-semibold text-brand" data-mark>${mark}</h1>
      <nav className="flex gap-3 text-sm text-slate-600">
        {links.map(([to, name]) => <Link key={to} to={to} className="rounded px-2 py-1 hover:bg-slate-100">{name}</Link>)}
      </nav>
      <span className="ml-auto"><Badge tone="amber">{open} open</Badge></span>
    </header>
  );
}
`;

/** Written by Tailwind from the theme below: the heading has it once the styles are there. */
export const headingColor = "rgb(15, 118, 110)";

const page = (name: string, body: string, imports = "") => `import { Card } from "../components/Card";
import { useStore } from "../store";
${imports}
export function ${name}() {
  const { projects, people } = useStore();
  return (
    <main className="grid gap-4 p-6 md:grid-cols-2 lg:grid-cols-3">
${body}
    </main>
  );
}
`;

const pages: Record<string, string> = {
  "src/pages/Overview.tsx": page(
    "Overview",
    `      <Card title="Projects"><p className="text-3xl font-bold tabular-nums">{projects.length}</p></Card>
      <Card title="People"><p className="text-3xl font-bold tabular-nums">{people.length}</p></Card>
      <Card title="Hours by week"><Chart values={projects.map((project) => project.hours)} /></Card>
      <Card title="Next due"><p className="text-sm text-slate-500">{dayOf(projects[0]!.due)}</p></Card>`,
    'import { Chart } from "../components/Chart";\nimport { dayOf } from "../lib/dates";',
  ),
  "src/pages/Projects.tsx": page(
    "Projects",
    `      <Card title="All projects"><Table head={["Name", "Owner", "Due", "Budget"]} rows={projects.map((project) => [project.name, people[project.owner]!.name, dayOf(project.due), money(project.budget)])} /></Card>`,
    'import { Table } from "../components/Table";\nimport { dayOf } from "../lib/dates";\nimport { money } from "../lib/format";',
  ),
  "src/pages/Team.tsx": page(
    "Team",
    `      {people.map((person) => <Card key={person.name} title={person.name}><Badge tone={person.away ? "slate" : "teal"}>{person.away ? "away" : "here"}</Badge><p className="mt-2 text-sm">{projects.filter((project) => people[project.owner] === person).length} projects</p></Card>)}`,
    'import { Badge } from "../components/Badge";',
  ),
  "src/pages/Reports.tsx": page(
    "Reports",
    `      <Card title="Budget"><Chart values={projects.map((project) => project.budget / 1000)} /></Card>
      <Card title="Sum"><p className="text-xl">{money(projects.reduce((sum, project) => sum + project.budget, 0))}</p><p className="text-sm">{plural(people.length, "person", "people")}</p></Card>`,
    'import { Chart } from "../components/Chart";\nimport { money, plural } from "../lib/format";',
  ),
  "src/pages/Settings.tsx": page(
    "Settings",
    `      <Card title="Look"><Button onClick={() => document.documentElement.classList.toggle("dark")}>Switch the theme</Button></Card>
      <Card title="About"><p className="text-sm text-slate-500">{projects.length + people.length} entries</p></Card>`,
    'import { Button } from "../components/Button";',
  ),
};

const components: Record<string, string> = {
  "src/components/Badge.tsx": `import type { ReactNode } from "react";

const tones = { amber: "bg-amber-100 text-amber-800", teal: "bg-teal-100 text-teal-800", slate: "bg-slate-200 text-slate-700" };

export function Badge({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return <span className={\`rounded-full px-2 py-0.5 text-xs font-medium \${tones[tone]}\`}>{children}</span>;
}
`,
  "src/components/Card.tsx": `import type { ReactNode } from "react";

export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-xl border border-slate-200 bg-white p-4 shadow-sm">
      <h2 className="mb-2 text-sm font-medium text-slate-500">{title}</h2>
      {children}
    </section>
  );
}
`,
  "src/components/Button.tsx": `import type { ButtonHTMLAttributes } from "react";

export function Button(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className="rounded-lg bg-brand px-3 py-1.5 text-sm text-white hover:opacity-90 disabled:opacity-50" {...props} />;
}
`,
  "src/components/Chart.tsx": `import { useMemo } from "react";

export function Chart({ values }: { values: number[] }) {
  const points = useMemo(() => {
    const most = Math.max(1, ...values);
    return values.map((value, index) => \`\${(index / Math.max(1, values.length - 1)) * 200},\${60 - (value / most) * 56}\`).join(" ");
  }, [values]);
  return <svg viewBox="0 0 200 60" className="h-24 w-full text-brand"><polyline points={points} fill="none" stroke="currentColor" strokeWidth={2} /></svg>;
}
`,
  "src/components/Table.tsx": `export function Table({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <table className="w-full text-left text-sm">
      <thead><tr>{head.map((name) => <th key={name} className="border-b border-slate-200 py-2 font-medium">{name}</th>)}</tr></thead>
      <tbody>{rows.map((row) => <tr key={row[0]} className="even:bg-slate-50">{row.map((cell, index) => <td key={index} className="py-1.5 pr-4">{cell}</td>)}</tr>)}</tbody>
    </table>
  );
}
`,
};

const projects = Array.from({ length: 24 }, (_, index) => ({
  name: `Project ${index + 1}`,
  owner: index % 6,
  hours: 8 + ((index * 7) % 31),
  budget: 4_000 + ((index * 1_733) % 21_000),
  due: `2026-12-${String((index % 28) + 1).padStart(2, "0")}`,
}));
const people = ["Ada", "Ben", "Cleo", "Dev", "Elif", "Finn"].map((name, index) => ({ name, away: index % 3 === 0 }));

export const appFiles: Readonly<Record<string, string>> = {
  "index.html": `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Desk</title></head>
  <body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body>
</html>
`,
  "src/main.tsx": `import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./styles.css";

createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);
`,
  "src/App.tsx": `import { Header } from "./components/Header";
import { Overview } from "./pages/Overview";
import { Projects } from "./pages/Projects";
import { Reports } from "./pages/Reports";
import { Settings } from "./pages/Settings";
import { Team } from "./pages/Team";
import { Routes } from "./router";
import { StoreProvider, useStore } from "./store";

function Shell() {
  const { projects } = useStore();
  return (
    <div className="min-h-screen bg-slate-50 text-slate-900">
      <Header open={projects.length} />
      <Routes pages={{ "/": Overview, "/projects": Projects, "/team": Team, "/reports": Reports, "/settings": Settings }} />
    </div>
  );
}

export function App() {
  return <StoreProvider><Shell /></StoreProvider>;
}
`,
  "src/router.tsx": `import { type AnchorHTMLAttributes, type ComponentType, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => { listeners.add(listener); addEventListener("popstate", listener); return () => { listeners.delete(listener); removeEventListener("popstate", listener); }; };

export function navigate(to: string) {
  history.pushState(null, "", to);
  for (const listener of listeners) listener();
}

export const usePath = () => useSyncExternalStore(subscribe, () => location.pathname);

export function Link({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a href={to} onClick={(event) => { event.preventDefault(); navigate(to); }} {...rest} />;
}

export function Routes({ pages }: { pages: Record<string, ComponentType> }) {
  const Page = pages[usePath()] ?? pages["/"]!;
  return <Page />;
}
`,
  "src/store.tsx": `import { createContext, type ReactNode, useContext, useMemo } from "react";
import { people } from "./data/people";
import { projects } from "./data/projects";

const Store = createContext({ projects, people });

export function StoreProvider({ children }: { children: ReactNode }) {
  const sorted = useMemo(() => [...projects].sort((one, other) => one.due.localeCompare(other.due)), []);
  return <Store value={{ projects: sorted, people }}>{children}</Store>;
}

export const useStore = () => useContext(Store);
`,
  "src/styles.css": `@import "tailwindcss";

@theme {
  --color-brand: ${headingColor};
  --font-sans: system-ui, sans-serif;
}

body { @apply antialiased; }
`,
  "src/lib/format.ts": `export const money = (value: number) => new Intl.NumberFormat("en", { style: "currency", currency: "EUR", maximumFractionDigits: 0 }).format(value);
export const plural = (count: number, one: string, many: string) => \`\${count} \${count === 1 ? one : many}\`;
`,
  "src/lib/dates.ts": `export const dayOf = (date: string) => new Date(date).toLocaleDateString("en", { day: "numeric", month: "short" });
`,
  "src/data/projects.ts": `export const projects = ${JSON.stringify(projects, null, 2)};\n`,
  "src/data/people.ts": `export const people = ${JSON.stringify(people, null, 2)};\n`,
  ...components,
  ...pages,
  [savedPath]: header("Desk"),
};
