// The one list of the libraries that generated apps may import. The build, the checks, the prompt and docs/libraries.md read it.

export interface Library {
  /** The package. */
  name: string;
  /** In a few words, for models and people. */
  purpose: string;
  /** Modules of it, after the package's name; "" is the package itself. */
  entries: readonly string[];
}

export const libraries: readonly Library[] = [
  { name: "react", purpose: "user interfaces", entries: ["", "/jsx-runtime", "/jsx-dev-runtime"] },
  { name: "react-dom", purpose: "React in the browser", entries: ["", "/client"] },
];

/** Every module of the list, as an import names it. */
export const listedSpecifiers: readonly string[] = libraries.flatMap(({ name, entries }) => entries.map((entry) => name + entry));
