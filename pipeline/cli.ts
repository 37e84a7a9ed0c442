#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

/** The command table. Commands are loaded when they are called, so that --help is quick. */

const LANGUAGES = ['zh', 'en'];
const USAGE_ERROR = 2;
/** EX_SOFTWARE of sysexits.h: a fault of this program. */
const INTERNAL_ERROR = 70;

const program = new Command('hedui')
  .description(
    '核对: reads Chinese budget-performance self-evaluation reports, recomputes every figure and flags what does not agree',
  )
  .helpCommand(false)
  .exitOverride()
  .configureOutput({ outputError: () => undefined });

addRunOptions(
  addReadingOptions(
    program
      .command('audit')
      .description('read and check files, folders (recursive) and globs; write a dataset and findings')
      .argument('[path...]', 'files, folders and globs')
      .option('--out <dir>', "folder of the dataset (default: output/<first path's name>)")
      .option('--redact', 'mask names, telephone, identity and card numbers and e-mail addresses of people')
      .option('--root <dir>', 'folder that paths are relative to (default: deepest common to all arguments)')
      .option('--queue <url>', 'let hedui worker on other machines read the files, over Redis (redis://host:port)')
      .option('--files-from <list>', 'file with one path a line, or ended by NUL; - for standard input')
      .option('--add', 'keep in the dataset what earlier arguments brought')
      .addOption(new Option('--fresh', 'forget what earlier runs did and do all again').conflicts('add')),
  ),
).action(async (paths: string[], options) => {
  const { audit } = await import('./commands/audit.ts');
  process.exitCode = await audit(paths, options);
});

addReadingOptions(
  program
    .command('extract')
    .description("print one file's tables and text, without judgement")
    .argument('<file>')
    .addOption(
      new Option('--format <format>', 'what to print').choices(['json', 'html', 'csv', 'md', 'text']).default('json'),
    )
    .option('--figures <dir>', 'write the pictures of the file into this folder')
    .option('--debug <dir>', 'draw each page of a PDF with the words, lines and cells found (SVG)'),
)
  .addOption(
    new Option('--timeout <seconds>', 'time for the file, and 30 s more per page that needs recognition').default(
      '120',
    ),
  )
  .addOption(languageOption())
  .action(async (file: string, options) => {
    const { extract } = await import('./commands/extract.ts');
    process.exitCode = await extract(file, options);
  });

addRunOptions(
  program
    .command('validate')
    .description('check a dataset again without reading a file again')
    .argument('<dir>', 'folder that audit wrote'),
).action(async (dir: string, options) => {
  const { validate } = await import('./commands/validate.ts');
  process.exitCode = await validate(dir, options);
});

program
  .command('report')
  .description('write what people and other tools read, anew from a dataset')
  .argument('<dir>', 'folder that audit wrote')
  .addOption(
    new Option('--format <format>', 'page, workbook, SARIF 2.1.0 or CSV')
      .choices(['html', 'xlsx', 'sarif', 'csv'])
      .default('html'),
  )
  .addOption(languageOption())
  .action(async (dir: string, options) => {
    const { report } = await import('./commands/report.ts');
    process.exitCode = await report(dir, options);
  });

program
  .command('worker')
  .description('read files for hedui audit --queue until told to stop')
  .option('--queue <url>', 'redis:// or rediss:// URL (or set HEDUI_QUEUE)')
  .option('--root <dir>', 'folder where the archive is mounted on this machine (default: the current one)')
  .option('--jobs <n>', 'files at a time (default: cores)')
  .option('--cache <dir>', 'folder that keeps what was recognised (default: ~/.cache/hedui)')
  .option('--password-file <file>', 'file with the password of encrypted files (or set HEDUI_PASSWORD)')
  .addOption(languageOption())
  .option('-q, --quiet', 'no messages')
  .option('-v, --verbose', 'a line for each file')
  .action(async (options) => {
    const { worker } = await import('./commands/worker.ts');
    process.exitCode = await worker(options);
  });

program
  .command('review')
  .description('decide on the findings of a dataset, beside the page, in a browser of this machine')
  .argument('<dir>', 'folder that audit wrote')
  .option('--port <n>', 'port to listen on (default: any that is free)', '0')
  .option('--root <dir>', 'folder of the files that were read (default: where the run found them)')
  .option('--by <name>', 'who decides, as recorded (default: the user of this machine)')
  .addOption(languageOption())
  .action(async (dir: string, options) => {
    const { review } = await import('./commands/review.ts');
    process.exitCode = await review(dir, options);
  });

