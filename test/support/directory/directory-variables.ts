/** Variables of a directory that is set up to be deployed; there is no such database. */
export const DIRECTORY_VARIABLES = {
  DATABASE_URL: 'postgres://service:canary@db.example/directory?sslmode=verify-full',
  DIRECTORY_KEY: 'canary'.padEnd(43, 'A').concat('='),
  SMTP_URL: 'smtps://mailer:canary@mail.example',
  MAIL_FROM: 'no-reply@service.example',
} as const;
