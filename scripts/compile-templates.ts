import { writeReportPack } from './template-compiler.js';

const { templates, bytes } = writeReportPack(process.cwd());
process.stdout.write(`templates/compiled.mjs: ${templates} templates, ${bytes} bytes\n`);
