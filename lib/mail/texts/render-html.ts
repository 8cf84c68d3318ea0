/** The content of a mail as HTML. All texts are plain text, without markup. */
export interface HtmlContent {
  /** The title of the document, which is the mail's subject. */
  readonly subject: string;
  /** The service's host. */
  readonly service: string;
  readonly heading: string;
  /** The paragraphs. A paragraph that is the link becomes the button. */
  readonly paragraphs: readonly string[];
  readonly button?: { readonly label: string; readonly link: string } | undefined;
  /** The reason why the recipient gets the mail. */
  readonly reason: string;
}

// The colors, the radius and the font of the dashboard (dashboard/style/tokens.css). Each style sheet is an
// element of its own, because Gmail ignores a whole element with a rule that it does not know. A program without
// style sheets shows headings, paragraphs and links in its own style.
const STYLE = `
body{margin:0}
.page{background:#f6f7f9;color:#16181d;font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;padding:32px 16px}
.mail{box-sizing:border-box;max-width:560px;margin:0 auto;padding:32px;background:#fff;border:1px solid #e2e5ea;border-radius:8px;overflow-wrap:anywhere}
h1{margin:4px 0 20px;font-size:22px;line-height:1.3;text-wrap:balance}
p{margin:0 0 16px}
a{color:#1d4ed8}
time{white-space:nowrap}
.button{display:inline-block;margin:4px 0;padding:11px 20px;background:#1d4ed8;color:#fff;border:1px solid #1d4ed8;border-radius:8px;font-weight:600;text-decoration:none}
.small{color:#5b616e;font-size:14px}
.service{margin:0}
.reason{margin:24px 0 0;padding-top:16px;border-top:1px solid #e2e5ea}
`;
const NARROW = `
@media (max-width:480px){.page{padding:0}.mail{padding:24px 16px;border:0;border-radius:0}.button{display:block;text-align:center}}
`;
const DARK = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#0f1011;color:#eceef1}
.mail{background:#17181a;border-color:#2e3136}
a{color:#93b4ff}
.button{background:#93b4ff;color:#0b1430;border-color:#93b4ff}
.small{color:#a3a9b4}
.reason{border-color:#2e3136}
}
`;

/** Renders a mail as one HTML document. It loads nothing from any server. */
export function renderHtml(content: HtmlContent): string {
  const { subject, service, heading, paragraphs, button, reason } = content;
  const body = paragraphs.map((text) =>
    text === button?.link ? buttonOf(button) : `<p>${markup(text)}</p>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escaped(subject)}</title>
<style>${STYLE}</style>
<style>${NARROW}</style>
<style>${DARK}</style>
</head>
<body>
<div class="page"><div class="mail">
<p class="service small">${escaped(service)}</p>
<h1>${markup(heading)}</h1>
${body.join('\n')}
<p class="reason small">${markup(reason)}</p>
</div></div>
</body>
</html>
`;
}

function buttonOf({ label, link }: NonNullable<HtmlContent['button']>): string {
  const address = escaped(link);
  return `<p><a class="button" href="${address}">${escaped(label)}</a></p>
<p class="small">If the button does not work, copy this address into your browser:<br><a href="${address}">${address}</a></p>`;
}

// A name that a person chose is in quotation marks. <bdi> keeps its writing direction to itself. A time stays on
// one line.
function markup(text: string): string {
  return escaped(text)
    .replace(/&quot;(.*?)&quot;/g, '&quot;<bdi>$1</bdi>&quot;')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '<time>$&</time>');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
