/*! With nodemailer, Copyright (c) 2011-2023 Andris Reinman, MIT-0 License: https://github.com/nodemailer/nodemailer */
// Mails, with nodemailer: the private asset /mail.js, loaded only where one is sent.
export type { Mail, MailErrorCode, MailSettings } from '../lib/mail/mail';
export { sendMail } from '../lib/mail/send-mail';
