// What an experiment says of itself: the docstring of its file in lab/experiments.
//
//   """Title
//
//   order: 3
//   claim: One sentence, as people tell it.
//   about: A paragraph, which may go on in lines that are indented.
//   """
import type { Experiment } from "./model.ts";

export interface ListedExperiment extends Experiment {
  /** The file, as it was given. */
  file: string;
  order: number;
}

/** The experiment in a file of that name with that text. Throws with a sentence that names what is missing. */
export function readExperiment(file: string, text: string): ListedExperiment {
  const name = file
    .replace(/^.*[/\\]/, "")
    .replace(/\.py$/, "")
    .replaceAll("_", "-");
  const docstring = /^"""([\s\S]*?)"""/.exec(text)?.[1];
  if (docstring === undefined) throw new Error(`${file}: an experiment begins with a docstring`);
  const [title = "", ...lines] = docstring.split("\n");
  const fields: Record<string, string> = {};
  let last = "";
  for (const line of lines) {
    const field = /^([a-z]+): (.*)$/.exec(line);
    if (field !== null) {
      last = field[1]!;
      fields[last] = field[2]!.trim();
    } else if (line.trim() !== "" && last !== "") fields[last] += ` ${line.trim()}`;
  }
  for (const needed of ["order", "claim", "about"])
    if (!fields[needed]) throw new Error(`${file}: the docstring of an experiment has a line "${needed}: …"`);
  return { file, name, title: title.trim(), claim: fields["claim"]!, about: fields["about"]!, order: Number(fields["order"]) };
}

/** In the order of the list: by `order`, then by name. */
export function inOrder(experiments: ListedExperiment[]): ListedExperiment[] {
  return experiments.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
}
