type Asset = ReturnType<typeof Runtime.getAssets>[string];

/** The private asset of that name, as in `/users.htpasswd`; `undefined` where none was deployed. */
export function privateAsset(name: string): Asset | undefined {
  if (typeof Runtime === 'undefined') return undefined;
  const assets: Readonly<Record<string, Asset | undefined>> = Runtime.getAssets();
  return assets[name];
}
