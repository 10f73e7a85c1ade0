import type { Operator } from '#model/filter/filter.ts';
import type { Translate } from '../../ui/i18n.ts';

/** A comparison, as it is said: `isNot` of the others, `isSetToo` when what is not set does not pass either. */
export type Comparison = {
  readonly op: Operator;
  readonly isNot: boolean;
  readonly isSetToo: boolean;
};

type Named = { readonly field: string; readonly values: string };

/** A comparison as one sentence, which a translator orders as the language wants: "Source port is 80 or 443". */
export function comparisonSentence({ op, isNot, isSetToo }: Comparison, named: Named, t: Translate): string {
  if (isSetToo) {
    return setSentence(op, named, t);
  }
  return isNot ? negativeSentence(op, named, t) : positiveSentence(op, named, t);
}

function positiveSentence(op: Operator, named: Named, t: Translate): string {
  switch (op) {
    case '=':
    case '!=':
      return t('{{field}} is {{values}}', named);
    case '~':
    case '!~':
      return t('{{field}} contains {{values}}', named);
    case '>':
      return t('{{field}} more than {{values}}', named);
    case '>=':
      return t('{{field}} at least {{values}}', named);
    case '<':
      return t('{{field}} less than {{values}}', named);
    case '<=':
      return t('{{field}} at most {{values}}', named);
  }
}

function negativeSentence(op: Operator, named: Named, t: Translate): string {
  switch (op) {
    case '=':
    case '!=':
      return t('{{field}} is not {{values}}', named);
    case '~':
    case '!~':
      return t('{{field}} does not contain {{values}}', named);
    case '>':
      return t('{{field}} not more than {{values}}', named);
    case '>=':
      return t('{{field}} not at least {{values}}', named);
    case '<':
      return t('{{field}} not less than {{values}}', named);
    case '<=':
      return t('{{field}} not at most {{values}}', named);
  }
}

function setSentence(op: Operator, named: Named, t: Translate): string {
  switch (op) {
    case '=':
    case '!=':
      return t('{{field}} is set and is not {{values}}', named);
    case '~':
    case '!~':
      return t('{{field}} is set and does not contain {{values}}', named);
    case '>':
      return t('{{field}} is set and not more than {{values}}', named);
    case '>=':
      return t('{{field}} is set and not at least {{values}}', named);
    case '<':
      return t('{{field}} is set and not less than {{values}}', named);
    case '<=':
      return t('{{field}} is set and not at most {{values}}', named);
  }
}
