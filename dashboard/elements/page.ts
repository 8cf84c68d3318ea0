export const isEmbedded = true;
export const loadInside = () => import('./inside');
