/** Made by `make fresh WHAT=types` from render/course_data.py, the settings and the words; change those. */

/** When the learner may finish. `full_score`: finishing counts for 100 where nothing is graded. */
export interface CourseCompletion {
  readonly sections: "all" | "none";
  readonly components: "required" | "all" | "none";
  readonly score: "none" | "pass";
  readonly fullScore: boolean;
}

/** A component that records. `interactions`: ids, in order. `settings`: what only its kind understands. */
export interface CourseComponent {
  readonly id: string;
  readonly kind: string;
  readonly section: string;
  readonly title: string;
  readonly required: boolean;
  readonly graded: boolean;
  readonly interactions: readonly string[];
  readonly settings: ComponentSettings[keyof ComponentSettings];
}

/** One recorded answer: kept, merged and reported by itself. `id`: the component's, with a part's id behind a full stop where it has parts. `component`: the kind of its component. `max_length`: most characters of its value. `right`: the right responses as ids, `source=target` for matching, every accepted text for fill-in. What is empty is left out. */
export interface CourseInteraction {
  readonly id: string;
  readonly component: string;
  readonly section: string;
  readonly prompt: string;
  readonly type: "long-fill-in" | "fill-in" | "true-false" | "choice" | "sequencing" | "matching" | "likert";
  readonly maxLength: number;
  readonly required: boolean;
  readonly options?: readonly CourseResponse[];
  readonly targets?: readonly CourseResponse[];
  readonly right?: readonly string[];
}

/** Something the learner can do after the module. */
export interface CourseObjective {
  readonly id: string;
  readonly text: string;
}

/** Something that can be answered: an option, a point of a scale, one side of a match. */
export interface CourseResponse {
  readonly id: string;
  readonly text: string;
}

