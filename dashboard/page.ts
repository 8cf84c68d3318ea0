/**
 * Whether the screens stand in a page of the project, as custom elements, and not in the dashboard's own page. For the
 * elements, the build replaces this module by `elements/page.ts`.
 */
export const isEmbedded: boolean = false;
