// Puts the text of a changeset into CHANGELOG.md as it stands, because it is written for the reader who upgrades.
exports.getReleaseLine = async ({ summary }) => {
  const [first, ...others] = summary.trim().split('\n');
  return [`- ${first}`, ...others.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
};
// The repository has one package, so no release is caused by a dependency.
exports.getDependencyReleaseLine = async () => '';
