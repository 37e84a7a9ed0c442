import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compareCodePoints } from '../../model/compare-code-points.ts';
import type { Source } from '../../model/source.ts';
import type { AcrossContext, Related, RunReport } from './across-check.ts';
import type { ReportDigest } from './digest.ts';
import { DEPARTMENT, matchUnits, toProjectKey, toUnitKey } from './same-project.ts';

/** A digest squeezed to some hundred bytes, with what is needed to find it. */
export interface PackedReport {
  readonly reportId: string;
  readonly signature: string;
  readonly projectKey: string | null;
  readonly unitKey: string | null;
  readonly departmentKey: string | null;
  readonly year: string;
  readonly packed: Uint8Array;
}

/** A file of the run and the reports in it. */
export interface RunFile {
  readonly path: string;
  readonly documentId: string;
  readonly reports: readonly PackedReport[];
}

/** The reports of a run, found by what they speak of. */
export interface RunReports {
  /** What checks see of each report of the file at this path that others are related to; copies of a report in an earlier file are left out. */
  contextsOf(path: string): readonly AcrossContext[];
}

/** Forms under one project and unit beyond which the name says nothing: a template that was never filled in. */
const MOST_ALIKE = 40;
/** Projects' forms of a department looked at; more are not added up. */
const MOST_PROJECTS = 500;
/** Units up to which abbreviated names are looked for; among more, an abbreviation fits too many. */
const MOST_ABBREVIATED = 200;

/** The words that every digest is made of, so that they take no room in each: some 410 bytes a report instead of 790. */
const DICTIONARY = Buffer.from(
  '"comparator":null,"decimals":2,"kind":"number","text","missing","method":"markup","ocr","pageNumber":1,"bbox":[,"readings":,"confidence":"blockId":"b","charSpan":[' +
    '"key":"项目支出绩效自评表||||2023|1","signature":"","title":"年度部门整体支出绩效自评报告","project":"","unit":"局中心","department":"","year":"2023","fundKinds":["fiscal","carried-over","other","central","provincial","county","own"],"figures":[' +
    '"年初预算数","initial budget of ","到位数","amount received of ","其中：当年财政拨款本年财政拨款上年结转资金项目支出总分得分","score of 总分' +
    '{"quantity":{"raw":"","kind":"amount","value":"","upper":null,"unit":"万元","comparator":null,"decimals":2,"sources":[{"documentId":"","method":"text","tableId":"t1","row":4,"col":4,"method":"markup"}]},' +
    '"label":{"zh":"年度资金总额全年预算数","en":"budget of 年度资金总额"},"text":"","role":"total","field":"executed","label":{"zh":"年度资金总额全年执行数","en":"amount executed of 年度资金总额"},"place":"表格 · 第5行","accused":null},',
  'utf8',
);

/** Squeezes a digest and reads off what it is found by. */
export function packDigest(digest: ReportDigest): PackedReport {
  // A copy: what deflate gives is a slice that would keep its whole buffer alive.
  return toPacked(digest, new Uint8Array(deflateRawSync(JSON.stringify(digest), { dictionary: DICTIONARY })));
}

/** A packed report as text, to be kept from run to run. */
export function encodePacked({ packed }: PackedReport): string {
  return Buffer.from(packed).toString('base64');
}

/** Reads what encodePacked of the same version wrote. */
export function decodePacked(text: string): PackedReport {
  const packed = new Uint8Array(Buffer.from(text, 'base64'));
  return toPacked(unpackDigest(packed), packed);
}

function toPacked(digest: ReportDigest, packed: Uint8Array): PackedReport {
  const { reportId, signature, unit, department, year } = digest;
  return {
    reportId,
    signature,
    projectKey: toProjectKey(digest),
    unitKey: toUnitKey(unit),
    departmentKey: toUnitKey(department),
    year,
    packed,
  };
}

