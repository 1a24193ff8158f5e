// The script that every previewed page runs first: it tells the page around it about errors. Plain text, because a bundler's helpers do not
// exist in the preview.

/** `problemsUrl`: a module that shows why the app does not load, if its files say so. */
export function bridgeScript(problemsUrl: string): string {
  return `(() => {
  const post = (message, stack) => {
    if (window.parent === window) return;
    window.parent.postMessage({ source: "edgewright-preview", type: "error", message: String(message), stack }, "*");
  };
  const describe = (error) => (error instanceof Object && "message" in error ? error.name + ": " + error.message : null);

  // A script that cannot be loaded or linked runs nothing of its own: the server knows which file is wrong, and where.
  let asked = false;
  const explain = () => {
    if (asked) return;
    asked = true;
    import(${JSON.stringify(problemsUrl)}).catch((error) => post(error.message));
  };

  addEventListener("error", (event) => {
    const element = event.target;
    if (element instanceof HTMLScriptElement) {
      post("Could not load the script " + (element.src || "in the page") + ".");
      explain();
    } else if (element === window) {
      const { error } = event;
      post(describe(error) ?? event.message, error?.stack);
      if (event.error instanceof SyntaxError) explain();
    }
  }, true);

  addEventListener("unhandledrejection", (event) => {
    const reason = event.reason;
    post(describe(reason) ?? "Unhandled rejection: " + String(reason), reason?.stack);
  });
})();`;
}
