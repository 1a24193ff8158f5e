// Tells the style sheet how much of the page the on-screen keyboard leaves. Some browsers lay the keyboard over the page without a word.
export function followViewport(): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const { style } = document.documentElement;
  const measure = () => {
    // A page that is pinched larger is looked at through a smaller window; its layout stays.
    if (viewport.scale !== 1) return;
    style.setProperty("--viewport-height", `${viewport.height}px`);
    style.setProperty("--viewport-top", `${viewport.offsetTop}px`);
  };
  viewport.addEventListener("resize", measure);
  viewport.addEventListener("scroll", measure);
}
