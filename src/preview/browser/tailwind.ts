// Tailwind in the page: a module that stylesheets imported by scripts wait for, and what pages written for the older CDN script expect.

/** `tailwindReady()` is done when Tailwind has run; the page's own script element is used if it has one. */
export function tailwindModule(url: string): string {
  return `let ready;

function load() {
  if (document.querySelector("script[data-edgewright-tailwind]")) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.dataset.edgewrightTailwind = "";
    script.src = ${JSON.stringify(url)};
    script.onload = resolve;
    script.onerror = () => reject(new Error("Tailwind could not be loaded."));
    document.head.append(script);
  });
}

export function tailwindReady() {
  ready ??= load();
  return ready;
}
`;
}

/** The older script was configured by assigning to \`tailwind.config\`: colours, fonts and the dark mode by class become a theme. */
export const tailwindConfigScript = `(() => {
  const variables = (prefix, values, lines = []) => {
    for (const [name, value] of Object.entries(values ?? {})) {
      const key = name === "DEFAULT" ? prefix : prefix + "-" + name;
      if (Array.isArray(value)) lines.push(key + ": " + value.join(", ") + ";");
      else if (typeof value === "object" && value !== null) variables(key, value, lines);
      else if (typeof value === "string") lines.push(key + ": " + value + ";");
    }
    return lines;
  };
  let current = {};
  let style;
  const apply = (config) => {
    current = config;
    const theme = { ...config?.theme, ...config?.theme?.extend };
    const lines = [...variables("--color", theme.colors), ...variables("--font", theme.fontFamily), ...variables("--radius", theme.borderRadius)];
    const dark = [config?.darkMode].flat()[0] === "class" ? "@custom-variant dark (&:where(.dark, .dark *));" : "";
    style ??= document.createElement("style");
    style.type = "text/tailwindcss";
    style.textContent = '@import "tailwindcss";' + dark + "@theme {" + lines.join("") + "}";
    document.head.append(style);
  };
  window.tailwind = { get config() { return current; }, set config(config) { apply(config); } };
})();`;
