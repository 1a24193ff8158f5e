import styled, { css, keyframes } from 'styled-components';

const rise = keyframes`
  from { opacity: 0; transform: translateY(10px); }
  to { opacity: 1; transform: none; }
`;

const Article = styled.article<{ $wide?: boolean }>`
  animation: ${rise} 0.3s ease-out;
  border-left: 4px solid ${({ theme }) => theme.accent};
  padding: 1rem;
  margin: 1rem 0;
  ${({ $wide }) => $wide && css`
    padding: 2rem;
  `}

  h2 {
    margin: 0 0 0.5rem;
  }

  &:hover h2 {
    color: ${({ theme }) => theme.accent};
  }

  @media (max-width: 600px) {
    padding: 0.5rem;
  }
`;

const Like = styled.button.attrs({ type: 'button' })`
  border: 1px solid currentColor;
  border-radius: 99px;
  background: none;
  color: inherit;
`;

type PostProps = { title: string; text: string; likes: number; featured?: boolean; onLike(): void };

export const Post = ({ title, text, likes, featured, onLike }: PostProps) => (
  <Article $wide={featured}>
    <h2>{title}</h2>
    <p>{text}</p>
    <Like onClick={onLike} aria-label={`Like ${title}`}>♥ {likes}</Like>
  </Article>
);
