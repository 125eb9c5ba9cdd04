"""Text: formatting, splitting, counting words, building lines."""


def bench():
    words = {}
    lines = [f"line {i:05d}: {'tollbooth ' * (i % 5)}{i * 7 % 13}" for i in range(20_000)]
    for line in lines:
        for word in line.split():
            words[word] = words.get(word, 0) + 1
    report = "\n".join(f"{word:>12} {count:6d}" for word, count in sorted(words.items())[:2000])
    return len(report), words["tollbooth"], sum(line.count("o") for line in lines)
