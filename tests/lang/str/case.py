# Full case mappings, the final sigma, title case of digraphs.
for s in ("straße", "ΑΣ ΑΣΑ Σ", "ǆabc ǅ", "ﬁn", "İstanbul", "ŉ x", "hello wORLD", "ΌΣΟΣ", "\u0345\u03a3", "ß", "ᾳ"):
    print(ascii([s.upper(), s.lower(), s.casefold(), s.title(), s.capitalize(), s.swapcase()]))
