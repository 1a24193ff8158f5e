export const Spinner = () => <p role="status">Loading…</p>
