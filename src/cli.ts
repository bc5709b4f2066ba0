#!/usr/bin/env node
/** `postbuch VERB`: argv → options → the same code as everything else. Verbs are loaded when they are called. */
import { Command } from 'commander'
import { numberFrom, report, verb } from './cli/io.ts'
import { describeSettings } from './platform/config.ts'

const program = new Command('postbuch')
  .description(
    "Takes in creditors' replies by e-mail, assigns each to the right client and creditor, and writes the debt.",
  )
  .option('--json', 'print exactly one JSON document on stdout; logs go to stderr')
  .showHelpAfterError('Every verb has --help, with examples.')
  // Inherited by the verbs: a usage error is exit code 2, as `report` makes it.
  .exitOverride()
  .configureHelp({ sortSubcommands: false, showGlobalOptions: true })

const examples = (...lines: string[]) => `\nExamples:\n${lines.map(line => `  ${line}`).join('\n')}\n`
const settings = () =>
  `\nEnvironment:\n${describeSettings()
    .map(({ variable, about, fallback }) => `  ${variable.padEnd(24)} ${about}${fallback ? ` [${fallback}]` : ''}`)
    .join('\n')}\n`

program
  .command('start')
  .description('start everything on this machine (embedded servers for what is not configured), with the demonstration')
  .option('--no-demo', 'without the demonstration')
  .option('--once', 'a fresh temporary data folder: demonstration, report, check of every guarantee, stop')
  .option('--data <dir>', 'data folder (default: DATA_DIR; with --once a temporary one)')
  .option('--corpus <dir>', 'mails and registry of the demonstration', 'test/corpus')
  .addHelpText(
    'after',
    () => examples('npm start', 'npm start -- --no-demo', 'npm start --silent -- --once --json') + settings(),
  )
  .action(verb(() => import('./cli/start.ts')))

program
  .command('web')
  .description('the Zendesk webhook (public) and the API with the web page (internal)')
  .addHelpText(
    'after',
    () => examples('KAFKA_BROKERS=… DATABASE_URL=… MONGODB_URL=… ZENDESK_WEBHOOK_SECRET=… postbuch web') + settings(),
  )
  .action(verb(() => import('./cli/web.ts')))

program
  .command('worker')
  .description('handlers and projections; several may run')
  .option('--only <parts>', 'a list of: emails, debts, and the projections’ names')
  .option('--id <name>', 'tells workers on one machine apart (their state stores)', 'worker')
  .addHelpText(
    'after',
    () => examples('postbuch worker', 'postbuch worker --only emails,debts --id handlers-1') + settings(),
  )
  .action(verb(() => import('./cli/worker.ts')))

program
  .command('lag')
  .description('how far each group and projection is behind the log; exactly 0 when everything is applied')
  .option('--partitions', 'one line a partition: position, committed offset, ends of the log, status')
  .option('--watch', 'again every 2 seconds until Ctrl-C; with --json one line each')
  .option('--fail-over-seconds <n>', 'exit code 1 if anything is older than this, or unknown', numberFrom(0))
  .addHelpText('after', () =>
    examples(
      'npm run postbuch -- lag',
      'postbuch lag --json',
      'postbuch lag --partitions',
      'postbuch lag --fail-over-seconds 60',
    ),
  )
  .action(verb(() => import('./cli/lag.ts')))

const groups = program
  .command('groups')
  .description("consumer groups: members, partitions, lag, and their status by Burrow's rules")
  .addHelpText('after', () => examples('postbuch groups', 'postbuch groups --json'))
  .action(verb(() => import('./cli/groups.ts')))
groups
  .command('reset <group>')
  .description(
    'set committed offsets: says why where it would do harm, shows before and after, changes with --yes only',
  )
  .requiredOption('--to <where>', 'earliest, latest, position (what the consumer’s own store says) or an offset')
  .option('--topics <names>', 'only these, e.g. emails,debts')
  .option('--yes', 'do it')
  .addHelpText('after', () =>
    examples(
      'postbuch groups reset postbuch-jobs --to position',
      'postbuch groups reset reporting --to earliest --yes',
    ),
  )
  .action(verb(() => import('./cli/groups-reset.ts')))

const inquiries = program.command('inquiries').description('the letters that the firm sent to creditors')
inquiries
  .command('import <file>')
  .description(
    'CSV (with a header) or JSON Lines; a bad line is reported with its number, the rest goes in; twice changes nothing',
  )
  .addHelpText('after', () =>
    examples('postbuch inquiries import registry.jsonl', 'postbuch inquiries import anfragen.csv --json'),
  )
  .action(verb(() => import('./cli/inquiries-import.ts')))

const emails = program.command('emails').description('single mails')
emails
  .command('show <id>')
  .description('status and timeline of a mail, from the log')
  .addHelpText('after', () => examples('postbuch emails show 2f6c1e1e-…', 'postbuch emails show 2f6c1e1e-… --json'))
  .action(verb(() => import('./cli/emails-show.ts')))
