/** Where the tables are. Every statement says it, as what is found without depends on `search_path`. */
export const SCHEMA = 'public';
