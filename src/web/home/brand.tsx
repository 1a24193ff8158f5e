// The logo and the name.
export function Brand() {
  return (
    <a class="brand" href="/">
      <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
        <path fill="currentColor" d="M3 3h8v8H3zM13 13h8v8h-8z" />
        <path fill="currentColor" opacity="0.35" d="M3 13h8v8H3z" />
      </svg>
      Edgewright
    </a>
  );
}
