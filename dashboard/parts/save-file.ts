const READ_MS = 60_000;

/** Saves a file that the page has made. The browser asks for the place, or has one for all downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari reads the file only later.
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
