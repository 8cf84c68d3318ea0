/** Deploys files as private assets, each as a text or a function that reads it. {@link removeAssets} undoes that. */
export function deployAssets(assets: Readonly<Record<string, string | (() => string)>>): void {
  const entries = Object.entries(assets).map(([path, content]) => [
    path,
    { path, open: () => (typeof content === 'string' ? content : content()) },
  ]);
  Object.assign(globalThis, { Runtime: { getAssets: () => Object.fromEntries(entries) } });
}

/** Undoes {@link deployAssets}. */
export function removeAssets(): void {
  Reflect.deleteProperty(globalThis, 'Runtime');
}