/** `minutes`: of study. */
export interface CourseSection {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** What a component's script must know beyond the page. Its names are in camel case there. */
export interface Settings {}

/** `iri`: absolute, "" without `base_iri`. `publisher`: "" when the module names none. `date`: ISO 8601. `study_load`: minutes. `standard`: the name of the one that the package was written in. `interactions`: of all components, in order. `pass_mark`: least percentage of what is graded, 0 when nothing is. */
export interface Course {
  readonly identifier: string;
  readonly iri: string;
  readonly version: string;
  readonly title: string;
  readonly publisher: string;
  readonly language: string;
  readonly date: string;
  readonly studyLoad: number;
  readonly objectives: readonly CourseObjective[];
  readonly standard: string;
  readonly sections: readonly CourseSection[];
  readonly components: readonly CourseComponent[];
  readonly interactions: readonly CourseInteraction[];
  readonly completion: CourseCompletion;
  readonly passMark: number;
  readonly answers: "lms" | "device" | "report";
  readonly words: Words;
}

/** `tries`: most checks, 0 for any number. */
export interface QuestionSettings {
  readonly tries: number;
}

/** `items`: the ids of all that can be ticked. */
export interface ChecklistSettings {
  readonly items: readonly string[];
}

/** `multiple`: several can be chosen. */
export interface ChoiceSettings {
  readonly tries: number;
  readonly multiple: boolean;
}

/** A column. `name`: as its words are called; `needed`: a row is complete only with it. `kind`: a level is a number from 1 to 4, a date is ISO 8601. `max_length`: most characters of a cell. `title` and `levels` are the author's words for it, where they are not the usual ones. */
export interface Column {
  readonly name: string;
  readonly kind: "text" | "level" | "date";
  readonly maxLength: number;
  readonly needed: boolean;
  readonly title?: string;
  readonly levels?: readonly string[];
}

/** `min_rows`: fewest complete rows that make it done; `columns`: the cells of a row, in order. */
export interface RowsSettings {
  readonly minRows: number;
  readonly maxRows: number;
  readonly columns: readonly Column[];
}

/** `moment`: the name of the measuring moment; `earlier`: the id of the scale asked again; else "". */
export interface ScaleSettings {
  readonly moment: string;
  readonly earlier: string;
}

/** `mistakes`: the texts of each mistake that has feedback of its own. */
export interface ShortAnswerSettings {
  readonly tries: number;
  readonly mistakes: readonly (readonly string[])[];
}

/** `name`: of the approach; `advice`: a sentence beside it. */
export interface QuadrantWords {
  readonly name: string;
  readonly advice?: string;
}

/** The four, by what is great there. */
export interface QuadrantsWords {
  readonly both: QuadrantWords;
  readonly influence: QuadrantWords;
  readonly interest: QuadrantWords;
  readonly neither: QuadrantWords;
}

/** `quadrants`: the author's own, where they are not the usual ones. */
export interface MapSettings {
  readonly minRows: number;
  readonly maxRows: number;
  readonly columns: readonly Column[];
  readonly quadrants?: QuadrantsWords;
}

export interface ComponentSettings {
  readonly case: Settings;
  readonly categorise: QuestionSettings;
  readonly checklist: ChecklistSettings;
  readonly choice: ChoiceSettings;
  readonly commitment: Settings;
  readonly cycle: Settings;
  readonly match: QuestionSettings;
  readonly order: QuestionSettings;
  readonly plan: RowsSettings;
  readonly poll: Settings;
  readonly "prior-work": Settings;
  readonly reflection: Settings;
  readonly scale: ScaleSettings;
  readonly "short-answer": ShortAnswerSettings;
  readonly "stakeholder-map": MapSettings;
  readonly "true-false": QuestionSettings;
}

/** The words, nested as in templates/locales/<language>.yaml. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** The way to a text. */
export type Word =
  | "go_on"
  | "time"
  | "date"
  | "first_of_month"
  | "duration.minutes"
  | "duration.hours"
  | "duration.both"
  | "place"
  | "left"
  | "done"
  | "open_tasks.one"
  | "open_tasks.other"
  | "extra_tasks.one"
  | "extra_tasks.other"
  | "over_length"
  | "status.saving"
  | "status.fetching"
  | "status.saved_lms"
  | "status.saved_browser"
  | "status.saved_lms_date"
  | "status.saved_browser_date"
  | "status.sent"
  | "status.offline"
  | "status.full"
  | "status.failed"
  | "status.lost"
  | "status.found"
  | "status.unread"
  | "status.read_only"
  | "unsaved.title.one"
  | "unsaved.title.other"
  | "unsaved.show"
  | "unsaved.retry"
  | "unsaved.copy"
  | "unsaved.copied"
  | "unsaved.download"
  | "unsaved.room"
  | "notice.resume"
  | "notice.resume_at"
  | "notice.to_start"
  | "notice.close"
  | "notice.loose"
  | "notice.loose_privacy"
  | "notice.browse"
  | "notice.review"
  | "notice.unread"
  | "notice.open_anyway"
  | "notice.truncated"
  | "notice.damaged"
  | "notice.newer"
  | "notice.recovered.one"
  | "notice.recovered.other"
  | "notice.found_loose.one"
  | "notice.found_loose.other"
  | "notice.loose_whose"
  | "notice.loose_take"
  | "notice.loose_leave"
  | "notice.understood"
  | "notice.download_raw"
  | "conflict.banner.one"
  | "conflict.banner.other"
  | "conflict.title"
  | "conflict.here"
  | "conflict.there"
  | "conflict.keep"
  | "conflict.both"
  | "conflict.written"
  | "conflict.show"
  | "portfolio.heading"
  | "portfolio.empty"
  | "portfolio.none_chosen"
  | "portfolio.no_answer"
  | "portfolio.written"
  | "portfolio.written_between"
  | "portfolio.earlier"
  | "portfolio.earlier_lead"
  | "portfolio.choose"
  | "portfolio.share.document"
  | "portfolio.share.plan"
  | "portfolio.share.map"
  | "portfolio.share.questions"
  | "portfolio.open.one"
  | "portfolio.open.other"
  | "portfolio.docx"
  | "portfolio.html"
  | "portfolio.text"
  | "portfolio.print"
  | "portfolio.proof"
  | "portfolio.version"
  | "portfolio.made"
  | "portfolio.unsaved"
  | "finish.todo"
  | "finish.visit"
  | "finish.score"
  | "finish.unsaved"
  | "finish.more.one"
  | "finish.more.other"
  | "finish.ready"
  | "finish.button"
  | "finish.busy"
  | "finish.done"
  | "finish.done_lms"
  | "finish.done_sent"
  | "finish.untold"
  | "finish.no_room"
  | "finish.no_room_lead"
  | "finish.take_along"
  | "finish.back"
  | "finish.failed"
  | "finish.read_only"
  | "finish.portfolio"
  | "search.results.one"
  | "search.results.other"
  | "search.none"
  | "search.more"
  | "search.short"
  | "proof.title"
  | "proof.title_so_far"
  | "proof.took_part"
  | "proof.takes_part"
  | "proof.so_far"
  | "proof.publisher"
  | "proof.version"
  | "proof.study_load"
  | "proof.sections"
  | "proof.tasks"
  | "proof.answers"
  | "proof.objectives"
  | "proof.finished"
  | "proof.printed"
  | "proof.digest"
  | "proof.disclaimer"
  | "proof.bind"
  | "support.standard"
  | "support.mode"
  | "support.found"
  | "support.revision"
  | "support.room"
  | "support.size"
  | "support.calls"
  | "support.record"
  | "support.record_warning"
  | "support.copy"
  | "support.copied"
  | "support.characters"
  | "support.none"
  | "months.0"
  | "months.1"
  | "months.2"
  | "months.3"
  | "months.4"
  | "months.5"
  | "months.6"
  | "months.7"
  | "months.8"
  | "months.9"
  | "months.10"
  | "months.11"
  | "components.parts.required"
  | "components.parts.hint"
  | "components.parts.no_script"
  | "components.questions.label"
  | "components.questions.graded"
  | "components.questions.counts"
  | "components.questions.once"
  | "components.questions.tries"
  | "components.questions.choose"
  | "components.questions.is_true"
  | "components.questions.is_false"
  | "components.questions.check"
  | "components.questions.answer"
  | "components.questions.is_right"
  | "components.questions.is_wrong"
  | "components.questions.right"
  | "components.questions.wrong"
  | "components.questions.near"
  | "components.questions.partly"
  | "components.questions.look"
  | "components.questions.again"
  | "components.questions.left.one"
  | "components.questions.left.other"
  | "components.questions.over"
  | "components.questions.no_choice"
  | "components.questions.no_text"
  | "components.questions.placed"
  | "components.questions.loose"
  | "components.questions.picked"
  | "components.questions.articles"
  | "components.questions.mark.right"
  | "components.questions.mark.wrong"
  | "components.questions.mark.open"
  | "components.questions.said.right"
  | "components.questions.said.wrong"
  | "components.questions.said.open"
  | "components.questions.table.item"
  | "components.questions.table.chosen"
  | "components.questions.table.result"
  | "components.rows.add"
  | "components.rows.remove"
  | "components.rows.removed"
  | "components.rows.undo"
  | "components.rows.restored"
  | "components.rows.named"
  | "components.rows.full"
  | "components.rows.number"
  | "components.writing.label"
  | "components.writing.you_wrote"
  | "components.writing.words.one"
  | "components.writing.words.other"
  | "components.audio.transcript"
  | "components.before-after.before"
  | "components.before-after.after"
  | "components.before-after.slide"
  | "components.callout.note"
  | "components.callout.tip"
  | "components.callout.warning"
  | "components.case.label"
  | "components.case.fictional"
  | "components.case.question"
  | "components.case.view"
  | "components.case.way"
  | "components.case.back"
  | "components.case.seen"
  | "components.case.first"
  | "components.case.debrief"
  | "components.case.also"
  | "components.categorise.how"
  | "components.checklist.label"
  | "components.choice.one"
  | "components.choice.several"
  | "components.commitment.label"
  | "components.commitment.back"
  | "components.cycle.step"
  | "components.download.file"
  | "components.embed.opens"
  | "components.evaluation.label"
  | "components.evaluation.apart"
  | "components.evaluation.take"
  | "components.evaluation.taken"
  | "components.evaluation.nothing"
  | "components.evaluation.range.all"
  | "components.evaluation.range.half"
  | "components.evaluation.range.less"
  | "components.gallery.previous"
  | "components.gallery.next"
  | "components.gallery.at"
  | "components.guiding-question.label"
  | "components.labelled-picture.choose"
  | "components.match.how"
  | "components.order.how"
  | "components.order.up"
  | "components.order.down"
  | "components.order.moved"
  | "components.prior-work.label"
  | "components.prior-work.load"
  | "components.prior-work.stays"
  | "components.prior-work.choose"
  | "components.prior-work.take"
  | "components.prior-work.whole"
  | "components.prior-work.unreadable"
  | "components.plan.label"
  | "components.plan.row"
  | "components.plan.columns.action"
  | "components.plan.columns.partner"
  | "components.plan.columns.step"
  | "components.plan.columns.date"
  | "components.plan.columns.sign"
  | "components.plan.columns.stop"
  | "components.plan.complete"
  | "components.plan.past"
  | "components.plan.no_date"
  | "components.plan.calendar"
  | "components.plan.calendar_none"
  | "components.poll.label"
  | "components.scale.label"
  | "components.scale.later"
  | "components.scale.statement"
  | "components.scale.chosen"
  | "components.scale.then"
  | "components.scale.now"
  | "components.scale.moment"
  | "components.scale.nothing"
  | "components.scale.nothing_then"
  | "components.scale.shown"
  | "components.scale.as_table"
  | "components.short-answer.also"
  | "components.short-answer.mistaken"
  | "components.stakeholder-map.label"
  | "components.stakeholder-map.row"
  | "components.stakeholder-map.roles"
  | "components.stakeholder-map.columns.party"
  | "components.stakeholder-map.columns.role"
  | "components.stakeholder-map.columns.interest"
  | "components.stakeholder-map.columns.influence"
  | "components.stakeholder-map.columns.approach"
  | "components.stakeholder-map.levels.1"
  | "components.stakeholder-map.levels.2"
  | "components.stakeholder-map.levels.3"
  | "components.stakeholder-map.levels.4"
  | "components.stakeholder-map.choose"
  | "components.stakeholder-map.complete"
  | "components.stakeholder-map.usual"
  | "components.stakeholder-map.quadrants.both"
  | "components.stakeholder-map.quadrants.influence"
  | "components.stakeholder-map.quadrants.interest"
  | "components.stakeholder-map.quadrants.neither"
  | "components.stakeholder-map.picture"
  | "components.true-false.how"
  | "components.video.transcript"
  | "components.video.captions"
  | "components.worked-example.label"
  | "components.worked-example.show";

/** The way to a text with a form for one and for more. */
export type Count =
  | "open_tasks"
  | "extra_tasks"
  | "unsaved.title"
  | "notice.recovered"
  | "notice.found_loose"
  | "conflict.banner"
  | "portfolio.open"
  | "finish.more"
  | "search.results"
  | "components.questions.left"
  | "components.writing.words";
