/** Texts of the dialog that makes a new secret of a credential. */
export const rotation = {
  title: (name: string) => `Rotate ${name}?`,
  why: 'You get a new secret. The current one keeps working for a while, so that you can replace it.',
  grace: 'The current secret ends',
  graces: { '0': 'Now', '3600': 'In 1 hour', '86400': 'In 1 day', '604800': 'In 7 days' },
  keep: 'Two secrets are valid at the moment. Which one do your programs use?',
  keepCurrent: 'The newer one, of the last rotation',
  keepPrevious: 'The older one, from before it',
  keepHint: 'The other one ends now.',
  submit: 'Rotate',
};
