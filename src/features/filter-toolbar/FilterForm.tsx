import {
  ActionGroup,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Radio,
  TextInput,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';

import { ENDS } from '#model/filter/change-condition.ts';
import type { End } from '#model/filter/change-condition.ts';
import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { Filter } from '#model/filter/filter.ts';
import { printText } from '#model/filter/language/value-text.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { filterProblemText } from '../../ui/traffic/filter-problem-text.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import type { BuildProblem, Comparison } from './built-condition.ts';
import { buildCondition } from './built-condition.ts';
import { operatorText } from './condition-text.ts';
import { endText } from './end-text.ts';
import type { FilterOffer } from './filter-offer.ts';
import { useOfferedValues } from './useOfferedValues.ts';

/** How many values the form offers: the browser lists those that fit what is typed. */
const MAX_HINTS = 500;

/** The field that one asks about most. */
const FIRST_FIELD = 'namespace';

type FilterFormProps = {
  readonly offer: FilterOffer;
  readonly onAdd: (condition: Filter) => void;
  readonly secondAction: ReactNode;
};

/** Field, end, comparison and value of one condition. What is wrong is said below the value, and stays. */
export function FilterForm({ offer, onAdd, secondAction }: FilterFormProps) {
  const t = useT();
  const id = useId();
  const fields = offer.filters.filter(isChosenByField);
  const [fieldId, setFieldId] = useState(FIRST_FIELD);
  const [end, setEnd] = useState<End>('source');
  const [wanted, setWanted] = useState<Comparison>('=');
  const [values, setValues] = useState('');
  const [problem, setProblem] = useState<BuildProblem>();
  const definition = fields.find((field) => field.id === fieldId) ?? fields[0];
  if (definition === undefined) {
    return null;
  }
  const comparisons: readonly Comparison[] = [...definition.operators, 'set', 'unset'];
  const comparison = comparisons.find((known) => known === wanted) ?? '=';
  const needsValue = comparison !== 'set' && comparison !== 'unset';

  const add = () => {
    const built = buildCondition({ definition, end, comparison, values });
    if (built.ok) {
      onAdd(built.value);
      setValues('');
      setProblem(undefined);
    } else {
      setProblem(built.error);
    }
  };
  const change = (action: () => void) => {
    action();
    setProblem(undefined);
  };

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <FormGroup label={t('Field')} fieldId={`${id}-field`}>
        <FormSelect
          id={`${id}-field`}
          value={definition.id}
          onChange={(_event, value) => change(() => setFieldId(value))}
        >
          {fields.map((field) => (
            <FormSelectOption key={field.id} value={field.id} label={fieldLabel(field, t)} />
          ))}
        </FormSelect>
      </FormGroup>
      {definition.category === 'endpoint' && (
        <FormGroup role="radiogroup" isInline label={t('Of')} fieldId={`${id}-end`}>
          {ENDS.map((one) => (
            <Radio
              key={one}
              id={`${id}-${one}`}
              name={`${id}-end`}
              label={endText(one, t)}
              isChecked={one === end}
              onChange={() => change(() => setEnd(one))}
            />
          ))}
        </FormGroup>
      )}
      <FormGroup label={t('Comparison')} fieldId={`${id}-comparison`}>
        <FormSelect
          id={`${id}-comparison`}
          value={comparison}
          onChange={(_event, value) =>
            change(() => setWanted(comparisons.find((known) => known === value) ?? '='))
          }
        >
          {comparisons.map((one) => (
            <FormSelectOption key={one} value={one} label={comparisonText(one, t)} />
          ))}
        </FormSelect>
      </FormGroup>
      {needsValue && (
        <ValueField
          id={id}
          definition={definition}
          shownRecords={offer.shownRecords}
          values={values}
          onValues={(next) => change(() => setValues(next))}
          problem={problem}
        />
      )}
      <ActionGroup>
        <Button type="submit" variant="primary">
          {t('Add')}
        </Button>
        {secondAction}
      </ActionGroup>
    </Form>
  );
}

type ValueFieldProps = {
  readonly id: string;
  readonly definition: FilterDefinition;
  readonly shownRecords: readonly TrafficRecord[];
  readonly values: string;
  readonly onValues: (values: string) => void;
  readonly problem: BuildProblem | undefined;
};

/** The value with what could be written, and below it an example, or what is wrong. */
function ValueField({ id, definition, shownRecords, values, onValues, problem }: ValueFieldProps) {
  const t = useT();
  const hints = useOfferedValues(definition.id, shownRecords).slice(0, MAX_HINTS);
  return (
    <FormGroup label={t('Value')} fieldId={`${id}-value`}>
      <TextInput
        id={`${id}-value`}
        value={values}
        list={`${id}-hints`}
        autoComplete="off"
        validated={problem === undefined ? 'default' : 'error'}
        aria-describedby={`${id}-help`}
        onChange={(_event, value) => onValues(value)}
      />
      <datalist id={`${id}-hints`}>
        {hints.map(({ value, description }) => (
          <option key={value} value={printText(value)} label={description} />
        ))}
      </datalist>
      <FormHelperText>
        <HelperText id={`${id}-help`} isLiveRegion>
          {problem === undefined ? (
            <HelperTextItem>
              {t('For example {{examples}}. Commas separate several values.', {
                examples: definition.examples.join(', '),
              })}
            </HelperTextItem>
          ) : (
            <HelperTextItem variant="error">{filterProblemText(problem, t)}</HelperTextItem>
          )}
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}

/** Fields of an end are offered once: the end is chosen beside. */
function isChosenByField({ id, category }: FilterDefinition): boolean {
  return category === undefined || category === 'endpoint' || id.startsWith('xlat_');
}

function comparisonText(comparison: Comparison, t: Translate): string {
  switch (comparison) {
    case 'set':
      return t('is set');
    case 'unset':
      return t('is not set');
    default:
      return operatorText(comparison, t);
  }
}
