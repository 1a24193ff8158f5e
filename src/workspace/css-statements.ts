// A stylesheet as statements in statements, by css-tree's tokens: enough to take one out, and to see what it is. Never throws.
import { tokenize, tokenTypes as types } from "css-tree/tokenizer";

export interface Statement {
  start: number;
  /** After its semicolon or its closing brace. */
  end: number;
  /** What precedes its block or its end, without comments and white space around it. */
  head: string;
  /** Where `head` begins. */
  headStart: number;
  /** What is between its braces; null if it has none. */
  body: { start: number; end: number; statements: Statement[] } | null;
}

/** Deeper braces are read as part of the block around them. */
const deepestBlock = 50;

export function readStatements(css: string): Statement[] {
  const top: Statement[] = [];
  const lists: Statement[][] = [top];
  const open: Statement[] = [];
  let brackets = 0;
  let deeper = 0;
  let headStart = -1;
  let headEnd = -1;

  const begin = (at: number): Statement => {
    const start = headStart === -1 ? at : headStart;
    const head = css
      .slice(start, Math.max(start, headEnd))
      .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "")
      .trim();
    headStart = -1;
    headEnd = -1;
    return { start, end: at, head, headStart: start, body: null };
  };
  const finish = (at: number, end: number) => {
    if (headStart === -1) return;
    lists.at(-1)?.push({ ...begin(at), end });
  };

  tokenize(css, (type, start, end) => {
    if (type === types.WhiteSpace || type === types.Comment) return;
    if (type === types.Semicolon && brackets === 0 && deeper === 0) return finish(start, end);
    if (type === types.LeftCurlyBracket) {
      if (brackets > 0 || open.length >= deepestBlock || deeper > 0) deeper++;
      else {
        const statement = begin(start);
        statement.body = { start: end, end: css.length, statements: [] };
        statement.end = css.length;
        lists.at(-1)?.push(statement);
        lists.push(statement.body.statements);
        open.push(statement);
        return;
      }
    } else if (type === types.RightCurlyBracket) {
      if (deeper > 0) deeper--;
      else {
        brackets = 0;
        finish(start, start);
        const statement = open.pop();
        if (statement?.body) {
          statement.body.end = start;
          statement.end = end;
          lists.pop();
        }
        return;
      }
    } else if (type === types.Function || type === types.LeftParenthesis || type === types.LeftSquareBracket) brackets++;
    else if (type === types.RightParenthesis || type === types.RightSquareBracket) brackets = Math.max(0, brackets - 1);
    if (headStart === -1) headStart = start;
    headEnd = end;
  });
  finish(css.length, css.length);
  return top;
}

/** All statements, each before what is in it. */
export function* everyStatement(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    if (statement.body) yield* everyStatement(statement.body.statements);
  }
}
