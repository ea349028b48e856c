// What is begun on one form and not entered yet: every touch is kept on the tablet, aspect by aspect.

import { fieldsOf, isEmpty, judgesOf, seat } from "./fields.js";

export class Drafts {
  constructor(unsent, sheet) {
    this.unsent = unsent;
    this.sheet = sheet;
  }

  of(aspect) {
    return this.unsent.draft(this.sheet, aspect.dataset.code);
  }

  /** What is to be gone on with, by whom it was begun; where others were chosen to judge since, it was theirs, and is nothing any more. */
  begun(aspect, isChosen) {
    const draft = this.of(aspect);
    const isOthers = isChosen && String(draft?.judges ?? []) !== String(judgesOf(aspect));
    if (draft && isOthers) this.drop(aspect);
    if (!draft || isOthers) return null;
    seat(aspect, draft.judges ?? []);
    return draft;
  }

  /** `seen`: the newest record that its expert saw, or null. What was seen when it was begun stays what was seen. */
  keep(aspect, seen) {
    const fields = fieldsOf(aspect);
    if (isEmpty(fields)) {
      this.drop(aspect);
      return;
    }
    const known = this.of(aspect);
    const { code } = aspect.dataset;
    const saw = known ? known.saw : seen;
    this.unsent.keepDraft({ sheet: this.sheet, code, fields, judges: judgesOf(aspect), saw });
  }

  drop(aspect) {
    this.unsent.dropDraft({ sheet: this.sheet, code: aspect.dataset.code });
  }
}
