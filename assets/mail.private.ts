/*! With nodemailer, Copyright (c) 2011-2023 Andris Reinman, MIT-0 License: https://github.com/nodemailer/nodemailer */
// The private asset /mail.js sends mail with nodemailer. It is loaded only if a mail is sent.
export type { Mail, MailErrorCode, MailSettings } from '../lib/mail/mail';
export { sendMail } from '../lib/mail/send-mail';
