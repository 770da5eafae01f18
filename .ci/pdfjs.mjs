// Opens PDFs as Firefox does, reads every part of them, and prints each warning of pdf.js.
// node .ci/pdfjs.mjs FOLDER-OF-PDFJS-DIST FILE...
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const complaints = [];
const { log } = console;
console.log = () => {}; // that there is no canvas here is no fault of the file
console.warn = console.log;
const { getDocument } = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`));
console.log = (...words) => complaints.push(words.join(' '));
console.warn = console.log;

for (const file of files) {
  try {
    const data = new Uint8Array(await readFile(file));
    const pdf = await getDocument({ data, verbosity: 1, stopAtErrors: true }).promise;
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      if (!items.length) complaints.push(`page ${n} has no text`);
      await page.getOperatorList(); // with its faces
      await page.getAnnotations();
      if (!(await page.getStructTree())) complaints.push(`page ${n} has no structure`);
    }
    if (!(await pdf.getOutline())) complaints.push('there is no outline');
    if (!(await pdf.getAttachments())) complaints.push('there are no attachments');
    await pdf.getMetadata();
  } catch (error) {
    complaints.push(String(error));
  }
  for (const complaint of complaints.splice(0)) {
    log(`${file}: ${complaint}`);
    process.exitCode = 1;
  }
}