function unpackDigest(packed: Uint8Array): ReportDigest {
  return JSON.parse(inflateRawSync(packed, { dictionary: DICTIONARY }).toString('utf8')) as ReportDigest; // written by packDigest
}

interface Entry extends PackedReport {
  readonly path: string;
  readonly documentId: string;
}

/** Entries by unit. */
type ByUnit = Map<string, Entry[]>;

/** Puts the reports of a run in order; which of several copies stands for all depends on paths alone. */
export function createRunReports(files: readonly RunFile[]): RunReports {
  const byPath = new Map<string, Entry[]>();
  const byProject = new Map<string, ByUnit>();
  const byYear = new Map<string, ByUnit>();
  const seen = new Set<string>();
  for (const { path, documentId, reports } of [...files].sort((a, b) => compareCodePoints(a.path, b.path))) {
    for (const report of reports) {
      if (seen.has(report.signature) || report.projectKey === null || report.unitKey === null) continue;
      seen.add(report.signature);
      const entry = { ...report, path, documentId };
      addTo(byPath, path, entry);
      addToUnit(byProject, { key: report.projectKey, unit: report.unitKey, entry });
      if (report.projectKey === DEPARTMENT) continue;
      for (const unit of new Set([report.unitKey, report.departmentKey ?? report.unitKey])) {
        addToUnit(byYear, { key: report.year, unit, entry });
      }
    }
  }

  function toContext(entry: Entry): AcrossContext | null {
    const places = new Map<Source, string>();
    const unpack = (other: Entry) => unpackReport(other, places);
    const related = (units: ByUnit | undefined, most: number): Related[] => {
      const found = findRelated(units, entry).filter(
        (each) => each.entry !== entry && each.entry.documentId !== entry.documentId,
      );
      if (found.length > most) return [];
      return found.map((each) => ({ report: unpack(each.entry), unit: each.unit }));
    };
    const isDepartment = entry.projectKey === DEPARTMENT;
    const alike = related(byProject.get(entry.projectKey ?? ''), MOST_ALIKE);
    const projects = isDepartment ? related(byYear.get(entry.year), MOST_PROJECTS) : [];
    if (alike.length + projects.length === 0) return null;
    return {
      report: unpack(entry),
      alike,
      projects,
      placeOf: (source) => (source === undefined ? '' : (places.get(source) ?? '')),
    };
  }

  return {
    contextsOf: (path) => (byPath.get(path) ?? []).map(toContext).filter((context) => context !== null),
  };
}

function findRelated(units: ByUnit | undefined, { unitKey }: Entry): { entry: Entry; unit: Related['unit'] }[] {
  if (units === undefined || unitKey === null) return [];
  const names = units.size > MOST_ABBREVIATED ? [unitKey] : [...units.keys()];
  const found = new Map<Entry, Related['unit']>();
  for (const name of names) {
    const unit = matchUnits(unitKey, name);
    if (unit === null) continue;
    // A project's form stands under its unit and its department: the surer match counts.
    for (const entry of units.get(name) ?? []) if (found.get(entry) !== 'high') found.set(entry, unit);
  }
  return [...found]
    .map(([entry, unit]) => ({ entry, unit }))
    .sort(
      (a, b) => compareCodePoints(a.entry.path, b.entry.path) || compareCodePoints(a.entry.reportId, b.entry.reportId),
    );
}

function unpackReport({ packed, path, documentId }: Entry, places: Map<Source, string>): RunReport {
  const digest = unpackDigest(packed);
  for (const { quantity, place } of digest.figures) {
    for (const source of quantity.sources) places.set(source, place === '' ? path : `${path} · ${place}`);
  }
  return { ...digest, path, documentId };
}

function addTo<Key>(map: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

function addToUnit(map: Map<string, ByUnit>, { key, unit, entry }: { key: string; unit: string; entry: Entry }): void {
  const units = map.get(key) ?? new Map<string, Entry[]>();
  map.set(key, units);
  addTo(units, unit, entry);
}
