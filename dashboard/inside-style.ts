/** Loads the styles of the screens behind the login. Resolves when they apply. */
export function loadInsideStyle(): Promise<void> {
  return new Promise((resolve, reject) => {
    const meta = document.querySelector<HTMLMetaElement>('meta[name="inside-style"]');
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = meta?.content ?? '';
    link.onload = () => resolve();
    link.onerror = reject;
    // A project's own styles come last.
    document.querySelector('link[rel="stylesheet"]')?.after(link);
  });
}
