type Asset = ReturnType<typeof Runtime.getAssets>[string];

/** Returns the private asset of that name, such as `/users.htpasswd`, or `undefined` if it is not deployed. */
export function privateAsset(name: string): Asset | undefined {
  if (typeof Runtime === 'undefined') return undefined;
  const assets: Readonly<Record<string, Asset | undefined>> = Runtime.getAssets();
  return assets[name];
}
