import { text } from '../../texts/text';
import type { Event } from './types';

/** Returns what happened, in words. A type that this page does not know stands for itself. */
export function typeInWords({ type, object }: Event): string {
  const words: Readonly<Record<string, string>> = text.eventTypes;
  const known = Object.hasOwn(words, type) ? words[type] : undefined;
  const { count } = object;
  return `${known ?? type}${typeof count === 'number' ? ` × ${count}` : ''}`;
}

/** Returns who acted, in words. */
export function principalInWords({ principal, source }: Event): string {
  if (principal.name !== null) return principal.name;
  return source === 'operator' ? text.events.operator : text.events.nobody;
}

/** Returns the type of the object in words. */
export function objectTypeInWords({ object }: Event): string {
  const words: Readonly<Record<string, string>> = text.events.objects;
  return Object.hasOwn(words, object.type) ? (words[object.type] ?? '') : object.type;
}

/** Returns the name of the object, or undefined if the event does not have it. */
export function objectName({ object, principal }: Event): string | undefined {
  const owner = object['owner'] as Readonly<Record<string, unknown>> | undefined;
  const names = [object['email'], object['name'], object['description'], owner?.['name']];
  const name = names.find((one): one is string => typeof one === 'string' && one !== '');
  if (name !== undefined) return name;
  return object.id !== null && object.id === principal.id
    ? (principal.name ?? undefined)
    : undefined;
}

/** Returns the reason that the event has, such as `CREDENTIALS_INVALID`. */
export function reasonOf({ object }: Event): string | undefined {
  const { reason } = object;
  return typeof reason === 'string' ? reason : undefined;
}
