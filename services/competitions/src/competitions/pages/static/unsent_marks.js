// What one expert entered and the server has not taken yet, and what they have only begun. Another expert on the same tablet
// neither sees nor sends it.

import { Kept } from "./kept.js";

const accounts = new Kept("marks-owner:");

/** Pages that are no marking form know the account alone: whose marks it sends was learned on a form. */
export function learnOwner(account, owner) {
  if (accounts.get(account) !== owner) accounts.put(account, owner);
}

export function ownerOf(account) {
  return accounts.get(account);
}

export class UnsentMarks {
  constructor(owner) {
    this.entries = new Kept(`mark:${owner}:`);
    this.drafts = new Kept(`draft:${owner}:`);
  }

  get isSafe() {
    return this.entries.isSafe && this.drafts.isSafe;
  }

  /** In the order of entry. */
  all() {
    return this.entries.all().sort((one, other) => one.at - other.at);
  }

  has({ key }) {
    return this.entries.get(key) !== null;
  }

  keep(entry) {
    this.entries.put(entry.key, entry);
  }

  remove({ key }) {
    this.entries.remove(key);
  }

  /** What is entered on this tablet after `entry` has seen what became of it. */
  follow({ sheet, code, key }, id) {
    for (const one of this.all()) {
      if (one.sheet === sheet && one.code === code && one.key !== key) this.keep({ ...one, saw: id });
    }
    const draft = this.draft(sheet, code);
    if (draft) this.keepDraft({ ...draft, saw: id });
  }

  begun() {
    return this.drafts.all();
  }

  draft(sheet, code) {
    return this.drafts.get(`${sheet}:${code}`);
  }

  /** `{sheet, code, fields, saw}`: the fields as they stand, and what was seen when they were begun. */
  keepDraft(draft) {
    this.drafts.put(`${draft.sheet}:${draft.code}`, draft);
  }

  dropDraft({ sheet, code }) {
    this.drafts.remove(`${sheet}:${code}`);
  }
}
