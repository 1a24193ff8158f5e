import { languages, useI18n, type Language } from '../i18n';

export function LanguagePicker() {
  const { language, setLanguage, t } = useI18n();
  return (
    <label>
      {t('language')}{' '}
      <select value={language} onChange={(e) => setLanguage(e.target.value as Language)}>
        {(Object.entries(languages) as [Language, string][]).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
      </select>
    </label>
  );
}
