/** The origin of the service. */
export const ORIGIN = 'http://localhost:3000';

/** The variables of a deployed directory, whose database does not exist. */
export const DIRECTORY_VARIABLES = {
  DATABASE_URL: 'postgres://service:canary@db.example/directory?sslmode=verify-full',
  DIRECTORY_KEY: 'canary'.padEnd(43, 'A').concat('='),
  SMTP_URL: 'smtps://mailer:canary@mail.example',
  MAIL_FROM: 'no-reply@service.example',
} as const;
