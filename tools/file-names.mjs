import { basename } from 'node:path';

const STEM_TEST = /\.(?:[a-z-]+\.)?(?:test|spec|test-d|bench|property\.test)$/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
const HOOK = /^use[A-Z][A-Za-z0-9]*$/;

/**
 * Whether a file is named for its one concept: `Component.tsx`, `useHook.ts`, else kebab-case.
 *
 * @param {string} path
 * @returns {string | undefined} what is wrong, or nothing
 */
export function fileNameProblem(path) {
  const name = basename(path);
  const match = /^(?<stem>.+)\.(?<ext>tsx?|mjs)$/.exec(name);
  if (!match?.groups) {
    return undefined;
  }
  const { stem = '', ext } = match.groups;
  const concept = stem.replace(STEM_TEST, '');
  if (/^(?:utils?|helpers?|common|misc|index)$/.test(concept)) {
    return `name the concept: "${name}" says nothing`;
  }
  if (ext === 'tsx' && !HOOK.test(concept)) {
    return PASCAL.test(concept) ? undefined : 'a .tsx file has the name of its component, in PascalCase';
  }
  return KEBAB.test(concept) || HOOK.test(concept) || STEM_TEST.test(stem)
    ? undefined
    : 'use kebab-case, or useName for a hook';
}

/** ESLint rule `local/file-name`. */
export const fileNameRule = {
  meta: { type: 'suggestion', schema: [] },
  /** @param {import('eslint').Rule.RuleContext} context */
  create(context) {
    return {
      /** @param {import('estree').Program} node */
      Program(node) {
        const message = fileNameProblem(context.filename);
        if (message !== undefined) {
          context.report({ node, message });
        }
      },
    };
  },
};
