/** One challenge of a `WWW-Authenticate` header, with names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly params: Readonly<Record<string, string>>;
}

const SCHEME = /^[ \t,]*([!#$%&'*+\-.^_`|~\w]+)(?=[ \t,]|$)(?![ \t]*=)/;
const PARAM = /^[ \t,]*([!#$%&'*+\-.^_`|~\w]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"?|([^\s,"]*))/;

/** Parses challenges as lenient clients do (RFC 9110 section 11.6.1). Chromium accepts unclosed quotes. */
export function parseChallenges(field: string): readonly Challenge[] {
  const challenges: { scheme: string; params: Record<string, string> }[] = [];
  let rest = field;
  while (rest.trim() !== '') {
    const scheme = SCHEME.exec(rest);
    const param = PARAM.exec(rest);
    const current = challenges.at(-1);
    if (scheme?.[1] !== undefined) {
      challenges.push({ scheme: scheme[1].toLowerCase(), params: {} });
      rest = rest.slice(scheme[0].length);
    } else if (param?.[1] !== undefined && current !== undefined) {
      const value = param[2]?.replace(/\\(.)/g, '$1') ?? param[3] ?? '';
      if (value !== '') current.params[param[1].toLowerCase()] = value;
      rest = rest.slice(param[0].length);
    } else {
      throw new Error(`Not a list of challenges: ${rest}`);
    }
  }
  return challenges;
}
