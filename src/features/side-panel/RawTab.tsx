import { CodeBlock, CodeBlockAction, CodeBlockCode } from '@patternfly/react-core';

import type { TrafficRecord } from '#model/flow.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useT } from '../../ui/i18n.ts';

/** A record as it came, as JSON with its fields in order. */
export function RawTab({ record }: { readonly record: TrafficRecord }) {
  const t = useT();
  const sorted = Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  const json = JSON.stringify(sorted, undefined, 2);
  return (
    <CodeBlock
      actions={
        <CodeBlockAction>
          <CopyButton text={json} label={t('Copy JSON')} />
        </CodeBlockAction>
      }
    >
      <CodeBlockCode>{json}</CodeBlockCode>
    </CodeBlock>
  );
}
