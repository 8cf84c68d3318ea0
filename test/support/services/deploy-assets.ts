/** Deploys files as private assets: their text, or what reads it. {@link removeAssets} ends that. */
export function deployAssets(assets: Readonly<Record<string, string | (() => string)>>): void {
  const entries = Object.entries(assets).map(([path, content]) => [
    path,
    { path, open: () => (typeof content === 'string' ? content : content()) },
  ]);
  Object.assign(globalThis, { Runtime: { getAssets: () => Object.fromEntries(entries) } });
}

/** Ends what {@link deployAssets} has begun. */
export function removeAssets(): void {
  Reflect.deleteProperty(globalThis, 'Runtime');
}
