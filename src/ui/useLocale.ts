import { useTranslation } from 'react-i18next';

/** The user's language as a BCP 47 tag, for `Intl`: the one that the console's texts are in. */
export function useLocale(): string {
  const { i18n } = useTranslation();
  return i18n.resolvedLanguage ?? i18n.language;
}
