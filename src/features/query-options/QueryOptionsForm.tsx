import { Form } from '@patternfly/react-core';

import type { LimitFieldProps } from './LimitField.tsx';
import { LimitField } from './LimitField.tsx';
import type { LogTypeFieldProps } from './LogTypeField.tsx';
import { LogTypeField } from './LogTypeField.tsx';

export type QueryOptionsFormProps = LogTypeFieldProps & LimitFieldProps;

/** Chooses what is listed, and how much of it. Each choice holds at once. */
export function QueryOptionsForm({ limit, onLimit, ...logTypeProps }: QueryOptionsFormProps) {
  return (
    <Form>
      <LogTypeField {...logTypeProps} />
      <LimitField limit={limit} onLimit={onLimit} />
    </Form>
  );
}
