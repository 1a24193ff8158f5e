// The import rules of the design, as a table, and the check of one import against it.

export interface Import {
  /** Path of the importing file from the repository's root, e.g. "src/api/apps.ts". */
  from: string;
  /** Path of the imported file from the root, or the name of a package. */
  to: string;
  typeOnly: boolean;
}

interface Rule {
  /** Folders that values and types may come from. */
  from: string[];
  /** Folders that types alone may come from. */
  types?: string[];
  /** Packages that may not be imported. */
  never?: RegExp;
}

/** What runs and is tested as plain functions knows neither the framework nor the platform. */
const platform = /^(hono|drizzle-orm|cloudflare:)/;

const rules: Record<string, Rule> = {
  // What knows nothing of Edgewright: characters, hashes, settings, values from outside.
  base: { from: [] },
  protocol: { from: ["base"] },
  // What apps may import: the vendored libraries, their names, and what a CDN gave. Checks, previews and the prompt read it.
  libraries: { from: ["protocol", "base"], never: platform },
  workspace: { from: ["libraries", "protocol", "base"], never: platform },
  // Stylesheets as plain CSS. The compiler itself runs in an isolate: only what is built for that may import it.
  styles: { from: ["workspace", "libraries", "protocol", "base"], never: platform },
  "styles/compiler": { from: ["styles", "workspace", "protocol", "base"], never: platform },
  isolates: { from: ["styles", "styles/compiler", "base"], types: ["env"] },
  // What people and programs may do, whatever they do it through. What it needs of the store and the hub it names itself.
  domain: { from: ["workspace", "libraries", "protocol", "base"], never: platform },
  llm: { from: ["protocol", "base"], never: platform },
  demo: { from: ["protocol", "base"], never: platform },
  models: { from: ["llm", "demo", "protocol", "base"], never: platform },
  orchestrator: {
    from: ["orchestrator/live", "llm", "workspace", "libraries", "hub/contract", "protocol", "base"],
    never: platform,
  },
  // What viewers see of a call gets the tools' declarations as an argument, and knows no tool.
  "orchestrator/live": { from: ["llm", "protocol", "base"], never: platform },
  // It answers what use cases ask for, in their words.
  store: { from: ["protocol", "base"], types: ["domain", "libraries"] },
  // What travels between a hub, those who ask it, and its runners.
  "hub/contract": { from: ["domain", "workspace", "libraries", "protocol"], never: platform },
  // The core of the hub is a reducer over records of its own: it knows no table.
  "hub/core": { from: ["domain", "workspace", "hub/contract", "protocol", "base"], never: platform },
  // A step from one stored form to the next stays as it is: it uses nothing that may change.
  "hub/forms": { from: [], never: platform },
  // The one place where records become rows. The hub puts preview addresses into events.
  "hub/d1": { from: ["hub/core", "hub/contract", "domain", "store", "workspace", "preview", "protocol", "base"], types: ["env"] },
  hub: { from: ["hub/core", "hub/contract", "hub/forms", "hub/d1", "domain", "protocol", "base"], types: ["env"] },
  // Who may frame a preview is whoever this server is: auth knows its names.
  preview: { from: ["styles", "isolates", "store", "workspace", "libraries", "auth", "protocol", "base"], types: ["env"] },
  queue: { from: ["hub/contract", "protocol"], types: ["env"] },
  runner: {
    from: [
      "styles",
      "isolates",
      "hub/contract",
      "orchestrator",
      "models",
      "llm",
      "workspace",
      "libraries",
      "store",
      "protocol",
      "base",
    ],
    types: ["env"],
  },
  auth: { from: ["domain", "store", "protocol", "base"], types: ["env"] },
  // Schema in, use case, answer out. Events go from the hub to the client as they are; the list of models is the providers' own.
  api: { from: ["domain", "ports", "hub", "store", "auth", "models", "protocol", "base"], types: ["env"] },
  // What use cases need, as this Worker has it.
  ports: { from: ["domain", "hub", "hub/contract", "libraries", "models", "preview", "store"], types: ["env"] },
  web: { from: ["protocol", "base"], types: ["api"] },
  // What takes the place of parts of libraries in the bundle: nothing of ours is imported there, and nothing of ours imports it.
  bundle: { from: [] },
  // Files beside the folders: the composition root, what it is made of, and the bindings' types.
  worker: {
    from: ["api", "auth", "hub", "preview", "queue", "runner", "store", "protocol", "site"],
    types: ["hub/contract", "env"],
  },
  // The chat's pages say which frames they hold.
  site: { from: ["preview", "protocol"], types: ["env"] },
  env: { from: [], types: ["models", "settings"] },
  settings: { from: ["models"] },
};

/** Name of the folder of src that a file is in, or of the file itself when it is beside the folders. A folder inside may have a rule of its own. */
function areaOf(path: string): string | null {
  const inner = Object.keys(rules).find((area) => area.includes("/") && path.startsWith(`src/${area}/`));
  if (inner !== undefined) return inner;
  return /^src\/([^/.]+)/.exec(path)?.[1] ?? null;
}

/** What is wrong with an import; null when it is allowed. */
export function violation({ from, to, typeOnly }: Import): string | null {
  const area = areaOf(from);
  if (!area) return null;
  const rule = rules[area];
  if (!rule) return `${from}: src/${area} is in no import rule; add it to the design and to the table`;
  const target = areaOf(to);
  if (!target) {
    if (/^(tests|scripts)\//.test(to)) return `${from} imports ${to}: src must not need tests or scripts`;
    return rule.never?.test(to) ? `${from} imports ${to}: ${area} must not know the platform` : null;
  }
  if (target === area || rule.from.includes(target)) return null;
  if (!rule.types?.includes(target)) return `${from} imports ${to}: ${area} may not import ${target}`;
  return typeOnly ? null : `${from} imports ${to}: ${area} may import types only from ${target}`;
}