emails
  .command('retry <id>')
  .description('process a mail again, with fresh attempts; refused for one that is assigned (revoke first) or in work')
  .addHelpText('after', () => examples('postbuch emails retry 2f6c1e1e-…'))
  .action(verb(() => import('./cli/emails-retry.ts')))
emails
  .command('revoke <id>')
  .description("take a mail's assignment back: its debts are restored to the best remaining reply")
  .requiredOption('--reason <text>', 'why')
  .addHelpText('after', () => examples('postbuch emails revoke 2f6c1e1e-… --reason "Namensvetter"'))
  .action(verb(() => import('./cli/emails-revoke.ts')))

const projections = program.command('projections').description('what is built from the log')
projections
  .command('list')
  .description('state, version and lag of each projection')
  .addHelpText('after', () => examples('postbuch projections list'))
  .action(verb(() => import('./cli/projections-list.ts')))
projections
  .command('rebuild <name>')
  .description('build a projection anew from the first event; the old one serves until the new one is there')
  .addHelpText('after', () => examples('postbuch projections rebuild clients'))
  .action(verb(() => import('./cli/projections-rebuild.ts')))
projections
  .command('cancel <name>')
  .description('stop a rebuild that is under way, wherever it runs; the old one serves as before')
  .addHelpText('after', () => examples('postbuch projections cancel jobs'))
  .action(verb(() => import('./cli/projections-cancel.ts')))
projections
  .command('replay <name>')
  .description('put single rows right: each is folded from its first event and replaced, while everything goes on')
  .option('--key <key>', 'all rows that events of this mail, inquiry or client touch')
  .option('--since <time>', 'all rows that were touched since then, e.g. 2026-02-03T08:00:00Z')
  .addHelpText('after', () =>
    examples(
      'postbuch projections replay jobs --key 2f6c1e1e-…',
      'postbuch projections replay clients --since 2026-02-03T08:00:00Z',
    ),
  )
  .action(verb(() => import('./cli/projections-replay.ts')))
projections
  .command('pause <name>')
  .description('apply nothing more until it is resumed; nothing is lost, its lag grows')
  .addHelpText('after', () => examples('postbuch projections pause clients'))
  .action(verb(async () => (await import('./cli/projections-desired.ts')).pause))
projections
  .command('resume <name>')
  .description('go on after a pause')
  .addHelpText('after', () => examples('postbuch projections resume clients'))
  .action(verb(async () => (await import('./cli/projections-desired.ts')).resume))
projections
  .command('prune [name]')
  .description('throw old builds away; a rebuild keeps the one before it until then')
  .addHelpText('after', () => examples('postbuch projections prune', 'postbuch projections prune clients'))
  .action(verb(() => import('./cli/projections-prune.ts')))
projections
  .command('verify <name>')
  .description('compare a projection row by row with a plain fold of the log')
  .addHelpText('after', () => examples('postbuch projections verify debts'))
  .action(verb(() => import('./cli/projections-verify.ts')))

const prompts = program.command('prompts').description('what the model that reads the mails is told, in versions')
prompts
  .command('list')
  .description('the version in force of each prompt')
  .addHelpText('after', () => examples('postbuch prompts list'))
  .action(verb(() => import('./cli/prompts-list.ts')))
prompts
  .command('show <name>')
  .description('the text in force, or that of a version')
  .option('--version <n>', 'another version; 0 is the one built in', numberFrom(0))
  .addHelpText('after', () =>
    examples('postbuch prompts show extraction > new.txt', 'postbuch prompts show extraction --version 0'),
  )
  .action(verb(() => import('./cli/prompts-show.ts')))
prompts
  .command('publish <name> <file>')
  .description('the next version; in force seconds later, without a deployment')
  .requiredOption('--note <text>', 'what was changed and why')
  .option('--model <name>', 'a model for this version (default: ANTHROPIC_MODEL)')
  .addHelpText('after', () =>
    examples(
      'LLM_PROVIDER=claude npm run evaluate -- --prompt new.txt',
      'postbuch prompts publish extraction new.txt --note "Vergleichsangebote genauer"',
    ),
  )
  .action(verb(() => import('./cli/prompts-publish.ts')))
prompts
  .command('diff <name> <v1> <v2>')
  .description('what changed from one version to another')
  .addHelpText('after', () => examples('postbuch prompts diff extraction 0 3'))
  .action(verb(() => import('./cli/prompts-diff.ts')))

program
  .command('audit')
  .description('compare both stores with the log; exit code 0 if both answer and the health score is at least 0.95')
  .option('--days <n>', 'what events of the last days have touched', '30')
  .option('--all', 'everything, also what the log knows nothing of')
  .option('--repair', 'fold what is wrong anew, by key')
  .addHelpText('after', () =>
    examples('postbuch audit', 'postbuch audit --days 2 --repair', 'postbuch audit --all --json'),
  )
  .action(verb(() => import('./cli/audit.ts')))

