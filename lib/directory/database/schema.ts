/** The schema of the tables. Every statement names it, since the default depends on `search_path`. */
export const SCHEMA = 'public';
