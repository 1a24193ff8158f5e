import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import en from '../locales/en.json';

type Messages = typeof en;
type Key = keyof Messages;
export const languages = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const;
export type Language = keyof typeof languages;

interface I18n {
  language: Language;
  setLanguage(language: Language): void;
  t(key: Key, values?: Record<string, string | number>): string;
  format: { money(amount: number): string; date(date: Date): string };
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>('en');
  const [messages, setMessages] = useState<Messages>(en);

  useEffect(() => {
    let current = true;
    import(`../locales/${language}.json`).then((module) => {
      if (current) setMessages(module.default);
    });
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    return () => { current = false; };
  }, [language]);

  const value = useMemo<I18n>(() => {
    const plural = new Intl.PluralRules(language);
    return {
      language,
      setLanguage,
      t(key, values = {}) {
        const entry = messages[key] as string | Record<string, string>;
        const text = typeof entry === 'string' ? entry : entry[plural.select(Number(values.count))] ?? entry.other;
        return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
      },
      format: {
        money: (amount) => new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(amount),
        date: (date) => new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(date),
      },
    };
  }, [language, messages]);

  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n needs an I18nProvider');
  return value;
}
