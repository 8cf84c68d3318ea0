import type { Diagnosis } from './diagnose';
import { countOf } from './format-findings';

/** Writes a diagnosis for machines. docs/doctor.md describes the shape; it grows, and never changes. */
export function formatJson({ project, findings }: Diagnosis): string {
  const { env, target, functions } = project;
  const report = {
    version: 1,
    ok: countOf(findings, 'error') === 0,
    counts: {
      error: countOf(findings, 'error'),
      warning: countOf(findings, 'warning'),
      ok: countOf(findings, 'ok'),
    },
    envFile: env.name,
    environment: target.environment,
    production: target.isProduction,
    functions: functions.map(({ path, visibility, file, access, asked, schemes }) => ({
      path,
      visibility,
      file,
      access,
      refuses: asked === undefined || asked.ending !== undefined ? null : asked.letIn.length === 0,
      schemes: schemes.map(({ name, users }) => ({ name, users })),
    })),
    findings: findings.map(({ level, name, message, remedy = null }) => ({
      level,
      name,
      message,
      remedy,
    })),
  };
  return JSON.stringify(report, null, 2);
}
