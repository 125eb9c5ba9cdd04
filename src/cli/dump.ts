// `--dump=STAGE FILE`: prints what one stage of the compiler makes of a program.
export function dump(stage: string, _file: string): void {
  process.stderr.write(`--dump=${stage} is not built in yet\n`);
  process.exit(1);
}
