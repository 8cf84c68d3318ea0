export const isEmbedded = true;
