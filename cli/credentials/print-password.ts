/** Shows a password that was just made. Nothing else ever shows one. */
export function tellPassword(password: string): void {
  console.error(`The password, shown this once: ${password}`);
}
