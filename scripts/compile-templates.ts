import { writeFixPack, writeReportPack } from './template-compiler.js';

writeFixPack(process.cwd());
const { templates, bytes } = writeReportPack(process.cwd());
process.stdout.write(`templates/compiled.mjs: ${templates} templates, ${bytes} bytes\n`);
