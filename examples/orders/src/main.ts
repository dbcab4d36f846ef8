import { app } from './app.js';
import { config } from './config.js';
import { migrate } from './database.js';

await migrate();
const server = app.listen(config.port, () => {
  const address = server.address();
  console.log('listening on', typeof address === 'object' ? address?.port : address);
});
