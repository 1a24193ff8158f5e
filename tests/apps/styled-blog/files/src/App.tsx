import React, { useState } from 'react';
import styled, { ThemeProvider } from 'styled-components';
import { GlobalStyle, light, night } from './theme';
import { Post } from './components/Post';

const Page = styled.main`
  max-width: 40rem;
  margin: 0 auto;
  padding: 2rem;
`;

const Bar = styled.header`
  display: flex;
  justify-content: space-between;
`;

const start = [
  { title: 'On walking', text: 'Three hours, no phone.', likes: 3, featured: true },
  { title: 'Bread', text: 'Water, flour, patience.', likes: 5 },
];

export const App: React.FC = () => {
  const [isNight, setNight] = useState<boolean>(false);
  const [posts, setPosts] = useState(start);
  const like = (title: string) => setPosts(posts.map((p) => (p.title === title ? { ...p, likes: p.likes + 1 } : p)));

  return (
    <ThemeProvider theme={isNight ? night : light}>
      <GlobalStyle />
      <Page>
        <Bar>
          <h1>Slow letters</h1>
          <button onClick={() => setNight(!isNight)}>{isNight ? 'Day' : 'Night'}</button>
        </Bar>
        {posts.map((post) => <Post key={post.title} {...post} onLike={() => like(post.title)} />)}
      </Page>
    </ThemeProvider>
  );
};