program
  .command('diff')
  .description('what changed between two datasets: files, reports, funds, indicators and findings')
  .argument('<old>', 'folder that audit wrote')
  .argument('<new>', 'folder that audit wrote later')
  .option('--json', 'print exactly the diff record')
  .addOption(languageOption())
  .action(async (oldDir: string, newDir: string, options) => {
    const { diff } = await import('./commands/diff.ts');
    process.exitCode = await diff(oldDir, newDir, options);
  });

program
  .command('checks')
  .description("the catalogue of checks, or one check's page")
  .argument('[id]', 'such as A101')
  .addOption(new Option('--format <format>', 'what to print').choices(['md', 'json']).default('md'))
  .addOption(languageOption())
  .action(async (id: string | undefined, options) => {
    const { checks } = await import('./commands/checks.ts');
    process.exitCode = checks(id, options);
  });

program
  .command('schema')
  .description('the JSON Schema (2020-12) of a record; without a name, the names')
  .argument('[name]', 'such as finding')
  .action(async (name: string | undefined) => {
    const { schema } = await import('./commands/schema.ts');
    process.exitCode = schema(name);
  });

program.option('-V, --version', 'print the version').on('option:version', () => {
  throw new CommanderError(0, 'hedui.version', '');
});

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read our output has seen enough (hedui … | head).
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await explain(error);
}

function addReadingOptions(command: Command): Command {
  return command
    .option('--max-pages <n>', 'most pages of a file', '2000')
    .option('--max-bytes <n>', 'most bytes of a file', '512MiB')
    .option('--password-file <file>', 'file with the password of encrypted files (or set HEDUI_PASSWORD)')
    .option('--no-join', 'leave tables over page breaks apart')
    .addOption(
      new Option('--ocr <when>', 'recognise scanned pages: those without a text layer, all, or none')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    )
    .option('--ocr-engine <name>', 'tesseract.js, or tesseract for the program of this machine', 'tesseract.js')
    .option('--cache <dir>', 'folder that keeps what was recognised (default: ~/.cache/hedui)');
}

function addRunOptions(command: Command): Command {
  return command
    .option('--jobs <n>', 'files at a time (default: cores)')
    .option('--timeout <seconds>', 'time for one file, and 30 s more per page that needs recognition', '120')
    .option('--only <ids>', 'checks to run, such as A101,S105')
    .option('--skip <ids>', 'checks to leave out')
    .option('--profile <file>', 'header words and rules of a region or template (JSON; see hedui schema profile)')
    .addOption(
      new Option('--fail-on <severity>', 'severity from which the exit code is 1')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .addOption(languageOption())
    .option('--json', 'print exactly the summary record')
    .option('--json-progress', 'progress on stderr as JSON, one object a line (see hedui schema progress)')
    .option('-q, --quiet', 'no progress and no list of findings')
    .option('-v, --verbose', 'a line for each file, and all findings');
}

function languageOption(): Option {
  return new Option('--lang <language>', 'language of what is printed and of the files for people')
    .choices(LANGUAGES)
    .default('zh');
}

/** Says in one line on stderr what went wrong and what to do; gives the exit code. */
async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError || error instanceof InvalidArgumentError) return explainUsage(error);
  const [{ UsageError }, { InterruptedError }, { toPrintable }] = await Promise.all([
    import('./usage-error.ts'),
    import('./archive/run-archive.ts'),
    import('./commands/terminal.ts'),
  ]);
  const isChinese = !isEnglishWanted(process.argv);
  if (error instanceof InterruptedError) {
    print(isChinese ? '已中断；做完的文件保留' : 'interrupted; what was done stays done');
    return 130;
  }
  if (error instanceof UsageError) {
    print(toPrintable(isChinese ? error.zh : error.message));
    return USAGE_ERROR;
  }
  const reason = toPrintable(error instanceof Error ? error.message : String(error));
  print(isChinese ? `程序出错，请报告：${reason}` : `a fault of this program, please report it: ${reason}`);
  if (process.env.HEDUI_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return INTERNAL_ERROR;
}

async function explainUsage(error: CommanderError): Promise<number> {
  if (error.code === 'hedui.version') {
    const { readVersions } = await import('./archive/versions.ts');
    process.stdout.write(`${readVersions().program}\n`);
    return 0;
  }
  if (error.exitCode === 0) return 0; // --help
  if (error.code === 'commander.help') return USAGE_ERROR; // no command: the help was printed
  const name = program.commands.find((command) => command.name() === process.argv[2])?.name();
  const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  print(`${message}; see hedui ${name === undefined ? '' : `${name} `}--help`);
  return USAGE_ERROR;
}

/** For errors before or outside a command, where its options are not at hand. */
function isEnglishWanted(argv: readonly string[]): boolean {
  return argv.includes('--lang=en') || argv[argv.indexOf('--lang') + 1] === 'en';
}

function print(line: string): void {
  process.stderr.write(`hedui: ${line}\n`);
}
