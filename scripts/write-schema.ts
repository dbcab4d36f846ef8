import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { settingsSchema } from '../src/config/settings/schema.js';
import { assessmentSchema } from '../src/model/assessment.js';

write('assessment', z.toJSONSchema(assessmentSchema));
write('config', z.toJSONSchema(settingsSchema, { io: 'input' }));

function write(name: string, schema: object): void {
  const titled = { title: `resilint ${name}`, ...schema };
  writeFileSync(`dist/${name}.schema.json`, `${JSON.stringify(titled, null, 2)}\n`);
}
