// What verify-audit.mjs is given, read strictly: each member once, of those that are known, and of its kind.
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const end = (code, text) => { console.log(text); process.exit(code); };
export const fail = (why) => end(1, `not verified: ${why}`);
const misused = (why) => end(2, why);
export const attempt = (work, otherwise) => { try { return work(); } catch { return otherwise(); } };
export const hex = (text) => Buffer.from(text ?? '', 'hex');
export const hash = (...parts) => parts.reduce((sha, part) => sha.update(part), createHash('sha256')).digest();
export const canonical = (value) => typeof value === 'string' ? JSON.stringify(value) // RFC 8785, of texts and objects of texts
  : `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;

const list = Array.isArray, size = (value) => Number.isSafeInteger(value) && value >= 0;
const like = (form) => (value) => typeof value === 'string' && form.test(value);
const text = like(/./s), sum = like(/^[0-9a-f]{64}$/), salt = like(/^([0-9a-f]{2})+$/);
const texts = (value) => Object(value) === value && !list(value) && Object.values(value).every((one) => typeof one === 'string');
const kinds = {
  format: text, organizationId: text, from: size, to: size, head: text, keys: list, previousHash: sum, around: (all) => list(all) && all.every(sum),
  position: size, id: text, createdAt: text, expiresAt: text, entry: texts, values: texts, digests: texts, erased: (is) => is === true,
  salt, valueSalt: salt, bodyHash: sum, leafHash: sum, chainHash: sum, subtreeHashes: like(/^([0-9a-f]{64})*$/),
};
const HEADER = [['format organizationId from to head keys previousHash around', '']]; // what has to be there, and what may be
const SEAL = 'position id createdAt bodyHash leafHash previousHash chainHash subtreeHashes';
const LINE = [['head', ''], ['id', 'position'], [SEAL, 'expiresAt'], [`${SEAL} entry values digests`, 'expiresAt salt valueSalt'],
  [`${SEAL} entry values digests erased`, 'expiresAt salt']];

const names = (one, depth = 1) => Object(one) !== one ? 0 : depth > 500 ? NaN
  : Object.values(one).reduce((all, inner) => all + names(inner, depth + 1), list(one) ? 0 : Object.keys(one).length);
const quoted = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g, isWhole = (line) => !/\d[.eE]/.test(line.replace(quoted, '')); // its numbers are
const stated = (line) => line.match(quoted)?.filter((token) => token.endsWith(':')).length;
const fits = (json, [needed, possible]) => needed.split(' ').every((name) => Object.hasOwn(json, name))
  && Object.keys(json).every((name) => `${needed} ${possible}`.split(' ').includes(name) && kinds[name]?.(json[name]));
function strict(line, number, forms) {
  const json = attempt(() => JSON.parse(line), () => null);
  return Object(json) === json && names(json) === stated(line) && isWhole(line) && forms.some((form) => fits(json, form)) ? json
    : fail(`the line ${number} is not of a bundle's form: it has a member twice, one that a bundle does not know, one too few, or one of another kind`);
}

function isUsable({ crv, kid, kty, x, y }) { // by its thumbprint (RFC 7638) and curve
  const key = { crv, kty, x, y };
  return kty === 'EC' && crv === 'P-256' && kid === hash(canonical(key)).toString('base64url') && createPublicKey({ key, format: 'jwk' });
}
const usable = (set) => (list(set?.keys) ? set.keys : []).filter((key) => attempt(() => isUsable(key), () => false));
export function parsed(jws) { // a head, without its signature
  const [start, payload, , more] = jws.split('.'), json = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  const { alg, kid } = json(start), { size: entries, root, chain, organizationId, time } = json(payload);
  if (alg !== 'ES256' || more || !size(entries) || ![kid, root, chain, organizationId].every(text) || !(Date.parse(time) >= 0)) throw jws;
  return { size: entries, root, chain, organizationId, time, kid };
}

const read = (path) => attempt(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)),
  () => misused(`${path} cannot be read as text`));
const options = { keys: { type: 'string', multiple: true, default: [] }, head: { type: 'string', multiple: true, default: [] } };
const asked = attempt(() => parseArgs({ options, allowPositionals: true }), () => ({ positionals: [] })), [file] = asked.positionals;
if (asked.positionals.length !== 1) misused('usage: verify-audit.mjs FILE [--keys KEYS.json] [--head SAVED-HEAD]...');
export const given = asked.values.keys.flatMap((path) => attempt(() => [usable(JSON.parse(read(path)))].find((keys) => keys.length).slice(),
  () => misused(`${path} has no key that heads could be signed by: /.well-known/audit-keys.json has them`)));
export const kept = asked.values.head.map((path) => attempt(() => parsed(read(path).trim()),
  () => misused(`${path} is no head: it is to be the statement of one, and nothing else`)));
const [first, ...rest] = read(file).split('\n');
export const untried = (why) => misused(`${file} ${why}`);
if (attempt(() => JSON.parse(first).format, () => '') !== 'tenantry-audit-bundle/1')
  untried(`is no tenantry-audit-bundle/1: GET /api/v1/audit-logs/bundle tells one, exports of the log are none`);
export const header = strict(first, 1, HEADER), keys = given.length ? given : usable(header);
export const lines = rest.map((line, at) => /[^ \t\r]/.test(line) && strict(line, at + 2, LINE)).filter(Boolean);
for (const { organizationId } of kept.filter((old) => old.organizationId !== header.organizationId))
  untried(`is the log of organization ${header.organizationId}, and a head that was kept is of ${organizationId}: neither tells anything of the other`);
