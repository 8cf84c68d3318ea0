import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DASHBOARD } from './paths';

const NAMES = 'auth-login,auth-user,auth-members';
// An id in the list gives each rule the weight of an id, so that a rule of the page has to have one to win.
const SCOPE = `:is(${NAMES},#auth-element)`;
const PARTS = ['base', 'form', 'card', 'entry', 'dialog', 'table', 'me', 'elements'];

// Inside an element, what the page sets for its own elements and classes is undone. The path of an icon is a
// presentation attribute, which would be undone, too.
const RESET = `
:where(:not(svg *)),
:where(*)::before,
:where(*)::after {
  all: revert;
}`;

/**
 * Returns the style of the custom elements: that of the dashboard, for the content of the elements alone. The rules
 * are in no layer, because every rule of a page that is in no layer would win.
 */
export function elementsStyle(): string {
  const parts = PARTS.map(readStyle).join('\n');
  return [
    // Without weight, so that any rule of the page can set the properties and the display of an element.
    readStyle('tokens').replaceAll(':root', `:where(${NAMES})`),
    `:where(${NAMES}):where(:not([hidden])) { display: block; }`,
    ':where(auth-user):where(:not([hidden])) { display: inline-block; }',
    // The width that matters is that of the element.
    `${SCOPE} {${RESET}\n${parts.replaceAll('@media (width', '@container (width')}\n}`,
    readStyle('motion'),
  ].join('\n');
}

function readStyle(name: string): string {
  return readFileSync(join(DASHBOARD, 'style', `${name}.css`), 'utf8');
}
