// Tells the style sheet how much of the page the on-screen keyboard leaves. Some browsers lay the keyboard over the page without notice.
export function followViewport(): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const { style } = document.documentElement;
  const measure = () => {
    // Pinch zoom makes the visible window smaller, but the layout stays.
    if (viewport.scale !== 1) return;
    style.setProperty("--viewport-height", `${viewport.height}px`);
    style.setProperty("--viewport-top", `${viewport.offsetTop}px`);
  };
  viewport.addEventListener("resize", measure);
  viewport.addEventListener("scroll", measure);
}
