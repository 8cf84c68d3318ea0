import { onFormShown } from './parts/form';
import { route } from './router';
import { TYPED, who } from './session';

const LONGEST_MS = 15 * 60_000;

// A password is also text while it is shown, so the button that shows it tells. The codes of second factors end soon.
const KEPT =
  'input[name]:not([hidden], [type="hidden"], [type="password"], :has(~ .reveal), [autocomplete="one-time-code"], [name="recoveryCode"]), select[name], textarea[name]';

interface Field {
  readonly name: string;
  readonly value: string;
  readonly checked?: boolean;
}

/** What one user typed in one account, by form. */
interface Typed {
  readonly by: string;
  readonly at: number;
  readonly forms: Readonly<Record<string, readonly Field[]>>;
}

/**
 * Keeps what the user has typed in the forms of this page while the tab is at an identity provider, without passwords and
 * codes. A form has it again when it is shown in this place: once, within 15 minutes, for the same user and account.
 */
export function keepTyped(): void {
  const forms = [...document.forms].map((form) => [nameOf(form), fieldsOf(form)] as const);
  const typed = forms.filter(([, fields]) => fields.length > 0);
  const kept: Typed = { by: currentUser(), at: Date.now(), forms: Object.fromEntries(typed) };
  sessionStorage.setItem(TYPED, JSON.stringify(kept));
}

onFormShown.run = (form) => {
  const kept = JSON.parse(sessionStorage.getItem(TYPED) ?? 'null') as Typed | null;
  if (kept === null || who.value?.status !== 'authenticated') return;
  if (kept.by !== currentUser() || Date.now() - kept.at > LONGEST_MS) {
    sessionStorage.removeItem(TYPED);
    return;
  }
  const { [nameOf(form)]: fields, ...forms } = kept.forms;
  if (fields === undefined) return;
  sessionStorage.setItem(TYPED, JSON.stringify({ ...kept, forms }));
  // A choice can show more fields.
  restore(form, fields);
  setTimeout(() => restore(form, fields));
};

const currentUser = () => `${who.value?.user.id} ${who.value?.account?.id}`;

// The heading of a form names what it is about, such as the credential.
function nameOf(form: HTMLFormElement): string {
  const heading = form.closest('dialog, section, main')?.querySelector('h1, h2');
  return `${route.value.path} ${heading?.textContent}`;
}

function fieldsOf(form: HTMLFormElement): readonly Field[] {
  return [...form.querySelectorAll<HTMLInputElement>(KEPT)].map(({ name, value, checked }) => ({
    name,
    value,
    checked,
  }));
}

function restore(form: HTMLFormElement, fields: readonly Field[]): void {
  for (const { name, value, checked } of fields) {
    for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === 'radio' || field.type === 'checkbox') {
        if (field.value === value && field.checked !== checked) field.click();
      } else if (field.value !== value) {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
      }
    }
  }
}
