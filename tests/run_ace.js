// Ace by DAISY over the e-books named on the command line: prints a JSON list of [book, document, rule, what is wrong].
// usage: node run_ace.js FOLDER_FOR_REPORTS BOOK.epub …; the browser is named in PUPPETEER_EXECUTABLE_PATH.
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

async function barriers(book, outdir) {
  const options = { cwd: process.cwd(), outdir, jobid: "", initLogger: true, silent: true };
  const [, report] = await ace(book, options, runner);
  return report.assertions.flatMap(({ "earl:testSubject": subject, assertions }) =>
    assertions.map(({ "earl:test": rule, "earl:result": result }) =>
      [book, subject.url, rule["dct:title"], result["dct:description"]]));
}

async function main([folder, ...books]) {
  await runner.launch();
  const found = [];
  for (const [number, book] of books.entries()) found.push(...await barriers(book, `${folder}/${number}`));
  await runner.close();
  process.stdout.write(JSON.stringify(found));
}

main(process.argv.slice(2)).then(() => process.exit(0), (fault) => {
  console.error(fault);
  process.exit(1);
});