const letters = program.command('dead-letters').description('records that a consumer could not apply; their keys wait')
const LETTER = 'as the list names it, e.g. postbuch-jobs/emails/3/117'
letters
  .command('list')
  .description('letters that wait; from the log itself, so no store is needed')
  .option('--all', 'those that were retried or dropped as well')
  .addHelpText('after', () => examples('postbuch dead-letters list', 'postbuch dead-letters list --all'))
  .action(verb(() => import('./cli/dead-letters-list.ts')))
letters
  .command('show <letter>')
  .description(`what is known of one letter (${LETTER}), and how many events wait behind it`)
  .addHelpText('after', () => examples('postbuch dead-letters show postbuch-jobs/emails/3/117'))
  .action(verb(() => import('./cli/dead-letters-show.ts')))
letters
  .command('retry [letter]')
  .description('apply the record, and what waits behind it, in order: after a deployment that can')
  .option('--all', 'every letter that waits')
  .addHelpText('after', () =>
    examples('postbuch dead-letters retry postbuch-jobs/emails/3/117', 'postbuch dead-letters retry --all'),
  )
  .action(verb(() => import('./cli/dead-letters-retry.ts')))
letters
  .command('drop <letter>')
  .description('go on without the record, for ever: rebuild, verify and audit leave it out as well')
  .requiredOption('--reason <text>', 'why')
  .option('--yes', 'do it')
  .addHelpText('after', () =>
    examples('postbuch dead-letters drop postbuch-jobs/emails/3/117 --reason "test record" --yes'),
  )
  .action(verb(() => import('./cli/dead-letters-drop.ts')))

program
  .command('evaluate')
  .description('put the mails of a corpus, in order, through the handlers’ code and compare with what is right')
  .option('--corpus <dir>', 'folder with registry.jsonl and cases.jsonl', 'test/corpus')
  .option('--predictions <file>', 'write one JSON line a case; `expected` may then be missing in the corpus')
  .option('--compare <file>', 'what was mended and broken since an earlier run: a file of its --predictions')
  .option('--cases', 'list each miss')
  .option('--prompt <file>', 'with LLM_PROVIDER=claude: a prompt to try before it is published')
  .addHelpText('after', () =>
    examples(
      'npm run evaluate --silent -- --corpus test/corpus --json',
      'npm run evaluate -- --cases',
      'npm run evaluate -- --predictions before.jsonl   # then, after a change:',
      'npm run evaluate -- --compare before.jsonl',
    ),
  )
  .action(verb(() => import('./cli/evaluate.ts')))

program
  .command('bench <name>')
  .description('measure with scratch servers: catchup, match, rebuild')
  .option('--events <n>', 'catchup, rebuild: events of the log', numberFrom(1))
  .option('--clients <n>', 'match: clients of the registry', numberFrom(1))
  .option('--inquiries <n>', 'match: inquiries of the registry', numberFrom(1))
  .option('--mails <n>', 'match: mails of a round', numberFrom(1))
  .option('--rounds <n>', 'how often, to see how far a busy machine spreads the figures', numberFrom(1))
  .addHelpText('after', () =>
    examples(
      'npm run bench --silent -- match --json',
      'npm run bench --silent -- rebuild --events 500000 --json',
      'npm run bench --silent -- catchup --json',
    ),
  )
  .action(verb(() => import('./cli/bench.ts')))

program
  .command('chaos')
  .description('break servers and processes under load, by a seed, and check that nothing is lost or done twice')
  .option('--rounds <n>', 'faults, each with its recovery', '20')
  .option('--seed <n>', 'which faults, when, and which mails', '1')
  .option('--brokers <n>', 'Kafka brokers: 1, or 3 (replication 3, two in sync), of which leaders are killed', '1')
  .option('--only <faults>', 'a list of faults, e.g. kill-worker,freeze-kafka')
  .option('--keep', 'keep the data folder also when all is well')
  .option('--corpus <dir>', 'registry and mails', 'test/corpus')
  .addHelpText('after', () =>
    examples('npm run chaos --silent -- --rounds 20 --seed 7 --json', 'npm run chaos -- --brokers 3 --only kill-kafka'),
  )
  .action(verb(() => import('./cli/chaos.ts')))

program
  .command('doctor')
  .description(
    'check the servers: topics, retention, replication, hanging transactions; prints the mend, changes nothing',
  )
  .addHelpText('after', () => examples('postbuch doctor', 'KAFKA_BROKERS=kafka-1:9092 postbuch doctor --json'))
  .action(verb(() => import('./cli/doctor.ts')))

program.parseAsync().catch(report)
