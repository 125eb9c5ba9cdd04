// Light or dark: as the system says, until the reader chooses.

export class Theme {
  private readonly system = matchMedia("(prefers-color-scheme: dark)");
  private chosen: boolean | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor() {
    this.system.addEventListener("change", () => this.apply());
    this.apply();
  }
  get dark(): boolean {
    return this.chosen ?? this.system.matches;
  }
  toggle(): void {
    this.chosen = !this.dark;
    this.apply();
  }
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }
  private apply(): void {
    document.documentElement.dataset["theme"] = this.dark ? "dark" : "light";
    for (const listener of this.listeners) listener();
  }
}
