export async function buildDemo(): Promise<void> {}
