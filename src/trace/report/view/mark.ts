// Tollbooth's sign.

/** The sign beside the name: a barrier at a booth. */
export const MARK = `<svg class="mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true"><rect x="3" y="8" width="9" height="19" rx="1.5" fill="currentColor"/><rect x="1.5" y="5" width="12" height="3.4" rx="1.2" fill="currentColor"/><rect x="5" y="11.5" width="5" height="5" rx=".8" class="pane"/><g transform="rotate(-14 13 20)"><rect x="12" y="17.6" width="19" height="4.2" rx="1" fill="#fff" stroke="#d9481c" stroke-width="1"/><path d="M15 17.6h3.6v4.2H15zM22 17.6h3.6v4.2H22z" fill="#d9481c"/></g></svg>`;
