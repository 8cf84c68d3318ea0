import type { TestDatabase } from './database';
import { type DatabaseProxy, proxyDatabase } from './database-proxy';

/** A node of a plan, as `explain (analyze, buffers, format json)` describes it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  /** 0: the node was never executed. */
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** The plan of one statement that was executed. */
export interface ExecutedPlan {
  readonly statement: string;
  readonly plan: PlanNode;
}

/** A database that reports the plans of the service's statements. */
export interface ExplainedDatabase extends DatabaseProxy {
  /** Returns the plans of the statements since the last call of this function. */
  take(): readonly ExecutedPlan[];
}

// https://www.postgresql.org/docs/current/auto-explain.html
const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
  'auto_explain.log_nested_statements': 'off',
};

/** Makes the server send the plan of each statement of the service's role as a notice, and collects them. */
export async function readPlans({ url, query }: TestDatabase): Promise<ExplainedDatabase> {
  const name = new URL(url).pathname.slice(1);
  const role = `alter role directory in database ${name} set`;
  for (const [setting, value] of Object.entries(SETTINGS)) {
    await query(`${role} ${setting} = '${value}'`);
  }
  const plans: ExecutedPlan[] = [];
  const proxy = await proxyDatabase(url, () => ({
    answered({ type, body }) {
      const [, text] =
        type === 'N' ? (/\0M[^\0]*?plan:\n([^\0]*)\0/.exec(body.toString()) ?? []) : [];
      if (text === undefined) return;
      const { 'Query Text': statement, Plan: plan } = JSON.parse(text);
      plans.push({ statement, plan });
    },
  }));
  return { ...proxy, take: () => plans.splice(0) };
}

/** Returns all nodes of a plan that were executed, each before its children. */
export function executedNodes(plan: PlanNode): readonly PlanNode[] {
  if (plan['Actual Loops'] === 0) return [];
  return [plan, ...(plan.Plans ?? []).flatMap(executedNodes)];
}
